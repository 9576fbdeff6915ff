import { sealOf } from "../documents/index.ts";
import type { Disclosure } from "./draft.ts";

/** The passages that say what is disclosed: inventors read them beside their share before they confirm. */
export const disclosedPassages = ["novelty", "solution", "purpose", "problem", "advantages"] as const;

export type DisclosedText = Pick<Disclosure, "title" | "original" | (typeof disclosedPassages)[number]>;

/** SHA-256 of what is disclosed: it names the version of the text that somebody confirmed. Pure. */
export const textSeal = (text: DisclosedText): string =>
  sealOf({
    title: text.title[text.original] ?? "",
    ...Object.fromEntries(disclosedPassages.map((name) => [name, text[name]])),
  });
