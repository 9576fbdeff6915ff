import { and, eq, gte, isNotNull, lt, sql } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { awards, duePayments, dues, tranches } from "#db/schema/awards.ts";
import {
  applications,
  calls,
  contributionReceipts,
  contributions,
  questionMessages,
  questions,
} from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { annualReport } from "../../documents/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { type Language, plain } from "../../language.ts";
import { fail, forbidden, ok, type Result } from "../../result.ts";
import { amountText, dayText, wordsIn } from "../../words.ts";
import { awardsOfFund, ofFund } from "../access.ts";
import { clocksOf } from "../assessing/clocks.ts";
import { approvedOf } from "../awarding/award-money.ts";
import { hongKongDay } from "../calls.ts";
import { grouped } from "../grouped.ts";
import { programme } from "../programme.ts";
import { termsOf } from "../terms.ts";

/** The middle of several numbers, the lower of two; a dash for none. */
function median(all: number[]): string {
  if (all.length === 0) return "–";
  return String([...all].sort((a, b) => a - b)[Math.floor((all.length - 1) / 2)]);
}

/**
 * The match that came in within a year beside awards of a programme, by the currency of its promise: as the money page counts
 * it. What came in before the decision was told counts once there is an award, in the year of its day.
 */
export const receivedInYear = (actor: Actor, programmeId: string, year: number) =>
  reads()
    .select({
      currency: contributions.currency,
      amount: sql<number>`sum(${contributionReceipts.amount})`.mapWith(Number),
      counted: sql<number>`sum(${contributionReceipts.counted})`.mapWith(Number),
    })
    .from(contributionReceipts)
    .innerJoin(contributions, eq(contributions.id, contributionReceipts.contributionId))
    .innerJoin(awards, eq(awards.applicationId, contributions.applicationId))
    .innerJoin(applications, eq(applications.id, contributions.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(
      and(
        awardsOfFund(actor),
        eq(calls.programmeId, programmeId),
        gte(contributionReceipts.receivedOn, `${year}-01-01`),
        lt(contributionReceipts.receivedOn, `${year + 1}-01-01`),
      ),
    )
    .groupBy(contributions.currency);

/** The awards of a programme that were told before an instant, such as a year's end: a year's report names no later ones. */
export const awardsToldBefore = (actor: Actor, programmeId: string, until: number) =>
  reads()
    .select({
      number: applications.number,
      title: applications.title,
      lead: organisations.name,
      state: awards.state,
      stateSince: awards.stateSince,
      endsOn: awards.endsOn,
    })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .innerJoin(organisations, eq(organisations.id, applications.leadId))
    .where(and(awardsOfFund(actor), eq(calls.programmeId, programmeId), lt(applications.toldAt, until)))
    .orderBy(applications.number)
    .limit(5_000);

/** Until when an award runs; of one that ended, since when it has. Pure. */
export function spanOf({
  state,
  stateSince,
  endsOn,
}: Pick<typeof awards.$inferSelect, "state" | "stateSince" | "endsOn">): Array<{ key: "ends" | "since"; on: string }> {
  if (state === "terminated" || state === "completed") return [{ key: "since", on: hongKongDay(stateSince) }];
  return endsOn ? [{ key: "ends", on: endsOn }] : [];
}

/** A programme's year, from 1 January to 31 December in Hong Kong, as a PDF: received, decided, released, matched, come back. */
export async function programmeYear(
  actor: Actor,
  programmeId: string,
  year: number,
  language: Language,
  now = Date.now(),
): Promise<Result<Buffer>> {
  if (!may(actor, "fund.read", ["organisation"])) return forbidden();
  const rules = programme(programmeId);
  if (!rules || !Number.isInteger(year) || year < 2000 || year > 2100) return fail("unknownProgramme");
  const t = await wordsIn(language);
  const [from, until] = [Date.parse(`${year}-01-01T00:00:00+08:00`), Date.parse(`${year + 1}-01-01T00:00:00+08:00`)];
  const own = and(eq(calls.funderId, actor.organisationId), eq(calls.programmeId, programmeId));
  const total = sql<number>`coalesce(sum(${tranches.amount}), 0)`.mapWith(Number);
  const [[funder], sent, decided, asked, [released], received, [back], [open], running] = await Promise.all([
    reads()
      .select({ name: organisations.name })
      .from(organisations)
      .where(eq(organisations.id, actor.organisationId))
      .limit(1),
    reads()
      .select({ id: applications.id })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(own, gte(applications.submittedAt, from), lt(applications.submittedAt, until)))
      .limit(40_000),
    reads()
      .select({
        id: applications.id,
        number: applications.number,
        title: applications.title,
        state: applications.state,
        isDemonstration: applications.isDemonstration,
        grants: awards.grants,
        lead: organisations.name,
        submittedAt: applications.submittedAt,
        decidedAt: applications.decidedAt,
      })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .innerJoin(organisations, eq(organisations.id, applications.leadId))
      .leftJoin(awards, eq(awards.applicationId, applications.id))
      .where(
        and(
          own,
          ofFund(actor),
          isNotNull(applications.toldAt),
          gte(applications.toldAt, from),
          lt(applications.toldAt, until),
        ),
      )
      .orderBy(applications.number)
      .limit(5_000),
    reads()
      .select({
        applicationId: questions.applicationId,
        id: questions.id,
        openedAt: questions.openedAt,
        closedAt: questions.closedAt,
        side: questionMessages.side,
        createdAt: questionMessages.createdAt,
      })
      .from(questions)
      .innerJoin(questionMessages, eq(questionMessages.questionId, questions.id))
      .innerJoin(applications, eq(applications.id, questions.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(
        and(own, eq(questions.subject, "application"), gte(applications.toldAt, from), lt(applications.toldAt, until)),
      )
      .limit(20_000),
    reads()
      .select({ amount: total })
      .from(tranches)
      .innerJoin(applications, eq(applications.id, tranches.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(own, gte(tranches.releasedAt, from), lt(tranches.releasedAt, until))),
    receivedInYear(actor, programmeId, year),
    reads()
      .select({ amount: sql<number>`coalesce(sum(${duePayments.amount}), 0)`.mapWith(Number) })
      .from(duePayments)
      .innerJoin(dues, eq(dues.id, duePayments.dueId))
      .innerJoin(applications, eq(applications.id, dues.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(
        and(
          own,
          eq(duePayments.kind, "paid"),
          gte(duePayments.receivedOn, `${year}-01-01`),
          lt(duePayments.receivedOn, `${year + 1}-01-01`),
        ),
      ),
    reads()
      .select({
        amount: sql<number>`coalesce(sum(${dues.amount} - ${dues.paidAmount} - ${dues.waivedAmount}), 0)`.mapWith(
          Number,
        ),
      })
      .from(dues)
      .innerJoin(applications, eq(applications.id, dues.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(own),
    awardsToldBefore(actor, programmeId, until),
  ]);
  const money = (minor: number) => amountText(minor, rules.grant.currency);
  // What came in stands in the currency of its promise, as on the pages of awards; the programme's own first.
  const foreign = received.filter((each) => each.currency !== rules.grant.currency);
  const inEach = [
    money(received.find((each) => each.currency === rules.grant.currency)?.amount ?? 0),
    ...foreign.map((each) => amountText(each.amount, each.currency)),
  ];
  const awarded = decided.flatMap(({ grants, ...each }) =>
    each.state === "awarded" && grants ? { ...each, approved: approvedOf({ grants }) } : [],
  );
  const { decisionTargetDays, clarificationTargetDays } = termsOf(rules);
  const targets = { decision: decisionTargetDays, clarification: clarificationTargetDays };
  const questionsOf = grouped(
    [...grouped(asked, (each) => each.id).values()].map((messages) => ({ ...messages[0]!, messages })),
    (each) => each.applicationId,
  );
  const clocks = decided.flatMap((each) => clocksOf(each, questionsOf.get(each.id) ?? [], now, targets) ?? []);
  const inTime = clocks.filter((each) => !each.decision.isLate).length;
  const day = (at: number) => dayText(hongKongDay(at), language);
  const name = rules.name[language];
  return ok(
    await annualReport({
      title: t("awards.annual.title", { programme: name, year }),
      lead: t("awards.annual.lead", { funder: plain(funder?.name, language), owner: rules.owner[language] }),
      sections: [
        {
          heading: t("awards.annual.figures"),
          rows: [
            [t("awards.annual.received"), String(sent.length)],
            [t("awards.annual.decided"), String(decided.length)],
            [t("awards.annual.awarded"), String(awarded.length)],
            [t("awards.annual.days"), median(clocks.map((each) => each.decision.days))],
            [t("awards.annual.inTime", { target: decisionTargetDays }), `${inTime} / ${clocks.length}`],
            [t("awards.annual.clarification"), median(clocks.map((each) => each.clarification.days))],
            [t("awards.annual.granted"), money(awarded.reduce((sum, each) => sum + each.approved, 0))],
            [t("awards.annual.released"), money(released?.amount ?? 0)],
            [t("awards.annual.matched"), inEach.join(", ")],
            [t("awards.annual.counted"), money(received.reduce((sum, each) => sum + each.counted, 0))],
            [t("awards.annual.back"), money(back?.amount ?? 0)],
            [t("awards.annual.open", { day: day(now) }), money(open?.amount ?? 0)],
          ],
          paragraphs: [
            t("awards.annual.asOf", { day: day(Math.min(now, until - 1)) }),
            ...(decided.some((each) => each.isDemonstration) ? [t("awards.annual.demonstration")] : []),
          ],
        },
        {
          heading: t("awards.annual.newAwards"),
          rows: awarded.map((each): [string, string] => [
            each.number,
            `${plain(each.title, language)} · ${plain(each.lead, language)} · ${money(each.approved)}`,
          ]),
          paragraphs: awarded.length === 0 ? [t("awards.annual.none")] : [],
        },
        {
          heading: t("awards.annual.running", { day: day(now) }),
          rows: running.map((each): [string, string] => [
            each.number,
            [
              ...[plain(each.title, language), plain(each.lead, language), t(`awards.states.${each.state}`)],
              ...spanOf(each).map(({ key, on }) => t(`awards.annual.${key}`, { day: dayText(on, language) })),
            ].join(" · "),
          ]),
          paragraphs: running.length === 0 ? [t("awards.annual.none")] : [],
        },
      ],
      foot: `Slipway 啟航  ·  ${programmeId}  ·  ${year}`,
      language,
      at: now,
    }),
  );
}
