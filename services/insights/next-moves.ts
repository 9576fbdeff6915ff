import { and, desc, inArray } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { events as auditEvents } from "#db/schema/audit.ts";
import { deals, termSheets } from "#db/schema/deals.ts";
import { applications } from "#db/schema/funding.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { type NextMove, nextMove, wordsOn } from "./journey.ts";
import { restingOf } from "./taken-over.ts";

/** The events that the next move follows from. */
const telling = ["output.recorded", "filing.recorded", "filing.abandoned", "technology.published"];

/** Who has the next move on each of many cases, in a handful of queries. The caller has checked that the person may see them. */
export async function nextMovesOf(caseIds: string[]): Promise<Map<string, NextMove>> {
  if (caseIds.length === 0) return new Map();
  const [states, words, resting, happened, dealt, applied] = await Promise.all([
    reads()
      .select({ caseId: disclosures.caseId, state: disclosures.state, stateSince: disclosures.stateSince })
      .from(disclosures)
      .where(inArray(disclosures.caseId, caseIds)),
    wordsOn(caseIds),
    restingOf(caseIds),
    reads()
      .select({ caseId: auditEvents.caseId, action: auditEvents.action, at: auditEvents.at })
      .from(auditEvents)
      .where(and(inArray(auditEvents.caseId, caseIds), inArray(auditEvents.action, telling)))
      .orderBy(auditEvents.sequence)
      .limit(20_000),
    reads()
      .select({ id: deals.id, caseId: deals.caseId, state: deals.state, stateSince: deals.stateSince })
      .from(deals)
      .where(inArray(deals.caseId, caseIds))
      .orderBy(desc(deals.stateSince))
      .limit(500),
    reads()
      .select({ caseId: applications.caseId, state: applications.state, stateSince: applications.stateSince })
      .from(applications)
      .where(inArray(applications.caseId, caseIds))
      .orderBy(desc(applications.stateSince))
      .limit(500),
  ]);
  const ids = dealt.filter((deal) => deal.state === "negotiating").map((deal) => deal.id);
  const proposals =
    ids.length > 0
      ? await reads()
          .select({ dealId: termSheets.dealId, side: termSheets.side })
          .from(termSheets)
          .where(inArray(termSheets.dealId, ids))
          .orderBy(desc(termSheets.version))
          .limit(2000)
      : [];
  return new Map(
    caseIds.map((caseId) => {
      const deal = dealt.find((each) => each.caseId === caseId);
      return [
        caseId,
        nextMove({
          disclosure: states.find((each) => each.caseId === caseId),
          words: words.get(caseId),
          isResting: resting.has(caseId),
          events: happened.filter((event) => event.caseId === caseId),
          deal: deal && { ...deal, lastProposal: proposals.find((each) => each.dealId === deal.id)?.side },
          application: applied.find((each) => each.caseId === caseId),
        }),
      ];
    }),
  );
}
