import { and, eq, inArray } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { applications, reviews } from "#db/schema/funding.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { type Actor, may } from "../../identity/index.ts";
import type { Call } from "../access.ts";
import { askedOf } from "../awarding/award-money.ts";
import { ownCall, rulesOf } from "../calls.ts";
import { grouped } from "../grouped.ts";
import { kept } from "../kept.ts";
import type { Programme } from "../programme.ts";
import { termsOf } from "../terms.ts";
import { type Candidate, calibrate, rank, scoreOf, spreadOf } from "./scores.ts";

const inQuestion = ["inPanel", "approved", "reserve", "declined", "awarded", "refused", "appealed"] as const;
const MOST = 5_000;

/** Whether the mean of every aspect with a threshold reaches it; an aspect that nobody scored does not fail. Pure. */
export function passesThresholds(given: Array<Record<string, number | null>>, aspects: Programme["aspects"]): boolean {
  return aspects.every(({ id, threshold }) => {
    if (threshold === undefined) return true;
    const known = given.flatMap((scores) => scores[id] ?? []);
    return known.length === 0 || known.reduce((sum, score) => sum + score, 0) / known.length >= threshold;
  });
}

/**
 * The panel's table of a call: every application by score with its spread, the running sum and the cut line, as things
 * stand or as they would with another budget or pass mark; and how each reviewer leans. For the call's own fund.
 */
export async function panelOf(
  actor: Actor,
  callId: string,
  wish: { budget?: number; passMark?: number; fill?: boolean } = {},
) {
  if (!may(actor, "application.decide", ["party"])) return undefined;
  const call = await ownCall(actor, callId);
  if (!call) return undefined;
  const { budget, passMark, fill } = wish;
  return kept(`panel ${callId} ${budget} ${passMark} ${fill}`, () => panelTable(call, wish));
}

async function panelTable(call: Call, wish: { budget?: number; passMark?: number; fill?: boolean }) {
  const callId = call.id;
  const rules = rulesOf(call);
  const rows = await reads()
    .select({
      id: applications.id,
      number: applications.number,
      title: applications.title,
      state: applications.state,
      stages: applications.stages,
      lead: organisations.name,
    })
    .from(applications)
    .innerJoin(organisations, eq(organisations.id, applications.leadId))
    .where(and(eq(applications.callId, callId), inArray(applications.state, inQuestion)))
    .limit(MOST);
  const given = await reads()
    .select({
      applicationId: reviews.applicationId,
      reviewerId: reviews.reviewerId,
      reviewer: people.name,
      scores: reviews.scores,
    })
    .from(reviews)
    .innerJoin(applications, eq(applications.id, reviews.applicationId))
    .innerJoin(people, eq(people.id, reviews.reviewerId))
    .where(and(eq(applications.callId, callId), eq(reviews.state, "done")))
    .limit(MOST * 3);
  const scored = given.map((each) => ({ ...each, score: scoreOf(each.scores, rules.aspects) }));
  const byApplication = grouped(scored, (each) => each.applicationId);
  const candidates: Candidate[] = rows.map((row) => {
    const mine = byApplication.get(row.id) ?? [];
    return {
      id: row.id,
      score: spreadOf(mine.map((each) => each.score)).mean,
      passesThresholds: passesThresholds(
        mine.map((each) => each.scores),
        rules.aspects,
      ),
      grant: askedOf(row),
    };
  });
  const terms = {
    budget: wish.budget ?? call.budget,
    passMark: wish.passMark ?? termsOf(rules).passMark,
    fill: wish.fill,
  };
  const known = new Map(rows.map((row) => [row.id, row]));
  return {
    call,
    rules,
    terms,
    ranked: rank(candidates, terms).map((each) => {
      const { number, title, state, lead } = known.get(each.id)!;
      const mine = byApplication.get(each.id) ?? [];
      const spread = spreadOf(mine.map((one) => one.score));
      return {
        ...each,
        number,
        title,
        state,
        lead,
        spread,
        outliers: spread.outliers.map((place) => mine[place]!.reviewer),
      };
    }),
    calibration: calibrate(scored).map((each) => ({
      ...each,
      reviewer: scored.find((one) => one.reviewerId === each.reviewerId)!.reviewer,
    })),
  };
}
