import type { Transaction } from "#db/client.ts";
import { eventsAbout } from "../audit/index.ts";
import { type Language, languages } from "../language.ts";
import { textSeal } from "./disclosed-text.ts";
import type { Draft } from "./draft.ts";

export interface Said {
  /** The version of the text that was confirmed last. */
  text?: string;
  /** The language in which the page was read. */
  language?: Language;
  /** When they last said no. */
  refusedAt?: number;
}

const words = [
  "disclosure.sentToInventors",
  "inventor.confirmed",
  "inventor.disputed",
  "approver.signed",
  "approver.refused",
];

/**
 * What is on record of the word of each person of a disclosure, by the id of their row. It is read from the trail, where
 * nobody can write it anew. Words of before the text was recorded say nothing of it.
 */
export async function saidOn(from: Pick<Transaction, "select">, disclosureId: string): Promise<Map<string, Said>> {
  const said = new Map<string, Said>();
  for (const { action, at, details } of await eventsAbout(from, "disclosure", disclosureId, words)) {
    const { person, text, language } = details as { person?: string; text?: string; language?: string };
    if (!person) continue;
    const known = languages.find((each) => each === language);
    const isNo = action === "approver.refused" || action === "inventor.disputed";
    said.set(person, {
      ...said.get(person),
      ...(text && { text }),
      ...(known && { language: known }),
      ...(isNo && { refusedAt: at }),
    });
  }
  return said;
}

/**
 * The ids of those whose confirmation stands though the text was changed after it. Only another share takes a
 * confirmation back; but whoever reads it must see that these words were not before them.
 */
export function ofEarlierText({ disclosure, inventors, associates }: Draft, said: Map<string, Said>): string[] {
  const seal = textSeal(disclosure);
  return [...inventors, ...associates]
    .filter(({ id, confirmation }) => confirmation === "confirmed" && (said.get(id)?.text ?? seal) !== seal)
    .map(({ id }) => id);
}
