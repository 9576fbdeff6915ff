import type { PublicDisclosure } from "#db/schema/outputs.ts";
import { type Failure, fail } from "../result.ts";
import type { Draft } from "./draft.ts";
import { type DayFault, dayFault } from "./made-days.ts";
import { missingOf, WHOLE } from "./shares.ts";

export const steps = ["invention", "people", "origins", "made", "market", "files", "review"] as const;
export type DraftStep = (typeof steps)[number];

/** One thing that stands between a draft and its inventors' confirmation: what, and on which step it is put right. */
export interface Missing {
  step: DraftStep;
  /** A key under `disclose.missing`. */
  what:
    | "novelty"
    | "solution"
    | "purpose"
    | "inventorWithoutName"
    | "inventorWithoutMail"
    | "sharesMissing"
    | "sharesOver"
    | "approver"
    | "approverWithoutMail"
    | DayFault;
  params?: Record<string, string>;
}

/**
 * What is missing before the inventors can be asked. Only what is unique, how it works and what it is for are required
 * of the facts (`AUTM survey 2016: what offices call a good disclosure`); shares must make the whole. Pure.
 */
export function missingIn(
  { disclosure, inventors, associates }: Draft,
  approval: "neededBeforeSubmission" | "noted",
  today: string,
): Missing[] {
  const found: Missing[] = [];
  for (const what of ["novelty", "solution", "purpose"] as const)
    if (!disclosure[what].trim()) found.push({ step: "invention", what });
  for (const each of inventors) {
    if (!each.name.trim()) found.push({ step: "people", what: "inventorWithoutName" });
    else if (!each.email) found.push({ step: "people", what: "inventorWithoutMail", params: { name: each.name } });
  }
  const missing = missingOf(inventors.map((each) => each.shareBasisPoints));
  if (missing > 0) found.push({ step: "people", what: "sharesMissing", params: { percent: decimal(missing) } });
  if (missing < 0) found.push({ step: "people", what: "sharesOver", params: { percent: decimal(-missing) } });
  const approvers = associates.filter((each) => each.kind === "approver");
  if (approval === "neededBeforeSubmission" && approvers.length === 0) found.push({ step: "people", what: "approver" });
  for (const each of approvers)
    if (!each.name.trim() || !each.email)
      found.push({ step: "people", what: "approverWithoutMail", params: { name: each.name } });
  for (const row of disclosure.publicDisclosures) {
    const what = dayFault(row, today);
    if (what) found.push({ step: "made", what, params: calledBy(row) });
  }
  return found;
}

/** What is planned and has no day yet: nothing that is missing, but the clock does not count it. Pure. */
export const undatedIn = ({ publicDisclosures }: Pick<Draft["disclosure"], "publicDisclosures">) =>
  publicDisclosures.filter((row) => row.isPlanned && !row.on).map(calledBy);

/** By what a row is called: its kind, and its place where it has one. */
const calledBy = ({ kind, where, on }: PublicDisclosure) => ({ kind, where: where && ` · ${where}`, on });

/** What a disclosure is refused for: the first thing that is missing by its name, and where it is put right. Pure. */
export function refusedFor(missing: Missing[], id: string): Failure | undefined {
  const first = missing.find((each) => each.what === "sharesMissing" || each.what === "sharesOver") ?? missing[0];
  if (!first) return undefined;
  const { what, step, params } = first;
  const see = `/research/disclosures/${id}?step=${step}`;
  if (what === "sharesMissing" || what === "sharesOver") return fail(what, { params, see });
  return fail("disclosureMissing", { params: { ...params, what, count: missing.length }, see });
}

const decimal = (points: number) => String((points * 100) / WHOLE);
