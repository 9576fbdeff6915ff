import { createHash } from "node:crypto";
import { and, asc, eq, gte, inArray, lte } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { calls } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { placesOf, type YamlProblem } from "../content.ts";
import { type Actor, may } from "../identity/index.ts";
import { plain } from "../language.ts";
import { type Failure, fail, forbidden, ok, type Result } from "../result.ts";
import type { callForm } from "./forms.ts";
import { asProgramme, type Programme, programme } from "./programme.ts";
import { type ProgrammeFile, programmeFile } from "./rules/programme-schema.ts";
import { readAgain } from "./rules/read-again.ts";
import { refreshProgrammes, versionInForce } from "./versions.ts";

type Call = typeof calls.$inferSelect;
type Window = Pick<Call, "opensOn" | "closesOn" | "opensAt" | "closesAt">;

/** A day and a time of day in Hong Kong, as epoch milliseconds. Hong Kong keeps UTC+8 all year. */
export const inHongKong = (day: string, time: string): number => Date.parse(`${day}T${time}+08:00`);

/** Stands as the closing day of a call that is open until it is closed: it comes after every other day. */
const OPEN_ENDED = "9999-12-31";

/** A call without a closing day, such as one of a scheme that takes applications all year. Pure. */
export const isOpenEnded = (call: Pick<Call, "closesOn" | "closesAt">): boolean =>
  call.closesAt === null && call.closesOn === OPEN_ENDED;

/** The last millisecond in which a call is open; null while nobody has said when it closes. Pure. */
export const closingOf = (call: Window): number | null => (isOpenEnded(call) ? null : windowOf(call).until);

/**
 * Whether applications are decided as they come: where the programme takes them all year, and the call has no last day,
 * they are not weighed against each other, and no decision waits for a close that may never come. Pure.
 */
export const decidesAsTheyCome = (call: Parameters<typeof isOpenEnded>[0], { status }: Pick<Programme, "status">) =>
  status.value === "openAllYear" && isOpenEnded(call);

/** The first and the last millisecond in which a call is open. It closes at the end of its last second. Pure. */
export function windowOf(call: Window): { from: number; until: number } {
  return {
    from: call.opensAt ?? inHongKong(call.opensOn, "00:00:00"),
    until: (call.closesAt ?? inHongKong(call.closesOn, "23:59:59")) + 999,
  };
}

export const isOpen = (call: Window & Pick<Call, "state">, now: number): boolean =>
  call.state === "published" && now >= windowOf(call).from && now <= windowOf(call).until;

/** When the call closed before what is saved of a draft now; undefined while that may still be sent. Pure. */
export const closedBefore = (
  { application, call }: { application: { state: string }; call: Window },
  now: number,
): number | undefined => {
  const { until } = windowOf(call);
  return application.state === "draft" && now > until ? until : undefined;
};

type Frozen = Pick<Call, "rules" | "rulesVersion">;

/** The rules a call's applications are held to: those it froze, or, for a call older than that habit, today's. */
export function rulesOf(call: Frozen & Pick<Call, "programmeId">): Programme {
  return read(call)?.rules ?? programme(call.programmeId)!;
}

/** Where the rules that a call froze break one that came later. They are in force for its applications all the same. */
export const brokenSince = (call: Frozen): YamlProblem[] => read(call)?.problems ?? [];

interface Bound {
  rules: Programme;
  problems: YamlProblem[];
}
const known = new Map<string, Bound>();
/** Whether a version of rules was read before, so that its long text need not be. */
export const isKnownVersion = (rulesVersion: string): boolean => known.has(rulesVersion);

/** Nothing is ever put in the place of what a call froze: what today's rules would refuse is kept as it was, and told. */
function read({ rules, rulesVersion }: Frozen): Bound | undefined {
  if (!rulesVersion) return undefined;
  const before = known.get(rulesVersion);
  if (before || !rules) return before;
  const given = withoutSideShares(rules as Programme);
  const checked = programmeFile.safeParse(given);
  const bound: Bound = {
    rules: asProgramme(checked.data ?? (readAgain(programmeFile, given) as ProgrammeFile)),
    problems: checked.success
      ? []
      : placesOf(checked.error).map(({ place, message }) => ({ line: undefined, place: place.join("."), message })),
  };
  known.set(rulesVersion, bound);
  return bound;
}

/** Calls of earlier versions of the portal froze an empty list of limits by side with each stage, which a stage no longer has. */
const withoutSideShares = (rules: Programme) => ({
  ...rules,
  stages: rules.stages.map(
    ({ sideShares: _, ...stage }: Programme["stages"][number] & { sideShares?: object }) => stage,
  ),
});

/** Rules and the name of this very version of them, to be kept with a call. */
export function frozen(rules: Programme): { rules: Programme; rulesVersion: string } {
  return { rules, rulesVersion: createHash("sha256").update(JSON.stringify(rules)).digest("hex").slice(0, 12) };
}

