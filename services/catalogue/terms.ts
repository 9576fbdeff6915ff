import { cutWords } from "./search/cut.ts";
import { spansOf } from "./search/spans.ts";

const MOST_ALTERNATIVES = 12;

/** The terms that must all be in a document which answers this query: pairs of characters; a lone character as itself. */
export const queryTerms = (query: string): string[] => [...new Set(cutWords(query).flatMap((piece) => piece.terms))];

/**
 * The query, and the query with one word or name of it as the glossary calls it elsewhere; each with the terms that it
 * is found by. For matching; people's searches are ranked and loosened in `search/find.ts`.
 */
export function alternativesOf(query: string): { terms: string[][]; also: string[] } {
  const { spans } = spansOf(query);
  const also = spans.flatMap(({ alternatives }, place) =>
    alternatives
      .filter((each) => each.why === "glossary")
      .map(({ word }) => spans.map((span, at) => (at === place ? word : span.text)).join(" ")),
  );
  const others = [...new Set(also)].slice(0, MOST_ALTERNATIVES);
  return { terms: [query, ...others].map(queryTerms).filter((terms) => terms.length > 0), also: others };
}
