import { z } from "zod";
import { disclosureKinds, inventionStages } from "#db/schema/outputs.ts";
import { isDay } from "../day.ts";
import { basisPointsOf, percentOf } from "./shares.ts";

/**
 * A disclosure as one flat list of answers, each with a path: `novelty`, or a member of a row such as
 * `inventors.k3.share`. A form, a save while typing and a queue of a device that was offline all speak of the same
 * paths. A row comes to be by the first answer in it and goes when its own path, `inventors.k3`, is emptied. Pure.
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

/** More than any disclosure has, and few enough for one page. */
const MOST_ROWS = 30;
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

export const changesForm = z
  .array(
    z.object({
      path: z.string().max(120),
      value: z.string().max(20_000, "tooLong"),
      /** What the writer's page last knew to be kept. */
      was: z.string().max(20_000),
    }),
  )
  .max(500, "tooMany");
export type Change = z.output<typeof changesForm>[number];

/** What became of one change: kept; not kept because somebody saved something else meanwhile; not kept because it cannot be. */
export type Outcome = { path: string } & (
  | { is: "saved" }
  | { is: "changed"; kept: string }
  | { is: "refused"; code: string }
);

const oneOf = (values: readonly string[]) => (value: string) => (values.includes(value) ? undefined : "invalid");

/** Why a value cannot stand at its place, as a key under `problems.field`; an empty one always can, while it is a draft. */
function faultOf(place: NonNullable<ReturnType<typeof placeOf>>, value: string): string | undefined {
  if (!value) return undefined;
  const { list, member } = place;
  if (member === "share") return basisPointsOf(value) === undefined ? "shareRange" : undefined;
  if (member === "email") return z.email().max(200).safeParse(value.trim()).success ? undefined : "invalid";
  if (member === "on") return isDay(value) ? undefined : "notADate";
  if (list === "made" && member === "kind") return oneOf(disclosureKinds)(value);
  if (member === "isPlanned") return oneOf(["true", "false"])(value);
  if (member === "madeIn") return oneOf(madeRegions)(value);
  if (member === "stage") return oneOf(inventionStages)(value);
  const isPassage = !list && (passages as readonly string[]).includes(member);
  return !isPassage && value.length > 300 ? "tooLong" : undefined;
}

/**
 * Takes changes into the answers one after another. A change that was made over something else than what is kept is
 * not taken but told what is kept; the same value again changes nothing.
 */
export function takeChanges(
  before: Answers,
  changes: Change[],
): { answers: Answers; outcomes: Outcome[]; changed: string[] } {
  let answers = { ...before };
  const outcomes: Outcome[] = [];
  const changed: string[] = [];
  for (const { path, value, was } of changes) {
    const place = placeOf(path);
    const fault = place ? faultOf(place, value) : "invalid";
    if (!place || fault) {
      outcomes.push({ path, is: "refused", code: fault ?? "invalid" });
      continue;
    }
    if (place.list && !place.member) {
      const rest = Object.entries(answers).filter(([each]) => !each.startsWith(`${path}.`));
      if (rest.length < Object.keys(answers).length) changed.push(path);
      answers = Object.fromEntries(rest);
      outcomes.push({ path, is: "saved" });
      continue;
    }
    const clean = canonical(place, value);
    const kept = canonical(place, answers[path] ?? "");
    if (kept === clean) outcomes.push({ path, is: "saved" });
    else if (kept !== canonical(place, was)) outcomes.push({ path, is: "changed", kept });
    else if (place.member === "email" && isTaken(answers, path, clean))
      outcomes.push({ path, is: "refused", code: "personTwice" });
    else if (place.list && isNewRow(answers, place.list, place.row!) && rowsOf(answers, place.list).length >= MOST_ROWS)
      outcomes.push({ path, is: "refused", code: "tooMany" });
    else {
      answers[path] = clean;
      changed.push(path);
      outcomes.push({ path, is: "saved" });
    }
  }
  return { answers, outcomes, changed };
}

/** One way to write what can be written in several: what compares equal is equal. */
function canonical({ list, member }: NonNullable<ReturnType<typeof placeOf>>, value: string): string {
  if (member === "email") return value.trim().toLowerCase();
  if (member === "share") return percentOf(basisPointsOf(value) ?? 0).replace(/^0$/, "");
  if (list === "made" && member === "kind") return value || "talk";
  if (member === "isPlanned") return value || "false";
  return value;
}

const isNewRow = (answers: Answers, list: RowList, row: string) => !rowsOf(answers, list).includes(row);

/** One person is on a disclosure once: who invented neither helped only nor approves. */
const isTaken = (answers: Answers, path: string, email: string) =>
  email !== "" &&
  Object.entries(answers).some(
    ([each, value]) => each !== path && value === email && placeOf(each)?.member === "email",
  );

/** Whether a change touches what inventors confirm: who they are and what each gets. */
export function touchesShares(path: string): boolean {
  const place = placeOf(path);
  return place?.list === "inventors" && ["", "name", "email", "share"].includes(place.member);
}
