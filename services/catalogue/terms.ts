import { cutWords } from "./search/cut.ts";
import { equivalentsOf } from "./search/dictionary.ts";
import { fold } from "./search/fold.ts";

export { fold, isHan } from "./search/fold.ts";

/** The terms that must all be in a document which answers this query: pairs of characters; a lone character as itself. */
export const queryTerms = (query: string): string[] => [...new Set(cutWords(query).flatMap((piece) => piece.terms))];

/** A word and its names in the other languages, each with the terms that it is found by. */
export function alternativesOf(query: string): { terms: string[][]; also: string[] } {
  const also = equivalentsOf(fold(query)).map(({ word }) => word);
  return { terms: [query, ...also].map(queryTerms).filter((terms) => terms.length > 0), also };
}
