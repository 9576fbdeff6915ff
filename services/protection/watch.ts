import { setTimeout } from "node:timers/promises";
import { and, asc, gte, inArray } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { deadlines, docketChecks, filings } from "#db/schema/protection.ts";
import { deadlineRules } from "./deadlines.ts";
import { datesFor } from "./redate.ts";
import { remindOfDeadlines } from "./reminders.ts";

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

let timer: NodeJS.Timeout | undefined;
let running: Promise<unknown> = Promise.resolve();

const run = () => {
  running = running
    .then(() => checkDocket())
    .then(() => remindOfDeadlines())
    .catch((error) => console.error("deadlines:", error));
};

/** Checks and reminds now and every six hours. */
export function watchDeadlines(): void {
  run();
  timer = setInterval(run, DAY / 4);
  timer.unref();
}

/** Checks and reminds anew where a list came in: its filings would stand unchecked for hours. Only in a running portal. */
export const checkAnew = (): void => {
  if (timer) run();
};

export function stopWatchingDeadlines(): void {
  clearInterval(timer);
  timer = undefined;
}
