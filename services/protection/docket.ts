import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { deadlines, docketChecks, families, filings } from "#db/schema/protection.ts";
import { record } from "../audit/index.ts";
import { day } from "../day.ts";
import { type Actor, grounds, may } from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { dayOf, offices, unlistedCalendars } from "./counting.ts";
import { filingFor } from "./families.ts";
import { isOver, redate } from "./redate.ts";

const PAGE = 50;

export interface DocketQuery {
  show: "open" | "done";
  jurisdiction?: string | undefined;
  /** The case's officer, of what is done whoever noted it: a person's id, `me` or `nobody`. */
  officer?: string | undefined;
  /** Words of the family's title, or its reference. */
  q?: string | undefined;
  /** Only what is past its safe day. */
  overdueOn?: string | undefined;
  /** Only what falls due by then. */
  until?: string | undefined;
  /** Key of the last row of the page before: `<safe date>.<id>`. */
  after?: string | undefined;
}

const row = {
  id: deadlines.id,
  caseId: families.caseId,
  filingId: deadlines.filingId,
  title: families.title,
  reference: families.reference,
  number: filings.number,
  act: deadlines.act,
  jurisdiction: deadlines.jurisdiction,
  statutoryOn: deadlines.statutoryOn,
  lastOn: deadlines.lastOn,
  safeOn: deadlines.safeOn,
  source: deadlines.source,
  confidence: deadlines.confidence,
  doneOn: deadlines.doneOn,
  event: deadlines.event,
  eventOn: deadlines.eventOn,
  period: deadlines.period,
  officer: people.name,
  officerNames: people.names,
};

const keepsPatents = (actor: Actor) => grounds(actor, "protection.file").includes("organisation");

/** Whose date it is. A case that changes hands takes only its open dates along. */
const whoseOf = (show: DocketQuery["show"]) =>
  show === "open" ? sql`${disclosures.officerId}` : sql`coalesce(${deadlines.doneBy}, ${disclosures.officerId})`;

