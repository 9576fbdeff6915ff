import { and, asc, eq, isNotNull, notInArray } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { type Failure, fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { type Call, wasSent } from "../access.ts";
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

/**
 * Publishes which applications of a call were funded, for good: once the call has closed and every application of it is
 * decided and told, ruled out or taken back; only an appeal that is upheld changes afterwards what everybody reads.
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
    await record(tx, actor, "call.resultsPublished", { kind: "call", id: callId }, {}, now);
    return ok({});
  });
}

/** What was funded under a call, once its results are published: for everybody. */
export async function publishedResults(callId: string) {
  const [call] = await reads()
    .select()
    .from(calls)
    .where(and(eq(calls.id, callId), isNotNull(calls.resultsPublishedAt)))
    .limit(1);
  if (!call) return undefined;
  const rows = await reads()
    .select({
      number: applications.number,
      title: applications.title,
      summary: applications.summary,
      stages: applications.stages,
      currency: applications.currency,
      state: applications.state,
      lead: organisations.name,
    })
    .from(applications)
    .innerJoin(organisations, eq(organisations.id, applications.leadId))
    .where(and(eq(applications.callId, callId), isNotNull(applications.submittedAt)))
    .orderBy(applications.number)
    .limit(MOST);
  return {
    call,
    programme: rulesOf(call).name,
    received: rows.filter((each) => each.state !== "withdrawn").length,
    funded: rows
      .filter((each) => each.state === "awarded")
      .map(({ stages, state: _, ...each }) => ({ ...each, grant: askedOf({ stages }) })),
  };
}
