/** What a person asks for: words, phrases that must stand so, and what must not be there. */
export interface Asked {
  words: string;
  phrases: string[];
  excluded: string[];
}

const LONGEST = 200;
const quotes = /"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』|＂([^＂]*)＂/gu;
const notWord = /(^|[\s,，、;；])[-－−](?=\S)([^\s,，、;；]+)/gu;
const says = /[\p{L}\p{N}]/u;

/**
 * Reads a query. Anything is a query: quotes that do not close, lone signs and the words of other search engines' query
 * languages are taken as they stand. `"exact words"`, `-without`, `-"without these words"`.
 */
export function parseQuery(query: string): Asked {
  const phrases: string[] = [];
  const excluded: string[] = [];
  const text = query.slice(0, LONGEST).replaceAll("\u0000", " ");
  const open = text.replaceAll(quotes, (whole, ...rest) => {
    const inner = rest.slice(0, 5).find((group) => group !== undefined) as string;
    const at = rest[5] as number;
    if (!says.test(inner)) return " ";
    const sign = text[at - 1];
    const isExcluded = /[-－−]/.test(sign ?? "") && (at === 1 || /[\s,，、;；]/.test(text[at - 2] ?? ""));
    (isExcluded ? excluded : phrases).push(inner.trim());
    return " ".repeat(whole.length);
  });
  const words = open
    .replaceAll(notWord, (_whole, before: string, word: string) => {
      if (says.test(word)) excluded.push(word);
      return `${before} `;
    })
    .replaceAll(/\s+/g, " ")
    .trim();
  return { words, phrases: phrases.slice(0, 8), excluded: excluded.slice(0, 8) };
}
