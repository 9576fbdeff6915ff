import { and, eq, max, ne, or, sql } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { awardReports, awards, milestones, tranches } from "#db/schema/awards.ts";
import { applications, calls, contributions } from "#db/schema/funding.ts";
import { type Actor, may } from "../../identity/index.ts";
import { awardsOfFund } from "../access.ts";
import { approvedOf, dueWithHoldback, moneyOfAward } from "../awarding/award-money.ts";
import { partsOf } from "../awarding/release-rule.ts";
import { hongKongDay, rulesOfCalls } from "../calls.ts";
import { grouped } from "../grouped.ts";
import { kept } from "../kept.ts";
import { termsOf } from "../terms.ts";

export interface Quarter {
  /** Such as 2026-Q4. */
  quarter: string;
  /** By plan falling due, and really released, within the quarter. */
  planned: number;
  released: number;
  /** The same from the first quarter on. */
  plannedSoFar: number;
  releasedSoFar: number;
  isAhead: boolean;
}

export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** What falls due and what was released, quarter by quarter without a gap, with the running sums of both. Pure. */
export function quartersOf(
  rows: Array<{ dueOn: string; releasedOn: string | null; amount: number }>,
  today: string,
): Quarter[] {
  const planned = new Map<string, number>();
  const released = new Map<string, number>();
  const add = (to: Map<string, number>, key: string, amount: number) => to.set(key, (to.get(key) ?? 0) + amount);
  for (const row of rows) {
    add(planned, quarterOf(row.dueOn), row.amount);
    if (row.releasedOn) add(released, quarterOf(row.releasedOn), row.amount);
  }
  const keys = [...new Set([...planned.keys(), ...released.keys()])].sort();
  if (keys.length === 0) return [];
  const quarters: Quarter[] = [];
  let [plannedSoFar, releasedSoFar] = [0, 0];
  for (let key = keys[0]!; key <= keys.at(-1)!; key = next(key)) {
    plannedSoFar += planned.get(key) ?? 0;
    releasedSoFar += released.get(key) ?? 0;
    quarters.push({
      quarter: key,
      planned: planned.get(key) ?? 0,
      released: released.get(key) ?? 0,
      plannedSoFar,
      releasedSoFar,
      isAhead: key > quarterOf(today),
    });
  }
  return quarters;
}

function next(quarter: string): string {
  const [year, part] = quarter.split("-Q").map(Number) as [number, number];
  return part === 4 ? `${year + 1}-Q1` : `${year}-Q${part + 1}`;
}

/** The fund's money by currency: approved, released and still to release; matched, received and outstanding; by quarter. */
export async function moneyView(actor: Actor, now = Date.now()) {
  if (!may(actor, "fund.read", ["organisation"])) return [];
  const today = hongKongDay(now);
  return kept(`money ${actor.role} ${actor.organisationId} ${today}`, () => moneyOf(actor, today));
}

