import { eq, inArray } from "drizzle-orm";
import type { Reader, Transaction } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { deadlines, filingLetters, filings } from "#db/schema/protection.ts";
import { dayOf } from "./counting.ts";
import { type ComputedDeadline, endOfTerm } from "./deadlines.ts";
import { baseOf, concerning, eventsOf } from "./events.ts";

/** The id of rules that no content holds: the date was added by a person and is left alone by every computation. */
export const MANUAL = "manual";

export type Filing = typeof filings.$inferSelect;

export const isOver = ({ state }: Filing): boolean => state === "lapsed" || state === "withdrawn";

/** The dated events of a filing among those of its family. Pure. */
export const eventsIn = (family: Filing[], filing: Filing, letters: Array<typeof filingLetters.$inferSelect>) =>
  eventsOf(filing, {
    designated: baseOf(filing, family),
    letters: letters.filter((each) => each.filingId === filing.id),
    hasRecord: family.some((each) => each.basedOn === filing.id && each.state !== "withdrawn"),
  });

/** The last day of a filing's term: by the rules, else as the list it came from states it. */
export async function endOf(tx: Transaction, filing: Filing): Promise<string | null> {
  const family = await tx.select().from(filings).where(eq(filings.familyId, filing.familyId));
  const others = family.filter((each) => each.id !== filing.id);
  return endOfTerm(eventsIn([...others, filing], filing, [])) ?? filing.statedEndOn;
}

/** The dates that the rules give for filings today, by filing id; linked filings take theirs from one another. */
export async function datesFor(db: Reader, rows: Filing[]): Promise<Map<string, ComputedDeadline[]>> {
  if (rows.length === 0) return new Map();
  const letters = await db
    .select()
    .from(filingLetters)
    .where(
      inArray(
        filingLetters.filingId,
        rows.map((each) => each.id),
      ),
    );
  const related = await db
    .select()
    .from(filings)
    .where(inArray(filings.familyId, [...new Set(rows.map((each) => each.familyId))]));
  const families = new Map<string, Filing[]>();
  for (const each of related) families.set(each.familyId, [...(families.get(each.familyId) ?? []), each]);
  return new Map(
    rows.map((filing) => [
      filing.id,
      isOver(filing)
        ? []
        : concerning(
            eventsIn(families.get(filing.familyId)!, filing, letters),
            dayOf(filing.createdAt),
            filing.isTakenOver,
          ),
    ]),
  );
}

/**
 * Computes the dates of a family anew, because its filings rest on one another. What is done stays as it is, what a person
 * added stays, and what comes out the same keeps its reminders and its place in calendars; of a filing that lapsed or was
 * withdrawn everything open falls away.
 */
export async function redate(tx: Transaction, familyId: string, now: number): Promise<void> {
  const family = await tx.select().from(filings).where(eq(filings.familyId, familyId));
  const dates = await datesFor(tx, family);
  const stored = await tx.select().from(deadlines).where(eq(deadlines.familyId, familyId));
  for (const filing of family) {
    const kept = stored.filter((each) => each.filingId === filing.id);
    const due = dates.get(filing.id) ?? [];
    const outdated = kept.filter(
      (old) =>
        old.doneOn === null &&
        (old.ruleId === MANUAL ? isOver(filing) : !due.some((each) => isSame(each, old) && saysTheSame(each, old))),
    );
    const missing = due.filter((each) => !kept.some((old) => isSame(each, old) && !outdated.includes(old)));
    if (outdated.length > 0)
      await tx.delete(deadlines).where(
        inArray(
          deadlines.id,
          outdated.map((each) => each.id),
        ),
      );
    if (missing.length > 0)
      await tx
        .insert(deadlines)
        .values(missing.map((each) => ({ id: newId(), familyId, filingId: filing.id, ...each, createdAt: now })));
  }
}

type Stored = typeof deadlines.$inferSelect;
const isSame = (due: ComputedDeadline, old: Stored) => due.ruleId === old.ruleId && due.occurrence === old.occurrence;
const saysTheSame = (due: ComputedDeadline, old: Stored) =>
  due.statutoryOn === old.statutoryOn &&
  due.lastOn === old.lastOn &&
  due.safeOn === old.safeOn &&
  due.lateOn === old.lateOn &&
  due.eventOn === old.eventOn &&
  due.act.en === old.act.en;
