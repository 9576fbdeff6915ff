import { setTimeout } from "node:timers/promises";
import { and, asc, eq, gte, inArray, isNull, lte, notExists, sql } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { deadlineReminders, deadlines, docketChecks, families, filings } from "#db/schema/protection.ts";
import { peopleOf } from "../identity/index.ts";
import { plain } from "../language.ts";
import { mailLater, noticeLater } from "../notify/index.ts";
import { dayOf } from "./counting.ts";
import { deadlineRules } from "./deadlines.ts";
import { datesFor } from "./redate.ts";

/** Days before the safe date on which the office is reminded. */
const REMIND_AT = [90, 30, 7, 1];
const DAY = 86_400_000;
const BATCH = 50;
/** Milliseconds between batches, in which whoever waits for a page gets it: a large portfolio takes minutes. */
const REST = 100;

/**
 * Runs the rules over every filing and notes what came of it: how many dates they give, and how many stored ones differ
 * or are missing. Nothing is changed: a difference is for a person to look at.
 */
export async function checkDocket(now = Date.now()) {
  const tally = { filings: 0, dates: 0, differing: 0, problem: null as string | null };
  try {
    for (let after = ""; ; ) {
      const batch = await reads()
        .select()
        .from(filings)
        .where(and(gte(filings.id, after), inArray(filings.state, ["pending", "granted"])))
        .orderBy(asc(filings.id))
        .limit(BATCH + 1);
      const rows = batch.slice(0, BATCH);
      await compare(rows, tally);
      if (batch.length <= BATCH) break;
      await setTimeout(REST);
      after = batch[BATCH]!.id;
    }
  } catch (error) {
    tally.problem = error instanceof Error ? error.message : String(error);
  }
  await transact((tx) =>
    tx.insert(docketChecks).values({ id: newId(), at: now, rules: deadlineRules().length, ...tally }),
  );
  return tally;
}

async function compare(
  rows: Array<typeof filings.$inferSelect>,
  tally: { filings: number; dates: number; differing: number },
) {
  if (rows.length === 0) return;
  const stored = await reads()
    .select({
      filingId: deadlines.filingId,
      ruleId: deadlines.ruleId,
      occurrence: deadlines.occurrence,
      lastOn: deadlines.lastOn,
      doneOn: deadlines.doneOn,
    })
    .from(deadlines)
    .where(
      inArray(
        deadlines.filingId,
        rows.map((each) => each.id),
      ),
    );
  const dates = await datesFor(reads(), rows);
  const known = new Map(stored.map((each) => [`${each.filingId} ${each.ruleId} ${each.occurrence}`, each]));
  for (const filing of rows) {
    tally.filings++;
    for (const due of dates.get(filing.id) ?? []) {
      tally.dates++;
      const is = known.get(`${filing.id} ${due.ruleId} ${due.occurrence}`);
      if (!is || (is.doneOn === null && is.lastOn !== due.lastOn)) tally.differing++;
    }
  }
}

/**
 * Tells by mail and notice what comes due in 90, 30, 7 and 1 days: the case's officer, or all of the office where nobody has
 * the case. Each reminder goes out once, whatever restarts.
 */
export async function remindOfDeadlines(now = Date.now()): Promise<number> {
  const offices = new Map<string, Awaited<ReturnType<typeof peopleOf>>>();
  let sent = 0;
  for (const [place, daysBefore] of REMIND_AT.entries()) {
    const days = { from: dayOf(now + ((REMIND_AT[place + 1] ?? -1) + 1) * DAY), until: dayOf(now + daysBefore * DAY) };
    for (;;) {
      const due = await notRemindedOf(daysBefore, days);
      for (const { organisationId: id } of due) if (!offices.has(id)) offices.set(id, await peopleOf("ttoOfficer", id));
      sent += await transact(async (tx) => {
        let told = 0;
        for (const each of due) told += await remind(tx, each, daysBefore, offices.get(each.organisationId)!, now);
        return told;
      });
      if (due.length < BATCH) break;
      await setTimeout(REST);
    }
  }
  return sent;
}

const notRemindedOf = (daysBefore: number, { from, until }: { from: string; until: string }) =>
  reads()
    .select({
      deadline: deadlines,
      title: families.title,
      caseId: families.caseId,
      organisationId: families.organisationId,
      officerId: disclosures.officerId,
    })
    .from(deadlines)
    .innerJoin(families, eq(families.id, deadlines.familyId))
    .leftJoin(disclosures, eq(disclosures.id, families.disclosureId))
    .where(
      and(
        isNull(deadlines.doneOn),
        eq(families.isDemonstration, false),
        lte(deadlines.safeOn, until),
        gte(deadlines.safeOn, from),
        notExists(
          reads()
            .select({ one: sql`1` })
            .from(deadlineReminders)
            .where(and(eq(deadlineReminders.deadlineId, deadlines.id), eq(deadlineReminders.daysBefore, daysBefore))),
        ),
      ),
    )
    .orderBy(asc(deadlines.safeOn), asc(deadlines.id))
    .limit(BATCH);

async function remind(
  tx: Transaction,
  { deadline, title, caseId, officerId }: Awaited<ReturnType<typeof notRemindedOf>>[number],
  daysBefore: number,
  office: Awaited<ReturnType<typeof peopleOf>>,
  now: number,
): Promise<number> {
  const [first] = await tx
    .insert(deadlineReminders)
    .values({ deadlineId: deadline.id, daysBefore, sentAt: now })
    .onConflictDoNothing()
    .returning({ id: deadlineReminders.deadlineId });
  if (!first) return 0;
  const own = office.filter((each) => each.id === officerId);
  const officers = own.length > 0 ? own : office;
  for (const officer of officers) {
    await noticeLater(
      tx,
      {
        personId: officer.id,
        message: "deadlineDue",
        params: { act: deadline.act, title, jurisdiction: deadline.jurisdiction, on: deadline.safeOn },
        link: `/cases/${caseId}/filings/${deadline.filingId}`,
      },
      now,
    );
    const language = officer.language ?? "en";
    await mailLater(
      tx,
      {
        to: officer.email,
        language,
        message: "deadlineDue",
        params: {
          act: plain(deadline.act, language),
          title: plain(title, language),
          jurisdiction: deadline.jurisdiction,
          safeOn: deadline.safeOn,
          lastOn: deadline.lastOn,
          caseId,
        },
      },
      now,
    );
  }
  return officers.length;
}

let timer: NodeJS.Timeout | undefined;

/** Checks and reminds now and every six hours. */
export function watchDeadlines(): void {
  const run = () =>
    checkDocket()
      .then(() => remindOfDeadlines())
      .catch((error) => console.error("deadlines:", error));
  void run();
  timer = setInterval(run, DAY / 4);
  timer.unref();
}

export const stopWatchingDeadlines = (): void => clearInterval(timer);
