import { and, asc, desc, eq, inArray, lt, max } from "drizzle-orm";
import { reads, type Transaction } from "#db/client.ts";
import { events } from "#db/schema/audit.ts";
import type { AuditEvent } from "./record.ts";

/**
 * The history of one record, oldest first, under one kind of subject or several. The caller has checked that the person may
 * see the record.
 */
export function historyOf(kind: string | string[], id: string): Promise<AuditEvent[]> {
  return reads()
    .select()
    .from(events)
    .where(and(inArray(events.subjectKind, [kind].flat()), eq(events.subjectId, id)))
    .orderBy(asc(events.sequence))
    .limit(2_000);
}

/** What happened to one record of the named actions, oldest first, as the caller's transaction sees it. */
export function eventsAbout(
  from: Pick<Transaction, "select">,
  kind: string,
  id: string,
  actions: string[],
): Promise<AuditEvent[]> {
  return from
    .select()
    .from(events)
    .where(and(eq(events.subjectKind, kind), eq(events.subjectId, id), inArray(events.action, actions)))
    .orderBy(asc(events.sequence))
    .limit(2_000);
}

/** When an action was last done to each of several records of a kind, as the caller's transaction sees it. */
export async function lastDone(
  from: Pick<Transaction, "select">,
  kind: string,
  ids: string[],
  action: string,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await from
    .select({ id: events.subjectId, at: max(events.at) })
    .from(events)
    .where(and(eq(events.subjectKind, kind), inArray(events.subjectId, ids), eq(events.action, action)))
    .groupBy(events.subjectId);
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, Number(at)]])));
}

/** Everything that happened on one case, oldest first. */
export function caseEvents(caseId: string): Promise<AuditEvent[]> {
  return reads().select().from(events).where(eq(events.caseId, caseId)).orderBy(asc(events.sequence)).limit(500);
}

/** The number of the last entry of the log: every change of a record raises it, in the transaction that makes the change. */
export async function headOfLog(): Promise<number> {
  const [last] = await reads()
    .select({ sequence: events.sequence })
    .from(events)
    .orderBy(desc(events.sequence))
    .limit(1);
  return last?.sequence ?? 0;
}

/** The log, newest first, one page before `before`. */
export function latestEvents(before: number | undefined, limit = 50): Promise<AuditEvent[]> {
  return reads()
    .select()
    .from(events)
    .where(before ? lt(events.sequence, before) : undefined)
    .orderBy(desc(events.sequence))
    .limit(limit);
}
