import { and, asc, desc, eq, isNotNull, notInArray } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { appeals, applications, calls } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { historyOf, record } from "../../audit/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import type { Localised } from "../../language.ts";
import { type Failure, fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { type Application, type Call, wasSent } from "../access.ts";
import { askedOf } from "../awarding/award-money.ts";
import { rulesOf, windowOf } from "../calls.ts";

const MOST = 5_000;
/** How many of the open ones are named. */
const NAMED = 5;

/** Nothing is to be decided or told of these any more; an appeal comes after the telling. */
const over = ["draft", "awarded", "refused", "appealed", "ineligible", "withdrawn"] as const;

/** The numbers of the applications of a call that stand between it and its results: undecided, or decided and not told. */
async function openOf(tx: Pick<Transaction, "select">, callId: string): Promise<string[]> {
  const rows = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(and(eq(applications.callId, callId), wasSent, notInArray(applications.state, [...over])))
    .orderBy(asc(applications.number))
    .limit(MOST);
  return rows.map((each) => each.number);
}

/** Why the results of a call cannot be published yet; undefined when they can. */
export async function resultsWait(
  call: Call,
  now = Date.now(),
  tx: Pick<Transaction, "select"> = reads(),
): Promise<Failure | undefined> {
  if (now <= windowOf(call).until) return fail("resultsWaitForCall");
  const open = await openOf(tx, call.id);
  if (open.length === 0) return undefined;
  const numbers = open.slice(0, NAMED).join(", ") + (open.length > NAMED ? " …" : "");
  return fail("resultsWaitFor", { params: { count: open.length, numbers } });
}

/** What a publication says of one funded application. */
export interface FundedLine {
  number: string;
  title: Localised;
  summary: string;
  lead: Localised;
  grant: number;
  currency: string;
}

interface Publication {
  received: number;
  funded: FundedLine[];
}

/** What made a call's results change after they were published. */
export interface Amendment {
  why: "appealUpheld" | "reinstated";
  funded: FundedLine;
}

/** The results of a call as its records have them now. */
async function resultsNow(tx: Pick<Transaction, "select">, callId: string): Promise<Publication> {
  const rows = await tx
    .select({ application: applications, lead: organisations.name })
    .from(applications)
    .innerJoin(organisations, eq(organisations.id, applications.leadId))
    .where(and(eq(applications.callId, callId), isNotNull(applications.submittedAt)))
    .orderBy(applications.number)
    .limit(MOST);
  return {
    received: rows.filter(({ application }) => application.state !== "withdrawn").length,
    funded: rows
      .filter(({ application }) => application.state === "awarded")
      .map(({ application: { number, title, summary, stages, currency }, lead }) => ({
        ...{ number, title, summary, currency, lead },
        grant: askedOf({ stages }),
      })),
  };
}

/**
 * Publishes which applications of a call were funded, for good: once the call has closed and every application of it is
 * decided and told, ruled out or taken back. What was published is kept in the log; what an appeal changes afterwards is
 * an amendment beside it.
 */
export async function publishResults(actor: Actor, callId: string, now = Date.now()): Promise<Result<object>> {
  if (!may(actor, "call.publish", ["organisation"])) return forbidden();
  return transact(async (tx) => {
    const [call] = await tx
      .select()
      .from(calls)
      .where(and(eq(calls.id, callId), eq(calls.funderId, actor.organisationId)))
      .limit(1);
    if (!call) return notFound();
    if (call.resultsPublishedAt) return fail("wrongState");
    const wait = await resultsWait(call, now, tx);
    if (wait) return wait;
    await tx.update(calls).set({ resultsPublishedAt: now }).where(eq(calls.id, callId));
    const published = await resultsNow(tx, callId);
    await record(tx, actor, "call.resultsPublished", { kind: "call", id: callId }, { ...published }, now);
    return ok({});
  });
}

/** Amends the published results of a call by an award that was told after them; without a publication it does nothing. */
export async function amendResults(
  tx: Transaction,
  actor: Actor,
  call: Call,
  application: Pick<Application, "id" | "number">,
  now: number,
): Promise<void> {
  if (!call.resultsPublishedAt) return;
  const funded = (await resultsNow(tx, call.id)).funded.find((each) => each.number === application.number);
  const [upheld] = await tx
    .select({ id: appeals.id })
    .from(appeals)
    .where(and(eq(appeals.applicationId, application.id), eq(appeals.state, "upheld")))
    .limit(1);
  const why = upheld ? "appealUpheld" : "reinstated";
  await record(tx, actor, "call.resultsAmended", { kind: "call", id: call.id }, { why, funded }, now);
}

/** The calls of a programme whose results are published, the latest first: for everybody. */
export const callsWithResults = (programmeId: string) =>
  reads()
    .select({ id: calls.id, title: calls.title, at: calls.resultsPublishedAt })
    .from(calls)
    .where(and(eq(calls.programmeId, programmeId), isNotNull(calls.resultsPublishedAt)))
    .orderBy(desc(calls.resultsPublishedAt))
    .limit(50);

/** What was funded under a call as it was published, and how that was amended since: for everybody. */
export async function publishedResults(callId: string) {
  const [call] = await reads()
    .select()
    .from(calls)
    .where(and(eq(calls.id, callId), isNotNull(calls.resultsPublishedAt)))
    .limit(1);
  if (!call) return undefined;
  const events = await historyOf("call", callId);
  const told = events.find((each) => each.action === "call.resultsPublished")?.details as
    | Partial<Publication>
    | undefined;
  const { received, funded } = told?.funded ? (told as Publication) : await resultsNow(reads(), callId);
  return {
    call,
    programme: rulesOf(call).name,
    received,
    funded,
    amendments: events
      .filter((each) => each.action === "call.resultsAmended")
      .map(({ at, details }) => ({ at, ...(details as unknown as Amendment) })),
  };
}
