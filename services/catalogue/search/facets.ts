import { manyValued, type Shelf } from "./shelf.ts";

export const facets = [
  "field",
  "stage",
  "pathway",
  "offers",
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
  const counted = facets.filter((facet) => facet !== "since");
  const columns = counted.map((facet) => shelf.columns[column(facet)]);
  const many = counted.map(hasMany);
  const sums = counted.map((facet) => new Uint32Array(Math.max(32, shelf.names[column(facet)].length)));
  const since = sinceDays.map((days) => now - Number(days) * DAY);
  const sinceSums = since.map(() => 0);
  const failing = tests.map((test) => counted.indexOf(test.facet as (typeof counted)[number]));
  const kept = new Int32Array(keys.length);
  let size = 0;
  const count = (place: number, key: number) => {
    const value = columns[place]![key]!;
    const sum = sums[place]!;
    if (!many[place]) sum[value]!++;
    else for (let bits = value, bit = 0; bits; bits >>>= 1, bit++) if (bits & 1) sum[bit]!++;
  };
  const countSince = (key: number) => {
    for (let place = 0; place < since.length; place++)
      if (shelf.publishedAt[key]! >= since[place]!) sinceSums[place]!++;
  };
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]!;
    let failed = -1;
    let fails = 0;
    for (let place = 0; place < tests.length && fails < 2; place++)
      if (!tests[place]!.passes(key)) {
        failed = place;
        fails++;
      }
    if (fails > 1) continue;
    if (fails === 1) {
      const place = failing[failed]!;
      if (place < 0) countSince(key);
      else count(place, key);
      continue;
    }
    kept[size++] = key;
    for (let place = 0; place < columns.length; place++) count(place, key);
    countSince(key);
  }
  const counts = {} as Record<FacetName, FacetValue[]>;
  for (const [place, facet] of counted.entries()) {
    const isChosen = new Set(chosen[facet] ?? []);
    counts[facet] = shelf.names[column(facet)]
      .map((value, number) => ({ value, count: sums[place]![number]!, isChosen: isChosen.has(value) }))
      .filter(({ value, count, isChosen }) => value !== "" && (count > 0 || isChosen))
      .sort((a, b) => inOrder(facet, a.value, b.value) || b.count - a.count || (a.value < b.value ? -1 : 1));
  }
  counts.since = sinceDays
    .map((value, place) => ({ value, count: sinceSums[place]!, isChosen: chosen.since?.includes(value) ?? false }))
    .filter(({ count, isChosen }) => count > 0 || isChosen);
  return { keys: kept.slice(0, size), counts };
}
