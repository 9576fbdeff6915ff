import { and, count, desc, eq, lt, or, type SQL, sql } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { awards } from "#db/schema/awards.ts";
import { applicationStates, applications, calls } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { outputs } from "#db/schema/outputs.ts";
import { type Actor, may } from "../../identity/index.ts";
import { ofFund } from "../access.ts";
import { approvedOf, askedOf } from "../awarding/award-money.ts";
import { kept } from "../kept.ts";
import { awardSeenBy } from "../settled.ts";
import { asLastSent } from "./last-sent.ts";

const PAGE = 50;

export interface PortfolioQuery {
  state?: string;
  callId?: string;
  leadId?: string;
  /** A number, or a part of one. */
  number?: string;
  /** Key of the last row of the page before: `<stateSince>.<id>`. */
  after?: string;
}

const isState = (state: string): state is (typeof applicationStates)[number] =>
  (applicationStates as readonly string[]).includes(state);

/** The fund's applications that a list is narrowed to, on the page and in what is taken away from it. */
export const narrowedTo = (actor: Actor, { state, callId, leadId, number }: PortfolioQuery): SQL | undefined =>
  and(
    ofFund(actor),
    state && isState(state) ? eq(applications.state, state) : undefined,
    callId ? eq(applications.callId, callId) : undefined,
    leadId ? eq(applications.leadId, leadId) : undefined,
    number ? sql`${applications.number} like ${`%${number.replaceAll(/[%_\\]/g, "").slice(0, 20)}%`}` : undefined,
  );

/** One page of the fund's applications, the latest change first; drafts are the applicant's alone. */
export async function portfolioPage(actor: Actor, query: PortfolioQuery) {
  if (!may(actor, "application.read", ["party"])) return { rows: [], after: null };
  const { after } = query;
  const at = after?.indexOf(".") ?? -1;
  const [since, id] = at > 0 ? [Number(after!.slice(0, at)), after!.slice(at + 1)] : [Number.NaN, ""];
  const conditions: Array<SQL | undefined> = [
    narrowedTo(actor, query),
    Number.isSafeInteger(since)
      ? or(lt(applications.stateSince, since), and(eq(applications.stateSince, since), lt(applications.id, id)))
      : undefined,
  ];
  const rows = await reads()
    .select({
      id: applications.id,
      number: applications.number,
      title: applications.title,
      state: applications.state,
      stateSince: applications.stateSince,
      stages: applications.stages,
      currency: applications.currency,
      lead: organisations.name,
      award: awards.state,
      grants: awards.grants,
    })
    .from(applications)
    // SQLite keeps the order of a cross join: from the latest change on, a page of rows, never all of them to be sorted.
    .crossJoin(calls)
    .innerJoin(organisations, eq(organisations.id, applications.leadId))
    .leftJoin(awards, eq(awards.applicationId, applications.id))
    .where(and(eq(calls.id, applications.callId), ...conditions))
    .orderBy(desc(applications.stateSince), desc(applications.id))
    .limit(PAGE + 1);
  const page = await asLastSent(rows.slice(0, PAGE));
  const last = page.at(-1);
  return {
    rows: page.map(({ stages, award, grants, ...row }) => {
      const seen = awardSeenBy(actor, award);
      return { ...row, award: seen, grant: seen && grants ? approvedOf({ grants }) : askedOf({ stages }) };
    }),
    after: rows.length > PAGE && last ? `${last.stateSince}.${last.id}` : null,
  };
}

/** How many applications the fund has by state and by institution: what its lists are filtered by. */
export const portfolioCounts = (actor: Actor) =>
  kept(`counts ${actor.role} ${actor.organisationId}`, () => countsOf(actor));

async function countsOf(actor: Actor) {
  const [states, leads] = await Promise.all([
    reads()
      .select({ key: applications.state, count: count() })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(ofFund(actor))
      .groupBy(applications.state),
    reads()
      .select({ key: applications.leadId, name: organisations.name, count: count() })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .innerJoin(organisations, eq(organisations.id, applications.leadId))
      .where(ofFund(actor))
      .groupBy(applications.leadId, organisations.id)
      .orderBy(desc(count()))
      .limit(20),
  ]);
  return { states, leads };
}

/** How many awards the fund has by stage, and applications by field. */
export const portfolioByStageAndField = (actor: Actor) =>
  kept(`stages ${actor.role} ${actor.organisationId}`, () => stagesAndFieldsOf(actor));

async function stagesAndFieldsOf(actor: Actor) {
  const [stages, fields] = await Promise.all([
    reads()
      .select({ programmeId: applications.programmeId, stageId: awards.stageId, count: count() })
      .from(awards)
      .innerJoin(applications, eq(applications.id, awards.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(ofFund(actor))
      .groupBy(applications.programmeId, awards.stageId)
      .orderBy(applications.programmeId, awards.stageId)
      .limit(20),
    reads()
      .select({ key: outputs.field, count: count() })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .innerJoin(outputs, eq(outputs.id, applications.caseId))
      .where(ofFund(actor))
      .groupBy(outputs.field)
      .orderBy(desc(count()))
      .limit(8),
  ]);
  return { stages, fields };
}
