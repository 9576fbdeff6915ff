import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { contentFolder } from "#services/content.ts";

interface Term {
  en: string[];
  hans: string[];
}

let known: Term[] | undefined;

function terms(): Term[] {
  known ??= (parse(fs.readFileSync(path.join(contentFolder(), "glossary.yaml"), "utf8")) as { terms: Term[] }).terms;
  return known;
}

/** The same numbers in every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A term by chance: a few are in very many records and most in few, as in real texts. */
const pick = (random: () => number): Term => terms()[Math.floor(terms().length * random() ** 2)]!;

/** A made-up record of the shape that other catalogues give, half of them Chinese, of 70 to 100 words. */
export function generatedRecord(number: number): Record<string, unknown> {
  const random = chance(number);
  const isChinese = number % 2 === 0;
  const word = () => {
    const { en, hans } = pick(random);
    return isChinese ? hans[0]! : en[0]!;
  };
  const [subject, means, use] = [word(), word(), word()];
  const title = isChinese ? `用于${use}的${subject}及其${means}方法` : `${subject} with ${means} for ${use}`;
  const sentences = Array.from({ length: 4 }, () =>
    isChinese
      ? `本技术以${word()}改进${word()}，在${word()}中测得的${word()}提高了${Math.floor(random() * 90)}%。`
      : `The ${word()} is improved by ${word()}, and the ${word()} measured in ${word()} rose by ${Math.floor(random() * 90)} per cent.`,
  );
  return {
    id: String(number),
    source: "generated",
    lang: isChinese ? "zh-Hans" : "en",
    title,
    abstract: sentences.join(isChinese ? "" : " "),
    keywords: [subject, means],
    field: terms()[Math.floor(random() * 40)]!.en[0],
  };
}

/** Queries of the kinds that people type: words, names, two languages in one, slips, single characters. */
export function generatedQueries(count: number): string[] {
  const random = chance(20_261_125);
  return Array.from({ length: count }, (_, number) => {
    const [a, b] = [pick(random), pick(random)];
    switch (number % 6) {
      case 0:
        return a.hans[0]!;
      case 1:
        return `${a.en[0]} ${b.en[0]}`;
      case 2:
        return `${a.hans[0]}${b.hans[0]}`;
      case 3:
        return `${a.en[0]} ${b.hans[0]}`;
      case 4:
        return a.en[0]!.length > 5 ? a.en[0]!.replace(/(.{3})./, "$1") : a.en[0]!;
      default:
        return a.hans[0]!.slice(0, 1 + (number % 2));
    }
  });
}
