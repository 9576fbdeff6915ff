import { z } from "zod";
import { disclosureKinds, inventionStages } from "#db/schema/outputs.ts";
import { isDay } from "../day.ts";
import { type Answers, isTooLong, madeRegions, placeOf, type RowList, rowsOf } from "./answer-paths.ts";
import { basisPointsOf, percentOf } from "./shares.ts";

/** More than any disclosure has, and few enough for one page. */
const MOST_ROWS = 30;

export const changesForm = z
  .array(
    z.object({
      path: z.string().max(120),
      // How long each may be is judged one by one: what is refused for its length holds nothing else back.
      value: z.string(),
      /** What the writer's page last knew to be kept. */
      was: z.string(),
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
function faultOf(path: string, place: NonNullable<ReturnType<typeof placeOf>>, value: string): string | undefined {
  if (!value) return undefined;
  const { list, member } = place;
  // PostgreSQL keeps no text with a NUL in it, and nobody types one.
  if (value.includes("\0")) return "invalid";
  if (member === "share") return basisPointsOf(value) === undefined ? "shareRange" : undefined;
  if (member === "email") return z.email().max(200).safeParse(value.trim()).success ? undefined : "invalid";
  if (member === "on") return isDay(value) ? undefined : "notADate";
  if (list === "made" && member === "kind") return oneOf(disclosureKinds)(value);
  if (member === "isPlanned") return oneOf(["true", "false"])(value);
  if (member === "madeIn") return oneOf(madeRegions)(value);
  if (member === "stage") return oneOf(inventionStages)(value);
  return isTooLong(path, value) ? "tooLong" : undefined;
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
    const fault = place ? faultOf(path, place, value) : "invalid";
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