async function moneyOf(actor: Actor, today: string) {
  const own = awardsOfFund(actor);
  const [agreed, given, matched, dated, accounts] = await Promise.all([
    reads()
      .select({ currency: awards.currency, grants: awards.grants })
      .from(awards)
      .innerJoin(applications, eq(applications.id, awards.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(own)
      .limit(50_000),
    reads()
      .select({
        currency: tranches.currency,
        state: tranches.state,
        amount: sql<number>`sum(${tranches.amount})`.mapWith(Number),
      })
      .from(tranches)
      .innerJoin(awards, eq(awards.applicationId, tranches.applicationId))
      .innerJoin(applications, eq(applications.id, tranches.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(own)
      .groupBy(tranches.currency, tranches.state),
    reads()
      .select({
        currency: contributions.currency,
        // Of what fell away, or was promised for an award that was terminated, nothing more is to come.
        promised:
          sql<number>`sum(case when ${contributions.status} = 'fellAway' or ${awards.state} = 'terminated' then ${contributions.receivedAmount} else ${contributions.amount} end)`.mapWith(
            Number,
          ),
        received: sql<number>`sum(${contributions.receivedAmount})`.mapWith(Number),
      })
      .from(contributions)
      .innerJoin(awards, eq(awards.applicationId, contributions.applicationId))
      .innerJoin(applications, eq(applications.id, contributions.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(own)
      .groupBy(contributions.currency),
    reads()
      .select({
        id: tranches.applicationId,
        callId: applications.callId,
        grants: awards.grants,
        startsOn: awards.startsOn,
        currency: tranches.currency,
        dueOn: milestones.dueOn,
        releasedAt: tranches.releasedAt,
        amount: tranches.amount,
      })
      .from(tranches)
      .innerJoin(awards, eq(awards.applicationId, tranches.applicationId))
      .innerJoin(milestones, eq(milestones.id, tranches.milestoneId))
      .innerJoin(applications, eq(applications.id, tranches.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(own, ne(tranches.state, "lapsed")))
      .limit(50_000),
    // What a holdback waits for: the final report and the last audited account, as long as they are not accepted.
    reads()
      .select({ id: awardReports.applicationId, dueOn: max(awardReports.dueOn) })
      .from(awardReports)
      .innerJoin(awards, eq(awards.applicationId, awardReports.applicationId))
      .innerJoin(applications, eq(applications.id, awardReports.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(
        and(
          own,
          ne(awardReports.state, "accepted"),
          or(
            eq(awardReports.kind, "final"),
            and(eq(awardReports.kind, "audit"), eq(awardReports.untilOn, awards.endsOn)),
          ),
        ),
      )
      .groupBy(awardReports.applicationId)
      .limit(50_000),
  ]);
  const rules = await rulesOfCalls([...new Set(dated.map((each) => each.callId))]);
  const endOf = new Map(accounts.map((each) => [each.id, each.dueOn ?? undefined]));
  const byAward = [...grouped(dated, (each) => each.id)].map(([id, rows]) => {
    const { callId, grants, startsOn, currency } = rows[0]!;
    const parts = rows.map(({ releasedAt, ...each }) => ({
      ...each,
      releasedOn: releasedAt === null ? null : hongKongDay(releasedAt),
    }));
    const sum = (isPaid: boolean) =>
      parts.reduce((total, each) => ((each.releasedOn !== null) === isPaid ? total + each.amount : total), 0);
    const { waits } = partsOf({
      amount: sum(false),
      approved: approvedOf({ grants }),
      released: sum(true),
      proposed: 0,
      held: 0,
      disallowed: 0,
      holdbackBasisPoints: termsOf(rules.get(callId)!).holdbackBasisPoints,
      isFinalAccepted: startsOn !== null && !endOf.has(id),
    });
    return { currency, waits, payments: dueWithHoldback(parts, waits, endOf.get(id)) };
  });
  // Those in which grants are made first; in the others contributions are given.
  const granted = new Set(agreed.map((each) => each.currency));
  const currencies = [...new Set([...agreed, ...given, ...matched].map((each) => each.currency))].sort(
    (a, b) => Number(granted.has(b)) - Number(granted.has(a)) || a.localeCompare(b),
  );
  return currencies.map((currency) => {
    const mine = agreed.filter((each) => each.currency === currency);
    const { released, remaining, lapsed } = moneyOfAward(
      { grants: {} },
      given.filter((each) => each.currency === currency),
    );
    const here = byAward.filter((each) => each.currency === currency);
    const match = matched.find((each) => each.currency === currency);
    return {
      currency,
      approved: mine.reduce((sum, each) => sum + approvedOf(each), 0),
      ...{ released, remaining, lapsed },
      heldBack: here.reduce((sum, each) => sum + each.waits, 0),
      promised: match?.promised ?? 0,
      received: match?.received ?? 0,
      outstanding: (match?.promised ?? 0) - (match?.received ?? 0),
      quarters: quartersOf(
        here.flatMap((each) => each.payments),
        today,
      ),
    };
  });
}
