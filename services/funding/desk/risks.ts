import { and, eq, inArray, lt, or, sql } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { awardReports, awards, dues, milestones, tranches, variations } from "#db/schema/awards.ts";
import { applications, calls, contributions, type PlannedStage, questions } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { lastDone, record } from "../../audit/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import type { Language } from "../../language.ts";
import { mailText } from "../../notify/index.ts";
import { fail, forbidden, ok, type Result } from "../../result.ts";
import { amountText, withDays, wordsIn } from "../../words.ts";
import { subjectOf } from "../access.ts";
import { hongKongDay, rulesOfCalls } from "../calls.ts";
import { grouped } from "../grouped.ts";
import { kept } from "../kept.ts";
import { computeMatch } from "../match.ts";
import type { Programme } from "../programme.ts";
import { asArrived, asItStands } from "../rules/on-record.ts";
import { ratedFor, ratesOf } from "../rules/rates.ts";
import { tellSide } from "../tell.ts";
import { termsOf } from "../terms.ts";
import { type Flag, riskFlags } from "./risk-flags.ts";

const MOST = 400;
/** Nobody is reminded of the same award twice within this time, by whichever officer. */
export const REMINDER_REST = 86_400_000;

/**
 * Running awards with something to look at, and the reasons; beside them whoever still owes the fund an answer or money,
 * which an award's end does not settle. When each was last reminded is said with it.
 */
export async function flaggedAwards(actor: Actor, now = Date.now()) {
  if (!may(actor, "award.run", ["party"])) return [];
  const today = hongKongDay(now);
  return kept(`risks ${actor.organisationId} ${today}`, () => flaggedOf(actor.organisationId, today));
}

/** Only what could raise a flag is read. */
async function flaggedOf(funderId: string, today: string) {
  const own = eq(calls.funderId, funderId);
  const running = inArray(awards.state, ["active", "suspended"]);
  const [late, slipped, paid, left, unanswered, unpaid, fell] = await Promise.all([
    reads()
      .select({
        id: awardReports.applicationId,
        kind: awardReports.kind,
        dueOn: awardReports.dueOn,
        state: awardReports.state,
      })
      .from(awardReports)
      .innerJoin(awards, eq(awards.applicationId, awardReports.applicationId))
      .where(and(running, inArray(awardReports.state, ["due", "returned"]), lt(awardReports.dueOn, today)))
      .limit(MOST),
    reads()
      .select({
        id: milestones.applicationId,
        dueOn: milestones.dueOn,
        state: milestones.state,
        title: milestones.title,
      })
      .from(milestones)
      .innerJoin(awards, eq(awards.applicationId, milestones.applicationId))
      .where(and(running, inArray(milestones.state, ["planned", "returned"]), lt(milestones.dueOn, today)))
      .limit(MOST),
    reads()
      .select({ id: tranches.applicationId, stageId: tranches.stageId, amount: tranches.amount })
      .from(tranches)
      .innerJoin(awards, eq(awards.applicationId, tranches.applicationId))
      .where(and(running, eq(tranches.state, "released")))
      .limit(5000),
    reads()
      .select({ id: variations.applicationId, change: variations.change })
      .from(variations)
      .innerJoin(awards, eq(awards.applicationId, variations.applicationId))
      .where(and(running, eq(variations.kind, "teamChange"), eq(variations.state, "requested")))
      .limit(MOST),
    reads()
      .select({
        id: questions.applicationId,
        answerBy: questions.answerBy,
        state: questions.state,
        title: questions.title,
      })
      .from(questions)
      .innerJoin(applications, eq(applications.id, questions.applicationId))
      .leftJoin(awards, eq(awards.applicationId, questions.applicationId))
      .where(
        and(
          eq(questions.state, "withApplicant"),
          lt(questions.answerBy, today),
          or(running, inArray(applications.state, ["submitted", "underReview", "inPanel"])),
        ),
      )
      .limit(MOST),
    reads()
      .select({
        id: dues.applicationId,
        term: dues.term,
        dueOn: dues.dueOn,
        open: sql<number>`${dues.amount} - ${dues.paidAmount} - ${dues.waivedAmount}`.mapWith(Number),
      })
      .from(dues)
      .where(lt(dues.dueOn, today))
      .limit(MOST),
    reads()
      .select({ id: contributions.applicationId, on: contributions.fellAwayOn })
      .from(contributions)
      .innerJoin(awards, eq(awards.applicationId, contributions.applicationId))
      .where(and(running, eq(contributions.status, "fellAway")))
      .limit(MOST),
  ]);
  const ids = [
    ...new Set([late, slipped, paid, left, unanswered, unpaid, fell].flatMap((rows) => rows.map((row) => row.id))),
  ];
  if (ids.length === 0) return [];
  const heads = await reads()
    .select({
      id: applications.id,
      callId: applications.callId,
      number: applications.number,
      title: applications.title,
      currency: applications.currency,
      stages: applications.stages,
      award: awards.state,
      lead: organisations.name,
    })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .innerJoin(organisations, eq(organisations.id, applications.leadId))
    .leftJoin(awards, eq(awards.applicationId, applications.id))
    .where(and(own, inArray(applications.id, ids.slice(0, 2000))));
  const [rulesOf, reminded] = await Promise.all([
    rulesOfCalls(heads.map((each) => each.callId)),
    lastDone(
      reads(),
      "application",
      heads.map((each) => each.id),
      "award.reminded",
    ),
  ]);
  const given = grouped(
    await reads()
      .select()
      .from(contributions)
      .where(
        inArray(contributions.applicationId, [...new Set([...paid, ...fell].map((each) => each.id))].slice(0, 2000)),
      ),
    (each) => each.applicationId,
  );
  const of = <Row extends { id: string }>(rows: Row[]) => grouped(rows, (each) => each.id);
  const fellOf = of(fell);
  const [lateOf, slippedOf, paidOf, leftOf, askedOf, duesOf] = [
    of(late),
    of(slipped),
    of(paid),
    of(left),
    of(unanswered),
    of(unpaid),
  ];
  return heads
    .map(({ id, callId, number, title, currency, stages, award, lead }) => {
      const rules = ratedFor(rulesOf.get(callId)!, ratesOf(stages));
      const released = paidOf.get(id) ?? [];
      const isHeld = termsOf(rules).heldToReceivedMatch && released.length > 0;
      const received = !isHeld
        ? []
        : computeMatch(rules, { stages, contributions: (given.get(id) ?? []).map(asArrived) }).stages;
      const carries = received.reduce((sum, stage) => {
        const ratio = rules.stages.find((each) => each.id === stage.id)?.ratio;
        const paidHere = released
          .filter((each) => each.stageId === stage.id)
          .reduce((all, each) => all + each.amount, 0);
        return ratio && ratio.others > 0
          ? sum + Math.min(paidHere, Number((BigInt(stage.match) * BigInt(ratio.government)) / BigInt(ratio.others)))
          : sum + paidHere;
      }, 0);
      const flags = riskFlags(
        {
          reports: lateOf.get(id) ?? [],
          milestones: slippedOf.get(id) ?? [],
          released: released.reduce((sum, each) => sum + each.amount, 0),
          matchCarries: isHeld ? carries : null,
          fallen: fallenOf(rules, stages, given.get(id) ?? [], fellOf.get(id) ?? []),
          left: (leftOf.get(id) ?? []).flatMap(({ change }) => (change.kind === "teamChange" ? change.leaving : [])),
          questions: askedOf.get(id) ?? [],
          dues: duesOf.get(id) ?? [],
        },
        today,
      );
      return { id, number, title, currency, lead, award, flags, remindedAt: reminded.get(id) ?? null };
    })
    .filter((each) => each.flags.length > 0)
    .sort((a, b) => oldestOf(a.flags).localeCompare(oldestOf(b.flags)) || a.number.localeCompare(b.number));
}

