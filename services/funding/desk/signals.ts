import { and, count, eq, max } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { applications } from "#db/schema/funding.ts";
import { type Actor, may } from "../../identity/index.ts";
import { wasSent } from "../access.ts";
import { ownCall } from "../calls.ts";
import { type LookAlike, lookAlikes } from "./look-alike.ts";
import { reusableFacts } from "./organisation-facts.ts";

const MOST = 5_000;

/** What looks alike among the applications of a call, for an officer of its fund. Nothing is decided by it. */
export async function signalsOf(actor: Actor, callId: string) {
  if (!may(actor, "application.screen", ["party"])) return undefined;
  const call = await ownCall(actor, callId);
  if (!call) return undefined;
  const sent = and(eq(applications.callId, callId), wasSent);
  const [stamp] = await reads()
    .select({ count: count(), latest: max(applications.stateSince) })
    .from(applications)
    .where(sent);
  const key = `${stamp?.count} ${stamp?.latest}`;
  const before = known.get(callId);
  if (before?.key === key) return before.found;
  const rows = await reads()
    .select({
      id: applications.id,
      number: applications.number,
      leadId: applications.leadId,
      stages: applications.stages,
      summary: applications.summary,
      ventureId: applications.ventureId,
    })
    .from(applications)
    .where(sent)
    .limit(MOST);
  const facts = await reusableFacts([...new Set(rows.map((row) => row.leadId))]);
  const fact = (leadId: string, kind: string) =>
    facts.find((each) => each.organisationId === leadId && each.kind === kind)?.value ?? "";
  const found = lookAlikes(
    rows.map((row) => ({
      id: row.id,
      leadId: row.leadId,
      grants: row.stages.map((stage) => stage.grant),
      text: row.summary,
      directors: fact(row.leadId, "directors").split(/[\n,;，、；]+/),
      address: fact(row.leadId, "address"),
      companyId: row.ventureId,
    })),
  );
  const numbers = new Map(rows.map((row) => [row.id, row.number]));
  const named = found.map((each) => ({ ...each, aNumber: numbers.get(each.a)!, bNumber: numbers.get(each.b)! }));
  known.set(callId, { key, found: named });
  return named;
}

/** Comparing thousands of texts takes seconds: kept until an application of the call moves. */
const known = new Map<string, { key: string; found: Array<LookAlike & { aNumber: string; bNumber: string }> }>();

/** The signals that one application is part of. */
export async function signalsAbout(
  actor: Actor,
  callId: string,
  id: string,
): Promise<Array<LookAlike & { other: string; otherNumber: string }>> {
  const all = (await signalsOf(actor, callId)) ?? [];
  return all
    .filter((each) => each.a === id || each.b === id)
    .map((each) => ({
      ...each,
      other: each.a === id ? each.b : each.a,
      otherNumber: each.a === id ? each.bNumber : each.aNumber,
    }));
}