/** Within how many years a call opens and closes: a year typed wrong would keep the programme for nobody. */
const MOST_YEARS = 10;
export const isTooFar = (day: string, now: number): boolean =>
  day > `${Number(hongKongDay(now).slice(0, 4)) + MOST_YEARS}-12-31`;

/**
 * Opens a programme to applications between two seconds, or from one on until it is closed, and freezes its rules. Fails
 * with `callsOverlap` when another call of the programme is open in a part of that time, with `callOpenEnded` when that
 * one has no closing day.
 */
export async function publishCall(actor: Actor, input: z.output<typeof callForm>): Promise<Result<{ id: string }>> {
  if (!may(actor, "call.publish", ["organisation"])) return forbidden();
  await refreshProgrammes();
  const rules = programme(input.programmeId);
  if (!rules) return fail("unknownProgramme", { fields: { programmeId: ["notInList"] } });
  const tooFar = (["opensOn", "closesOn"] as const).filter((name) => isTooFar(input[name] ?? "", Date.now()));
  if (tooFar.length > 0)
    return fail("form", {
      params: { count: tooFar.length },
      fields: Object.fromEntries(tooFar.map((name) => [name, ["outOfRange"]])),
    });
  const opensAt = inHongKong(input.opensOn, input.opensTime ?? "00:00:00");
  const closesOn = input.closesOn ?? OPEN_ENDED;
  const closesAt = input.closesOn === null ? null : inHongKong(input.closesOn, input.closesTime);
  const { until } = windowOf({ opensOn: input.opensOn, opensAt, closesOn, closesAt });
  return transact(async (tx) => {
    const overlap = await whyOverlaps(tx, actor, { ...input, closesOn }, { from: opensAt, until }, "opensOn");
    if (overlap) return overlap;
    const id = newId();
    const now = Date.now();
    await tx.insert(calls).values({
      id,
      programmeId: input.programmeId,
      programmeVersion: versionInForce(input.programmeId),
      funderId: actor.organisationId,
      title: { [actor.language]: input.title },
      state: "published",
      opensOn: input.opensOn,
      closesOn,
      opensAt,
      closesAt,
      ...frozen(rules),
      budget: input.budget,
      currency: rules.grant.currency,
      createdBy: actor.personId,
      createdAt: now,
    });
    await record(
      tx,
      actor,
      "call.published",
      { kind: "call", id },
      { programme: input.programmeId, closesOn: input.closesOn },
      now,
    );
    return ok({ id });
  });
}

/** Refuses a call that would be open while another one of its programme is. */
export async function whyOverlaps(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  { id, programmeId, opensOn, closesOn }: Pick<Call, "programmeId" | "opensOn" | "closesOn"> & { id?: string },
  { from, until }: ReturnType<typeof windowOf>,
  field: "opensOn" | "closesOn",
): Promise<Failure | undefined> {
  const near = await tx
    .select()
    .from(calls)
    .where(
      and(
        eq(calls.programmeId, programmeId),
        eq(calls.state, "published"),
        lte(calls.opensOn, closesOn),
        gte(calls.closesOn, opensOn),
      ),
    )
    .orderBy(asc(calls.closesOn));
  const other = near.find((each) => each.id !== id && windowOf(each).from <= until && windowOf(each).until >= from);
  if (!other) return undefined;
  return fail(isOpenEnded(other) ? "callOpenEnded" : "callsOverlap", {
    fields: { [field]: ["overlaps"] },
    params: { title: plain(other.title, actor.language), from: other.opensOn, until: other.closesOn },
  });
}

/** The rules of several calls, each read once: they are long, and many applications share them. */
export async function rulesOfCalls(ids: string[]): Promise<Map<string, Programme>> {
  if (ids.length === 0) return new Map();
  const rows = await reads()
    .select({ id: calls.id, programmeId: calls.programmeId, rules: calls.rules, rulesVersion: calls.rulesVersion })
    .from(calls)
    .where(inArray(calls.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, rulesOf(row)]));
}

/** A published call of a programme with the rules that its applications are held to, for anybody to read. */
export async function callWithRules(id: string, programmeId: string) {
  const [call] = await reads()
    .select()
    .from(calls)
    .where(and(eq(calls.id, id), eq(calls.programmeId, programmeId), eq(calls.state, "published")))
    .limit(1);
  return (
    call && { title: call.title, publishedAt: call.createdAt, rules: rulesOf(call), isToday: hasRulesOfToday(call) }
  );
}

/** Whether the rules that a call froze are still those of its programme. */
export function hasRulesOfToday({ rulesVersion, programmeId }: Pick<Call, "rulesVersion" | "programmeId">): boolean {
  const today = programme(programmeId);
  return !rulesVersion || (today !== undefined && frozen(today).rulesVersion === rulesVersion);
}

/** A call of the actor's own fund. */
export async function ownCall(
  actor: Actor,
  id: string,
  tx: Pick<Transaction, "select"> = reads(),
): Promise<Call | undefined> {
  const [call] = await tx
    .select()
    .from(calls)
    .where(and(eq(calls.id, id), eq(calls.funderId, actor.organisationId)))
    .limit(1);
  return call;
}

export const hongKongDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