/** What the docket is narrowed to, on whatever page. */
function narrowed(actor: Actor, { show, jurisdiction, officer: wanted, q, overdueOn, until }: DocketQuery) {
  const officer = wanted === "me" ? actor.personId : wanted;
  const whose = whoseOf(show);
  const words = q && `%${q.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  return and(
    eq(families.organisationId, actor.organisationId),
    officer === "nobody" ? isNull(whose) : officer ? eq(whose, officer) : undefined,
    words
      ? sql`lower(cast(${families.title} as text) || ' ' || coalesce(${families.reference}, ${families.id})) like ${words} escape '\\'`
      : undefined,
    overdueOn ? lt(deadlines.safeOn, overdueOn) : undefined,
    until ? lte(deadlines.safeOn, until) : undefined,
    show === "open" ? isNull(deadlines.doneOn) : isNotNull(deadlines.doneOn),
    jurisdiction ? eq(deadlines.jurisdiction, jurisdiction) : undefined,
  );
}

/** The institution's deadlines, the next to fall due first; only for who keeps its patents. */
export async function docketOf(actor: Actor, { after, ...query }: DocketQuery) {
  if (!keepsPatents(actor)) return { rows: [], after: null };
  const [on, id] = [after?.slice(0, 10), after?.slice(11)];
  const rows = await reads()
    .select(row)
    .from(deadlines)
    .innerJoin(families, eq(families.id, deadlines.familyId))
    .innerJoin(filings, eq(filings.id, deadlines.filingId))
    .leftJoin(disclosures, eq(disclosures.id, families.disclosureId))
    .leftJoin(people, eq(people.id, whoseOf(query.show)))
    .where(
      and(
        narrowed(actor, query),
        on && id ? or(gt(deadlines.safeOn, on), and(eq(deadlines.safeOn, on), gt(deadlines.id, id))) : undefined,
      ),
    )
    .orderBy(asc(deadlines.safeOn), asc(deadlines.id))
    .limit(PAGE + 1);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return { rows: page, after: rows.length > PAGE && last ? `${last.safeOn}.${last.id}` : null };
}

/** How many deadlines the docket has on all its pages. */
export async function countDue(actor: Actor, query: DocketQuery): Promise<number> {
  if (!keepsPatents(actor)) return 0;
  const [row] = await reads()
    .select({ dates: count() })
    .from(deadlines)
    .innerJoin(families, eq(families.id, deadlines.familyId))
    .leftJoin(disclosures, eq(disclosures.id, families.disclosureId))
    .where(narrowed(actor, query));
  return row!.dates;
}

/** When the rules last ran over every filing, what came of it, and which offices' holidays are not listed far enough. */
export async function latestCheck(today: string) {
  const [check] = await reads().select().from(docketChecks).orderBy(desc(docketChecks.at)).limit(1);
  return { check, unlisted: unlistedCalendars(offices(), today) };
}

export const doneForm = z.object({
  ids: z.preprocess(
    (value) => (typeof value === "string" ? [value] : value),
    z.array(z.string(), "nothingTicked").min(1, "nothingTicked").max(200, "tooMany"),
  ),
  doneOn: day,
});

export const reopenForm = z.object({
  subject: z.string("required").min(1),
  reason: z.string("required").trim().min(1, "required").max(500, "tooLong"),
});

/** Takes back that an act was done, as when the wrong line was ticked: it is due again, and computed anew. */
export async function reopenDeadline(
  actor: Actor,
  caseId: string,
  { subject, reason }: z.output<typeof reopenForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const [found] = await tx
      .select({
        filingId: deadlines.filingId,
        familyId: deadlines.familyId,
        ruleId: deadlines.ruleId,
        doneOn: deadlines.doneOn,
      })
      .from(deadlines)
      .where(eq(deadlines.id, subject))
      .limit(1);
    const about = found && (await filingFor(tx, actor, caseId, found.filingId));
    if (!about) return notFound();
    if (!about.mayFile) return forbidden();
    if (isOver(about.filing)) return fail("filingIsOver");
    if (found.doneOn === null) return ok({});
    const now = Date.now();
    await tx.update(deadlines).set({ doneOn: null, doneBy: null }).where(eq(deadlines.id, subject));
    await redate(tx, found.familyId, now);
    const details = { rule: found.ruleId, doneOn: found.doneOn, reason };
    await record(tx, actor, "deadline.reopened", { kind: "family", id: found.familyId, caseId }, details, now);
    return ok({});
  });
}

/** Notes acts as done on a day, all or none of them. One that somebody else noted meanwhile stops the lot. */
export async function markDone(actor: Actor, { ids, doneOn }: z.output<typeof doneForm>): Promise<Result<object>> {
  if (!may(actor, "protection.file", ["organisation"])) return forbidden();
  if (doneOn > dayOf(Date.now())) return fail("doneInTheFuture", { fields: { doneOn: ["inTheFuture"] } });
  return transact(async (tx) => {
    const found = await tx
      .select({
        id: deadlines.id,
        doneOn: deadlines.doneOn,
        ruleId: deadlines.ruleId,
        familyId: families.id,
        caseId: families.caseId,
        filedOn: filings.filedOn,
      })
      .from(deadlines)
      .innerJoin(families, eq(families.id, deadlines.familyId))
      .innerJoin(filings, eq(filings.id, deadlines.filingId))
      .where(and(inArray(deadlines.id, ids), eq(families.organisationId, actor.organisationId)));
    if (found.length !== new Set(ids).size) return notFound();
    if (found.some((each) => each.doneOn !== null)) return fail("doneMeanwhile");
    const early = found.find((each) => each.filedOn !== null && doneOn < each.filedOn);
    if (early)
      return fail("doneBeforeFiling", { params: { on: early.filedOn! }, fields: { doneOn: ["beforeFiling"] } });
    await tx.update(deadlines).set({ doneOn, doneBy: actor.personId }).where(inArray(deadlines.id, ids));
    for (const { familyId, caseId, ruleId } of found)
      await record(tx, actor, "deadline.done", { kind: "family", id: familyId, caseId }, { rule: ruleId, doneOn });
    return ok({});
  });
}
