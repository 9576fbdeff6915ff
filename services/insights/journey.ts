import { and, desc, eq, inArray, isNotNull, ne, or } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { deals, termSheets } from "#db/schema/deals.ts";
import { applications } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { associates, disclosures, inventors } from "#db/schema/outputs.ts";
import { type AuditEvent, caseEvents } from "../audit/index.ts";
import type { Localised } from "../language.ts";
import { restingOf } from "./taken-over.ts";

export type Lane = "origination" | "maturation" | "funding";
export interface Step {
  step: string;
  lane: Lane;
  state: "done" | "now" | "ahead";
  at?: number;
}

/** The steps of the pipeline in their order, the lane each is on, and the events that show it was taken. */
export const pipeline: Array<{ step: string; lane: Lane; events: string[] }> = [
  { step: "output", lane: "origination", events: ["output.recorded"] },
  { step: "disclosure", lane: "origination", events: ["disclosure.submitted"] },
  { step: "evaluation", lane: "origination", events: ["evaluation.assessed"] },
  { step: "protection", lane: "origination", events: ["filing.recorded"] },
  { step: "pathway", lane: "origination", events: ["pathway.decided"] },
  { step: "published", lane: "origination", events: ["technology.published"] },
  { step: "deal", lane: "maturation", events: ["deal.enquired"] },
  { step: "venture", lane: "maturation", events: ["venture.formed"] },
  { step: "funded", lane: "funding", events: ["application.awarded"] },
  { step: "landed", lane: "maturation", events: ["agreement.signed", "venture.landed"] },
  { step: "returns", lane: "maturation", events: ["royalty.distributed"] },
];

/** Where a case stands on the pipeline, from its events. Steps may be skipped; the last one taken is `now`. Pure. */
export function stepsFrom(events: Pick<AuditEvent, "action" | "at">[]): Step[] {
  const firstAt = new Map<string, number>();
  for (const { action, at } of events) if (!firstAt.has(action)) firstAt.set(action, at);
  const steps = pipeline.map(({ step, lane, events: shown }) => {
    const at = shown.flatMap((action) => firstAt.get(action) ?? []).sort((a, b) => a - b)[0];
    return { step, lane, at };
  });
  const last = steps.findLastIndex((step) => step.at !== undefined);
  return steps.map((step, place) => ({
    ...step,
    state: step.at === undefined ? "ahead" : place === last ? "now" : "done",
  }));
}

/** Who has to act next on a case: `who` is a message key, `what` the act, `since` when it became theirs. */
export interface NextMove {
  who: "researcher" | "inventors" | "ttoOfficer" | "partner" | "fundingOfficer" | "reviewer" | "nobody" | "nobodyYet";
  what: string;
  since: number;
}

interface Standing {
  disclosure?: { state: string; stateSince: number };
  /** Of inventors and approvers who were asked: how many have said nothing yet, and how many do not agree. */
  words?: { awaited: number; disputed: number } | undefined;
  /** Taken over from before the portal, and its public profile not begun. */
  isResting?: boolean;
  events: Pick<AuditEvent, "action" | "at">[];
  deal?: { state: string; stateSince: number; lastProposal?: "licensor" | "partner" };
  application?: { state: string; stateSince: number };
}

/** The single owner of the next move, from the states of the case's records; the latest record of the case decides. Pure. */
export function nextMove({ disclosure, words, isResting, events, deal, application }: Standing): NextMove {
  const since = (at: number | undefined) => at ?? events.at(-1)?.at ?? 0;
  const open: NextMove[] = [];
  if (application) {
    // A decision that is not told yet is the panel's: nobody else sees that it was taken.
    const state = ["approved", "reserve", "declined"].includes(application.state) ? "inPanel" : application.state;
    const who = {
      draft: "ttoOfficer",
      returned: "ttoOfficer",
      submitted: "fundingOfficer",
      underReview: "reviewer",
      inPanel: "fundingOfficer",
      appealed: "fundingOfficer",
      awarded: "ttoOfficer",
    }[state];
    if (who) open.push({ who: who as NextMove["who"], what: `application.${state}`, since: application.stateSince });
  }
  if (deal) {
    const who =
      deal.state === "negotiating"
        ? deal.lastProposal === "licensor"
          ? "partner"
          : "ttoOfficer"
        : {
            enquired: "ttoOfficer",
            ndaOffered: "partner",
            ndaSigned: "ttoOfficer",
            agreed: "ttoOfficer",
            signed: "partner",
          }[deal.state];
    if (who) open.push({ who: who as NextMove["who"], what: `deal.${deal.state}`, since: deal.stateSince });
  }
  if (open.length > 0) return open.sort((a, b) => b.since - a.since)[0]!;
  if (!disclosure) return { who: "researcher", what: "disclosure.none", since: since(undefined) };
  const times = (action: string) => events.filter((event) => event.action === action).length;
  if (disclosure.state === "accepted") {
    if (isResting) return { who: "nobodyYet", what: "takenOver", since: disclosure.stateSince };
    const isFiled = times("filing.recorded") > times("filing.abandoned");
    if (times("technology.published") === 0)
      return { who: "ttoOfficer", what: isFiled ? "publish" : "protect", since: disclosure.stateSince };
    return { who: "ttoOfficer", what: "findPartner", since: since(undefined) };
  }
  if (disclosure.state === "awaitingInventors" && words?.awaited === 0)
    return {
      who: "researcher",
      what: words.disputed > 0 ? "disclosure.disputed" : "disclosure.confirmed",
      since: disclosure.stateSince,
    };
  const who =
    {
      draft: "researcher",
      returned: "researcher",
      awaitingInventors: "inventors",
      submitted: "ttoOfficer",
      inTriage: "ttoOfficer",
      evaluating: "ttoOfficer",
    }[disclosure.state] ?? "nobody";
  return { who: who as NextMove["who"], what: `disclosure.${disclosure.state}`, since: disclosure.stateSince };
}

