/** One judged query: what a person types, and the records that answer it. */
export interface JudgedQuery {
  q: string;
  lang: string;
  relevant: string[];
  /** What the query tries, such as `zh-en` (Chinese query, English records), `typo`, `short`. */
  kind: string;
}

export interface Measures {
  queries: number;
  ndcg10: number;
  recall20: number;
  success1: number;
}

/** Normalised discounted cumulative gain of the first ten, every relevant record worth the same (Järvelin and Kekäläinen, 2002). */
export function ndcg10(found: string[], relevant: Set<string>): number {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  let sum = 0;
  for (const [place, id] of found.slice(0, 10).entries()) if (relevant.has(id)) sum += gain(place);
  let best = 0;
  for (let place = 0; place < Math.min(10, relevant.size); place++) best += gain(place);
  return best === 0 ? 0 : sum / best;
}

/** The share of the relevant records that are among the first twenty; of more than twenty, twenty would be all. */
export function recall20(found: string[], relevant: Set<string>): number {
  if (relevant.size === 0) return 0;
  return found.slice(0, 20).filter((id) => relevant.has(id)).length / Math.min(20, relevant.size);
}

export function measuresOf(rows: Array<{ found: string[]; relevant: Set<string> }>): Measures {
  const mean = (measure: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + measure(row), 0) / Math.max(1, rows.length);
  return {
    queries: rows.length,
    ndcg10: mean(({ found, relevant }) => ndcg10(found, relevant)),
    recall20: mean(({ found, relevant }) => recall20(found, relevant)),
    success1: mean(({ found, relevant }) => (relevant.has(found[0] ?? "") ? 1 : 0)),
  };
}
