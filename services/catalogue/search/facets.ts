import { manyValued, type Shelf } from "./shelf.ts";

export const facets = [
  "field",
  "stage",
  "pathway",
  "offers",
  "availability",
  "landing",
  "ip",
  "institution",
  "language",
  "since",
] as const;
export type FacetName = (typeof facets)[number];

/** What a reader has chosen: any of the values of a facet, and something of every facet chosen. */
export type Chosen = Partial<Record<FacetName, string[]>>;

export interface FacetValue {
  value: string;
  count: number;
  isChosen: boolean;
}

/** Days back of "added since". */
const sinceDays = ["7", "30", "90", "365"] as const;
const DAY = 86_400_000;

const columnOf = { language: "languages" } as const;
const column = (facet: Exclude<FacetName, "since">) =>
  facet === "language" ? columnOf.language : (facet as Exclude<FacetName, "since" | "language">);
const hasMany = (facet: FacetName) => facet !== "since" && (manyValued as readonly string[]).includes(column(facet));

interface Test {
  facet: FacetName;
  passes(key: number): boolean;
}

function testsOf(shelf: Shelf, chosen: Chosen, now: number): Test[] {
  return facets.flatMap((facet): Test[] => {
    const values = chosen[facet] ?? [];
    if (values.length === 0) return [];
    if (facet === "since") {
      const days = Math.max(...values.map(Number).filter(Number.isFinite), 0);
      const earliest = now - days * DAY;
      return [{ facet, passes: (key) => shelf.publishedAt[key]! >= earliest }];
    }
    const numbers = shelf.columns[column(facet)];
    const names = shelf.names[column(facet)];
    const wanted = values.map((value) => names.indexOf(value)).filter((number) => number >= 0);
    if (hasMany(facet)) {
      const bits = wanted.reduce((all, number) => all | (1 << number), 0);
      return [{ facet, passes: (key) => (numbers[key]! & bits) !== 0 }];
    }
    const isWanted = new Uint8Array(names.length);
    for (const number of wanted) isWanted[number] = 1;
    return [{ facet, passes: (key) => isWanted[numbers[key]!] === 1 }];
  });
}

/** Stages stand in the order of a technology's life, everything else by how much there is of it. */
const life = ["early", "shown", "ready", "unknown"];
const inOrder = (facet: FacetName, a: string, b: string) => (facet === "stage" ? life.indexOf(a) - life.indexOf(b) : 0);

/**
 * Keeps the records that pass what is chosen, and counts for every value how many there would be with it: the values of
 * a facet are counted among the records that pass the other facets.
 */
export function narrow(
  shelf: Shelf,
  keys: Int32Array,
  chosen: Chosen,
  now: number,
): { keys: Int32Array; counts: Record<FacetName, FacetValue[]> } {
  const tests = testsOf(shelf, chosen, now);
  const { kept, missed } = sift(keys, tests);
  const among = (facet: FacetName) => [kept, missed[tests.findIndex((test) => test.facet === facet)] ?? []];
  const counts = {} as Record<FacetName, FacetValue[]>;
  for (const facet of facets) {
    if (facet === "since") continue;
    const isChosen = new Set(chosen[facet] ?? []);
    const names = shelf.names[column(facet)];
    const sums = new Uint32Array(Math.max(32, names.length));
    for (const some of among(facet)) tally(some, shelf.columns[column(facet)], hasMany(facet), sums);
    counts[facet] = names
      .map((value, number) => ({ value, count: sums[number]!, isChosen: isChosen.has(value) }))
      .filter(({ value, count, isChosen }) => value !== "" && (count > 0 || isChosen))
      .sort((a, b) => inOrder(facet, a.value, b.value) || b.count - a.count || (a.value < b.value ? -1 : 1));
  }
  counts.since = sinceDays
    .map((value) => {
      const earliest = now - Number(value) * DAY;
      let count = 0;
      for (const some of among("since"))
        for (let at = 0; at < some.length; at++) if (shelf.publishedAt[some[at]!]! >= earliest) count++;
      return { value, count, isChosen: chosen.since?.includes(value) ?? false };
    })
    .filter(({ count, isChosen }) => count > 0 || isChosen);
  return { keys: kept, counts };
}

/** The records that pass all tests, and for each test those that pass all others. */
function sift(keys: Int32Array, tests: Test[]): { kept: Int32Array; missed: number[][] } {
  const missed: number[][] = tests.map(() => []);
  if (tests.length === 0) return { kept: keys, missed };
  const kept = new Int32Array(keys.length);
  let size = 0;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]!;
    let failed = -1;
    let fails = 0;
    for (let place = 0; place < tests.length && fails < 2; place++)
      if (!tests[place]!.passes(key)) {
        failed = place;
        fails++;
      }
    if (fails === 0) kept[size++] = key;
    else if (fails === 1) missed[failed]!.push(key);
  }
  return { kept: kept.subarray(0, size), missed };
}

/** Adds up how many of the records have each value. */
function tally(keys: ArrayLike<number>, values: Uint32Array, isMany: boolean, sums: Uint32Array): void {
  for (let at = 0; at < keys.length; at++) {
    const value = values[keys[at]!]!;
    if (!isMany) sums[value]!++;
    else for (let bits = value, bit = 0; bits; bits >>>= 1, bit++) if (bits & 1) sums[bit]!++;
  }
}