/** The journey of a case with who owns the next move. The caller has checked that the person may see the case. */
export async function journeyOf(caseId: string) {
  const [events, [disclosure], [deal], [application]] = await Promise.all([
    caseEvents(caseId),
    reads()
      .select({
        state: disclosures.state,
        stateSince: disclosures.stateSince,
        officerId: disclosures.officerId,
        authorId: disclosures.createdBy,
      })
      .from(disclosures)
      .where(eq(disclosures.caseId, caseId))
      .limit(1),
    reads()
      .select({ id: deals.id, state: deals.state, stateSince: deals.stateSince })
      .from(deals)
      .where(eq(deals.caseId, caseId))
      .orderBy(desc(deals.stateSince))
      .limit(1),
    reads()
      .select({ state: applications.state, stateSince: applications.stateSince })
      .from(applications)
      .where(eq(applications.caseId, caseId))
      .orderBy(desc(applications.stateSince))
      .limit(1),
  ]);
  const [proposal] =
    deal?.state === "negotiating"
      ? await reads()
          .select({ side: termSheets.side })
          .from(termSheets)
          .where(eq(termSheets.dealId, deal.id))
          .orderBy(desc(termSheets.version))
          .limit(1)
      : [];
  const words = disclosure?.state === "awaitingInventors" ? (await wordsOn([caseId])).get(caseId) : undefined;
  const resting = await restingOf([caseId]);
  const next = nextMove({
    disclosure,
    words,
    isResting: resting.has(caseId),
    events,
    deal: deal && { ...deal, lastProposal: proposal?.side },
    application,
  });
  return { steps: stepsFrom(events), next: { ...next, people: await moversOf(next, caseId, disclosure) }, events };
}

/** Who they are by name, where the case says so: its officer, its author, or the inventors whose word is awaited. */
async function moversOf(
  next: NextMove,
  caseId: string,
  disclosure: { officerId: string | null; authorId: string } | undefined,
): Promise<Localised[]> {
  const named = (row: { name: string; names: Localised | null }): Localised => row.names ?? { en: row.name };
  if (next.who === "inventors") {
    const awaited = (await askedOn([caseId])).filter((each) => each.confirmation === "awaiting");
    return awaited.map(named);
  }
  const id =
    next.who === "ttoOfficer" ? disclosure?.officerId : next.who === "researcher" ? disclosure?.authorId : null;
  if (!id) return [];
  const rows = await reads().select({ name: people.name, names: people.names }).from(people).where(eq(people.id, id));
  return rows.map(named);
}

/** Everybody whose word is asked on the disclosures of some cases: inventors on their shares, approvers for their unit. */
async function askedOn(caseIds: string[]) {
  const shown = { caseId: disclosures.caseId, names: people.names };
  const named = await reads()
    .select({ ...shown, name: inventors.name, confirmation: inventors.confirmation })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .leftJoin(people, eq(people.id, inventors.personId))
    .where(and(inArray(disclosures.caseId, caseIds), eq(disclosures.state, "awaitingInventors")))
    .limit(2_000);
  const approvers = await reads()
    .select({ ...shown, name: associates.name, confirmation: associates.confirmation })
    .from(associates)
    .innerJoin(disclosures, eq(disclosures.id, associates.disclosureId))
    .leftJoin(people, eq(people.id, associates.personId))
    .where(
      and(
        inArray(disclosures.caseId, caseIds),
        eq(disclosures.state, "awaitingInventors"),
        eq(associates.kind, "approver"),
        // One who was added after the others and not asked yet is awaited by nobody.
        or(isNotNull(associates.tokenHash), ne(associates.confirmation, "awaiting")),
      ),
    )
    .limit(2_000);
  return [...named, ...approvers];
}

/** How many words are awaited and how many are against, by the case; cases whose inventors are not asked have none. */
export async function wordsOn(caseIds: string[]): Promise<Map<string, { awaited: number; disputed: number }>> {
  const words = new Map<string, { awaited: number; disputed: number }>();
  for (const { caseId, confirmation } of await askedOn(caseIds)) {
    const known = words.get(caseId) ?? { awaited: 0, disputed: 0 };
    if (confirmation === "awaiting") known.awaited++;
    if (confirmation === "disputed") known.disputed++;
    words.set(caseId, known);
  }
  return words;
}
