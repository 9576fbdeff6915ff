import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import type { Reader, Transaction } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { deadlines, filingLetters, filings } from "#db/schema/protection.ts";
import { concerning, eventsOf } from "./events.ts";

/** The id of rules that no content holds: the date was added by a person and is left alone by every computation. */
export const MANUAL = "manual";

export type Filing = typeof filings.$inferSelect;

export const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** The dates that the rules give for filings today, by filing id; linked filings take theirs from one another. */
export async function datesFor(db: Reader, rows: Filing[]) {
  const ids = rows.map((each) => each.id);
  if (ids.length === 0) return new Map<string, ReturnType<typeof concerning>>();
  const bases = [...new Set(rows.flatMap((each) => each.basedOn ?? []))];
  const letters = await db.select().from(filingLetters).where(inArray(filingLetters.filingId, ids));
  const designated = bases.length > 0 ? await db.select().from(filings).where(inArray(filings.id, bases)) : [];
  const records = await db
    .select({ basedOn: filings.basedOn })
    .from(filings)
    .where(and(inArray(filings.basedOn, ids), ne(filings.state, "withdrawn")));
  return new Map(
    rows.map((filing) => [
      filing.id,
      filing.state === "lapsed" || filing.state === "withdrawn"
        ? []
        : concerning(
            eventsOf(filing, {
              designated: designated.find((each) => each.id === filing.basedOn),
              letters: letters.filter((each) => each.filingId === filing.id),
              hasRecord: records.some((each) => each.basedOn === filing.id),
            }),
            dayOf(filing.createdAt),
            filing.isTakenOver,
          ),
    ]),
  );
}

/**
 * Computes the dates of a filing anew, and of those that rest on it or that it rests on. What is done stays as it is, what a
 * person added stays; of a filing that lapsed or was withdrawn everything open falls away.
 */
export async function redate(tx: Transaction, filingId: string, now: number): Promise<void> {
  const [filing] = await tx.select().from(filings).where(eq(filings.id, filingId)).limit(1);
  if (!filing) return;
  const resting = await tx.select().from(filings).where(eq(filings.basedOn, filingId));
  const base = filing.basedOn ? await tx.select().from(filings).where(eq(filings.id, filing.basedOn)) : [];
  const rows = [filing, ...resting, ...base];
  const dates = await datesFor(tx, rows);
  for (const row of rows) {
    const isOver = row.state === "lapsed" || row.state === "withdrawn";
    await tx
      .delete(deadlines)
      .where(
        and(
          eq(deadlines.filingId, row.id),
          isNull(deadlines.doneOn),
          isOver ? undefined : ne(deadlines.ruleId, MANUAL),
        ),
      );
    const done = await tx
      .select({ ruleId: deadlines.ruleId, occurrence: deadlines.occurrence })
      .from(deadlines)
      .where(eq(deadlines.filingId, row.id));
    const due = (dates.get(row.id) ?? []).filter(
      (each) => !done.some((old) => old.ruleId === each.ruleId && old.occurrence === each.occurrence),
    );
    if (due.length > 0)
      await tx
        .insert(deadlines)
        .values(
          due.map((each) => ({ id: newId(), familyId: row.familyId, filingId: row.id, ...each, createdAt: now })),
        );
  }
}
