/**
 * A disclosure as one flat list of answers, each with a path: `novelty`, or a member of a row such as
 * `inventors.k3.share`. A form, a save while typing and a queue of a device that was offline all speak of the same
 * paths. A row comes to be by the first answer in it and goes when its own path, `inventors.k3`, is emptied. Pure, and
 * without a library: the page's script reads paths by the same rules.
 */
export type Answers = Record<string, string>;

export const passages = [
  "novelty",
  "solution",
  "purpose",
  "problem",
  "advantages",
  "materials",
  "origins",
  "applications",
  "market",
  "firms",
  "landing",
] as const;
export const madeRegions = ["hongKong", "mainland", "elsewhere"] as const;

const person = ["name", "email", "affiliation", "contribution"] as const;
/** The lists of a disclosure, and what each row of them holds. */
export const rowMembers = {
  inventors: [...person, "share"],
  contributors: person,
  approvers: person,
  sources: ["rule", "name", "reference"],
  made: ["kind", "on", "isPlanned", "where"],
} as const;
export type RowList = keyof typeof rowMembers;
const lists = Object.keys(rowMembers) as RowList[];
export const peopleLists = ["inventors", "contributors", "approvers"] as const;

const PATH = /^(\w+)(?:\.([\w-]{1,40})(?:\.(\w+))?)?$/;

/** Where a path leads: to an answer, to a member of a row, or to a row as a whole. Undefined for what leads nowhere. */
export function placeOf(path: string): { list?: RowList; row?: string; member: string } | undefined {
  const [, head = "", row, member] = PATH.exec(path) ?? [];
  if (!row) return [...passages, "title", "field", "madeIn", "stage"].includes(head) ? { member: head } : undefined;
  const list = lists.find((each) => each === head);
  if (!list || (member !== undefined && !(rowMembers[list] as readonly string[]).includes(member))) return undefined;
  return { list, row, member: member ?? "" };
}

const stepsOfMembers = {
  invention: ["title", "novelty", "solution", "purpose", "problem", "advantages", "stage", "field"],
  people: peopleLists,
  origins: ["sources", "materials", "madeIn", "origins"],
  made: ["made"],
  market: ["applications", "market", "firms", "landing"],
} as const satisfies Record<string, readonly string[]>;
type TypedStep = keyof typeof stepsOfMembers;

/** The step of the form on which the answer at a path stands; undefined for what leads nowhere. */
export function stepOf(path: string): TypedStep | undefined {
  const place = placeOf(path);
  const head = place?.list ?? place?.member ?? "";
  return (Object.keys(stepsOfMembers) as TypedStep[]).find((step) =>
    (stepsOfMembers[step] as readonly string[]).includes(head),
  );
}

/** The ids of a list's rows, in the order in which their answers stand. */
export function rowsOf(answers: Answers, list: RowList): string[] {
  const ids = new Set<string>();
  for (const path of Object.keys(answers)) {
    const place = placeOf(path);
    if (place?.list === list && place.row) ids.add(place.row);
  }
  return [...ids];
}

/** The most characters that the answer at a path may have. */
export const longestAt = (path: string): number => ((passages as readonly string[]).includes(path) ? 20_000 : 300);

/** How many characters somebody would count. */
export function charactersIn(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

export const isTooLong = (path: string, value: string): boolean =>
  value.length > longestAt(path) && charactersIn(value) > longestAt(path);
