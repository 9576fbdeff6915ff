import { setTimeout } from "node:timers/promises";
import { and, asc, eq, gte, isNull, lte, notExists, or, sql } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { deadlineReminders, deadlines, families } from "#db/schema/protection.ts";
import { peopleOf } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { mailLater, mailText, noticeLater } from "../notify/index.ts";
import { dayOf } from "./counting.ts";

/** Days before the safe date on which the office is reminded. */
const REMIND_AT = [90, 30, 7, 1] as const;
const DAY = 86_400_000;
/** Dates of one office that one mail can tell of: more at once only where a portfolio has just been brought in. */
const BATCH = 1000;
/** Dates that a mail names; the others are on the docket. */
const MOST_NAMED = 40;
/** Milliseconds between batches, in which whoever waits for a page gets it. */
const REST = 100;

/**
 * Tells by mail and notice what comes due in 90, 30, 7 and 1 days: the case's officer, or all of the office where nobody has
 * the case. Each officer gets one mail for all that has come due since the last run, and each date is told once for each of
 * the four, whatever restarts. Gives how many mails went out.
 */
export async function remindOfDeadlines(now = Date.now()): Promise<number> {
  let sent = 0;
  for (;;) {
    const [next] = await notRemindedOf(now).limit(1);
    if (!next) return sent;
    const { organisationId } = next;
    const office = await peopleOf("ttoOfficer", organisationId);
    const due = await notRemindedOf(now, organisationId).limit(BATCH);
    sent += await transact((tx) => remind(tx, due, office, now));
    await setTimeout(REST);
  }
}

type Due = Awaited<ReturnType<typeof notRemindedOf>>[number];
type Officer = Awaited<ReturnType<typeof peopleOf>>[number];

/** Dates within one of the four spans that were not told of in it, the next first. */
const notRemindedOf = (now: number, organisationId?: string) =>
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
        organisationId ? eq(families.organisationId, organisationId) : undefined,
        or(
          ...REMIND_AT.map((daysBefore) =>
            and(
              gte(deadlines.safeOn, spanOf(daysBefore, now).from),
              lte(deadlines.safeOn, spanOf(daysBefore, now).until),
              notExists(
                reads()
                  .select({ one: sql`1` })
                  .from(deadlineReminders)
                  .where(
                    and(eq(deadlineReminders.deadlineId, deadlines.id), eq(deadlineReminders.daysBefore, daysBefore)),
                  ),
              ),
            ),
          ),
        ),
      ),
    )
    .orderBy(asc(deadlines.safeOn), asc(deadlines.id))
    .$dynamic();

/** The safe dates told of so many days before: from the day after the next reminder's first to that many days from now. */
const spanOf = (daysBefore: (typeof REMIND_AT)[number], now: number) => ({
  from: dayOf(now + ((REMIND_AT[REMIND_AT.indexOf(daysBefore) + 1] ?? -1) + 1) * DAY),
  until: dayOf(now + daysBefore * DAY),
});

async function remind(tx: Transaction, due: Due[], office: Officer[], now: number): Promise<number> {
  const spans = REMIND_AT.map((daysBefore) => ({ daysBefore, ...spanOf(daysBefore, now) }));
  const noted = await tx
    .insert(deadlineReminders)
    .values(
      due.map(({ deadline }) => ({
        deadlineId: deadline.id,
        daysBefore: spans.find(({ from, until }) => deadline.safeOn >= from && deadline.safeOn <= until)!.daysBefore,
        sentAt: now,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: deadlineReminders.deadlineId });
  const first = new Set(noted.map((each) => each.id));
  const inOffice = new Set(office.map((each) => each.id));
  const fresh = due.filter(({ deadline }) => first.has(deadline.id));
  let sent = 0;
  for (const officer of office) {
    const own = fresh.filter(({ officerId }) =>
      officerId && inOffice.has(officerId) ? officerId === officer.id : true,
    );
    if (own.length === 0) continue;
    await (own.length === 1 ? tellOfOne(tx, officer, own[0]!, now) : tellOfSeveral(tx, officer, own, now));
    sent++;
  }
  return sent;
}

async function tellOfOne(tx: Transaction, officer: Officer, { deadline, title, caseId }: Due, now: number) {
  const language = officer.language ?? "en";
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

async function tellOfSeveral(tx: Transaction, officer: Officer, own: Due[], now: number) {
  const language = officer.language ?? "en";
  const next = own[0]!.deadline.safeOn;
  await noticeLater(
    tx,
    { personId: officer.id, message: "deadlinesDue", params: { count: own.length, on: next }, link: "/office/docket" },
    now,
  );
  const lines = await Promise.all(own.slice(0, MOST_NAMED).map((each) => lineOf(each, language)));
  const more = own.length - lines.length;
  if (more > 0) lines.push(await mailText(language, "deadlinesDue.more", { count: more }));
  await mailLater(
    tx,
    {
      to: officer.email,
      language,
      message: "deadlinesDue",
      params: { count: own.length, safeOn: next, lines: lines.join("\n\n") },
    },
    now,
  );
}

const lineOf = ({ deadline, title, caseId }: Due, language: Language): Promise<string> =>
  mailText(language, "deadlinesDue.line", {
    act: plain(deadline.act, language),
    title: plain(title, language),
    jurisdiction: deadline.jurisdiction,
    safeOn: deadline.safeOn,
    lastOn: deadline.lastOn,
    caseId,
  });
