/** What of an application is compared with others of its call. */
export interface Compared {
  id: string;
  leadId: string;
  grants: number[];
  text: string;
  directors: string[];
  address: string;
  /** The company that the application is for, where there is one. */
  companyId: string | null;
}

export type Likeness = "equalAmounts" | "equalTexts" | "sharedDirectors" | "sharedAddress" | "sameCompany";

export interface LookAlike {
  a: string;
  b: string;
  likeness: Likeness;
  /** Of texts: how much of the shorter one stands in the other, in basis points. */
  basisPoints?: number;
  /** Of directors: the name of one whom both have. */
  about?: string;
}

const SHINGLE = 8;
/** From this part of the shorter text on, texts are pointed out: a default of this portal. */
const ALIKE = 5_000;

const plainText = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, "");

function shinglesOf(text: string): Set<string> {
  const folded = plainText(text);
  const found = new Set<string>();
  for (let at = 0; at + SHINGLE <= folded.length; at += 1) found.add(folded.slice(at, at + SHINGLE));
  return found;
}

/**
 * Applications that look like one another: the same amounts, the same words, the same directors, address or company.
 * They are pointed out to an officer and decide nothing. Texts are compared by the runs of 8 letters that they share; only
 * pairs that share a rare one are looked at, so that thousands can be compared. Pure.
 */
export function lookAlikes(all: Compared[]): LookAlike[] {
  const found: LookAlike[] = [];
  const pairs = <Key>(
    likeness: Likeness,
    keysOf: (each: Compared) => Key[],
    about: (key: Key) => string | undefined,
  ) => {
    const byKey = new Map<Key, Compared[]>();
    for (const each of all) for (const key of new Set(keysOf(each))) byKey.set(key, [...(byKey.get(key) ?? []), each]);
    const seen = new Set<string>();
    for (const [key, group] of byKey)
      for (const [place, a] of group.entries())
        for (const b of group.slice(place + 1, place + 20)) {
          if (seen.has(`${a.id} ${b.id}`)) continue;
          seen.add(`${a.id} ${b.id}`);
          found.push({ a: a.id, b: b.id, likeness, ...(about(key) && { about: about(key) }) });
        }
  };
  pairs(
    "equalAmounts",
    (each) => (each.grants.some((grant) => grant > 0) ? [each.grants.join("+")] : []),
    () => undefined,
  );
  const named = new Map(all.flatMap((each) => each.directors.map((name) => [plainText(name), name.trim()])));
  pairs(
    "sharedDirectors",
    (each) => each.directors.map((name) => plainText(name)).filter(Boolean),
    (key) => named.get(key),
  );
  pairs(
    "sharedAddress",
    (each) => (each.address ? [`${plainText(each.address)}`] : []),
    () => undefined,
  );
  pairs(
    "sameCompany",
    (each) => (each.companyId ? [each.companyId] : []),
    () => undefined,
  );
  found.push(...equalTexts(all));
  return withoutRepeats(found, new Map(all.map((each) => [each.id, each.leadId])));
}

/**
 * A director or an address in common is a fact of two institutions, and every pair of their applications has it: it stands
 * with the pairs that are alike in more, and without such a pair with the first only. Within one institution it means
 * nothing.
 */
function withoutRepeats(found: LookAlike[], leads: Map<string, string>): LookAlike[] {
  const isOfLeads = ({ likeness }: LookAlike) => likeness === "sharedDirectors" || likeness === "sharedAddress";
  const alikeInMore = new Set(found.filter((each) => !isOfLeads(each)).map(({ a, b }) => `${a} ${b}`));
  const between = ({ a, b, likeness }: LookAlike) => [likeness, ...[leads.get(a), leads.get(b)].sort()].join(" ");
  const said = new Set(found.filter(({ a, b }) => alikeInMore.has(`${a} ${b}`)).map(between));
  return found.filter((each) => {
    if (!isOfLeads(each)) return true;
    if (leads.get(each.a) === leads.get(each.b)) return false;
    if (alikeInMore.has(`${each.a} ${each.b}`)) return true;
    const isFirst = !said.has(between(each));
    said.add(between(each));
    return isFirst;
  });
}

function equalTexts(all: Compared[]): LookAlike[] {
  const shingles = all.map((each) => shinglesOf(each.text));
  const holders = new Map<string, number[]>();
  for (const [place, mine] of shingles.entries())
    for (const shingle of mine) {
      const known = holders.get(shingle);
      if (known) known.push(place);
      else holders.set(shingle, [place]);
    }
  const shared = new Map<string, number>();
  for (const places of holders.values()) {
    // What many applications say is a phrase of the programme, not of one applicant.
    if (places.length < 2 || places.length > 5) continue;
    for (const [order, a] of places.entries())
      for (const b of places.slice(order + 1)) {
        const key = `${a} ${b}`;
        shared.set(key, (shared.get(key) ?? 0) + 1);
      }
  }
  return [...shared].flatMap(([key, count]) => {
    const [a, b] = key.split(" ").map(Number) as [number, number];
    const shorter = Math.min(shingles[a]!.size, shingles[b]!.size);
    const basisPoints = Math.floor((count * 10_000) / shorter);
    return basisPoints >= ALIKE ? [{ a: all[a]!.id, b: all[b]!.id, likeness: "equalTexts" as const, basisPoints }] : [];
  });
}
