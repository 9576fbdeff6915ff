import fs from "node:fs";
import { createRequire } from "node:module";
import * as fontkit from "fontkit";
import type { Language } from "../language.ts";

const require = createRequire(import.meta.url);

interface Face {
  regular: Buffer;
  bold: Buffer;
  characters: Set<number>;
}

const files = {
  hk: [
    "@expo-google-fonts/noto-sans-hk/400Regular/NotoSansHK_400Regular.ttf",
    "@expo-google-fonts/noto-sans-hk/700Bold/NotoSansHK_700Bold.ttf",
  ],
  sc: [
    "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
  ],
} as const;
export type FaceName = keyof typeof files;

const faces = new Map<FaceName, Face>();

/** A font of the package registry, read once a process. */
export function face(name: FaceName): Face {
  let known = faces.get(name);
  if (!known) {
    const [regular, bold] = files[name].map((file) => fs.readFileSync(require.resolve(file))) as [Buffer, Buffer];
    const font = fontkit.create(regular) as unknown as { characterSet: number[] };
    known = { regular, bold, characters: new Set(font.characterSet) };
    faces.set(name, known);
  }
  return known;
}

/**
 * Cuts a text into runs that one font can set. No font covers both scripts: the Hong Kong font lacks characters that
 * only simplified Chinese has. What neither has is written as its code point, never dropped.
 */
export function runsOf(text: string, language: Language): Array<{ font: FaceName; text: string }> {
  const order: FaceName[] = language === "zh-Hans" ? ["sc", "hk"] : ["hk", "sc"];
  const runs: Array<{ font: FaceName; text: string }> = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    const font = character === "\n" ? undefined : order.find((name) => face(name).characters.has(point));
    const shown = font || character === "\n" ? character : `[U+${point.toString(16).toUpperCase()}]`;
    const last = runs.at(-1);
    if (last && (last.font === font || character === "\n")) last.text += shown;
    else runs.push({ font: font ?? order[0]!, text: shown });
  }
  return runs;
}

/** Marks that the fonts set as wide as a Chinese sign, also in English, unless they are asked for proportional ones. */
const wideMarks = /[“”‘’·•…]/;

/** What a font is asked for so that it sets a text as its language wants it. */
export const featuresOf = (text: string, language: Language): ["pwid", "palt"] | undefined =>
  language === "en" && wideMarks.test(text) ? ["pwid", "palt"] : undefined;
