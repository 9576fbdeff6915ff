import { and, asc, eq, inArray, or } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { awardReports, awards, milestones, tranches } from "#db/schema/awards.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { approvedOf } from "../awarding/award-money.ts";
import { partsOf } from "../awarding/release-rule.ts";
import { isAccountedFor } from "../awarding/report-calendar.ts";
import { rulesOfCalls } from "../calls.ts";
import { grouped } from "../grouped.ts";
import { termsOf } from "../terms.ts";

/**
 * Payments of a fund's running awards that nobody proposed yet, whose milestone is accepted and of which something can go now
 * for all that is held back for the end; whatever else the release rule asks stands on the award's page. The longest
 * accepted first, at most so many.
 */
export async function payable(funderId: string, most: number) {
  const rows = await reads()
    .select({
      applicationId: applications.id,
      number: applications.number,
      title: applications.title,
      since: milestones.stateSince,
      amount: tranches.amount,
      grants: awards.grants,
      endsOn: awards.endsOn,
      callId: calls.id,
    })
    .from(tranches)
    .innerJoin(milestones, eq(milestones.id, tranches.milestoneId))
    .innerJoin(awards, eq(awards.applicationId, tranches.applicationId))
    .innerJoin(applications, eq(applications.id, tranches.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(
      and(
        eq(calls.funderId, funderId),
        eq(tranches.state, "planned"),
        eq(milestones.state, "accepted"),
        eq(awards.state, "active"),
      ),
    )
    .orderBy(asc(milestones.stateSince))
    .limit(most);
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map((each) => each.applicationId))];
  const [paid, reports, rules] = await Promise.all([
    reads()
      .select({
        id: tranches.applicationId,
        state: tranches.state,
        amount: tranches.amount,
        proposedAmount: tranches.proposedAmount,
      })
      .from(tranches)
      .where(
        and(inArray(tranches.applicationId, ids), or(eq(tranches.state, "released"), eq(tranches.state, "proposed"))),
      ),
    reads()
      .select({
        id: awardReports.applicationId,
        kind: awardReports.kind,
        untilOn: awardReports.untilOn,
        state: awardReports.state,
      })
      .from(awardReports)
      .where(and(inArray(awardReports.applicationId, ids), inArray(awardReports.kind, ["final", "audit"]))),
    rulesOfCalls([...new Set(rows.map((each) => each.callId))]),
  ]);
  const [paidOf, reportsOf] = [grouped(paid, (each) => each.id), grouped(reports, (each) => each.id)];
  return rows.filter(({ applicationId, callId, amount, grants, endsOn }) => {
    const sum = (state: "released" | "proposed") =>
      (paidOf.get(applicationId) ?? [])
        .filter((each) => each.state === state)
        .reduce((total, each) => total + (each.proposedAmount ?? each.amount), 0);
    const { now } = partsOf({
      ...{ amount, approved: approvedOf({ grants }), released: sum("released"), proposed: sum("proposed") },
      ...{ held: 0, disallowed: 0, holdbackBasisPoints: termsOf(rules.get(callId)!).holdbackBasisPoints },
      isFinalAccepted: isAccountedFor(reportsOf.get(applicationId) ?? [], endsOn),
    });
    return now > 0;
  });
}
