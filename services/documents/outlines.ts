import { featuresOf, runsOf } from "./fonts.ts";
import { fontOf, type LineStyle } from "./typeset.ts";

/** A line of text as outlines: what it looks like depends on no font of the machine that draws it. */
export function outlined(
  text: string,
  x: number,
  y: number,
  color: string,
  { language, size, weight = "regular" }: LineStyle,
): string {
  let at = x;
  let paths = "";
  for (const run of runsOf(text, language)) {
    const font = fontOf(run.font, weight);
    const scale = size / font.unitsPerEm;
    const { glyphs, positions } = font.layout(run.text, featuresOf(run.text, language));
    for (const [place, glyph] of glyphs.entries()) {
      const path = glyph.path.toSVG();
      if (path)
        paths += `<path transform="translate(${at.toFixed(2)} ${y}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})" d="${path}"/>`;
      at += positions[place]!.xAdvance * scale;
    }
  }
  return `<g fill="${color}">${paths}</g>`;
}