/** What the match by signed letters lacks since something of it fell away. */
function fallenOf(
  rules: Programme,
  stages: PlannedStage[],
  given: Array<typeof contributions.$inferSelect>,
  fell: Array<{ on: string | null }>,
) {
  if (fell.length === 0) return null;
  const signed = given.filter((each) => each.status !== "pledged").map(asItStands);
  const short = computeMatch(rules, { stages, contributions: signed }).stages.reduce(
    (sum, each) => sum + each.short,
    0,
  );
  return {
    short,
    on: fell
      .map((each) => each.on ?? "")
      .sort()
      .at(-1)!,
  };
}

/** The day since when the oldest of the flags stands; flags without a day come after those with one. */
const oldestOf = (flags: Flag[]): string => flags.flatMap((flag) => flag.since ?? []).sort()[0] ?? "9999";

/**
 * Reminds the applicants of several awards at once of what is late; each hears of its own only, and no more than once a day:
 * who was reminded a moment ago, by whomever, is left out. Fails with `remindedToday` where that is all of them.
 */
export async function remindAwards(
  actor: Actor,
  ids: string[],
  now = Date.now(),
): Promise<Result<{ reminded: number }>> {
  if (!may(actor, "award.run", ["party"])) return forbidden();
  const flagged = (await flaggedAwards(actor, now)).filter((each) => ids.includes(each.id));
  if (flagged.length === 0) return fail("nobodyToRemind");
  return transact(async (tx) => {
    const rows = await tx
      .select({ application: applications, funderId: calls.funderId })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(
        inArray(
          applications.id,
          flagged.map((each) => each.id),
        ),
      );
    const before = await lastDone(
      tx,
      "application",
      rows.map((each) => each.application.id),
      "award.reminded",
    );
    const rested = rows.filter(({ application }) => now - (before.get(application.id) ?? 0) >= REMINDER_REST);
    if (rested.length === 0) return fail("remindedToday");
    for (const row of rested) {
      const about = flagged.find((each) => each.id === row.application.id)!;
      await tellSide(tx, "applicant", row, "awardReminder", async (language) => ({
        what: (await Promise.all(about.flags.map((flag) => reminderLine(flag, about.currency, language)))).join("\n"),
      }));
      await record(tx, actor, "award.reminded", subjectOf(row.application), {}, now);
    }
    return ok({ reminded: rested.length });
  });
}

/** What one flag asks of the applicant: what is late since when, how much is to be paid back and under which term. */
async function reminderLine(flag: Flag, currency: string, language: Language): Promise<string> {
  const t = await wordsIn(language);
  return mailText(
    language,
    `awardReminder.what.${flag.risk}`,
    withDays(
      {
        since: flag.since ?? "",
        about: flag.about ?? "",
        amount: amountText(flag.amount ?? 0, currency),
        kind: flag.report ? t(`awards.reportKinds.${flag.report}`) : "",
        term: (flag.terms ?? []).map((term) => t(`awards.terms.${term}`)).join(t("programmes.comma")),
      },
      language,
    ),
  );
}
