import { and, count, desc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { reads, replicaReads } from "#db/client.ts";
import { needs } from "#db/schema/catalogue.ts";
import { organisations } from "#db/schema/identity.ts";
import { needAnswers } from "#db/schema/matching.ts";
import { type Actor, may } from "../../identity/index.ts";
import { accessTo } from "./access.ts";
import { hongKongDay, relationsToNeed } from "./write-need.ts";

const PAGE = 20;

const publicColumns = {
  id: needs.id,
  state: needs.state,
  stateSince: needs.stateSince,
  original: needs.original,
  title: needs.title,
  text: needs.text,
  field: needs.field,
  wanted: needs.wanted,
  minTrl: needs.minTrl,
  budgetBand: needs.budgetBand,
  budgetAmount: needs.budgetAmount,
  budgetCurrency: needs.budgetCurrency,
  landingRegion: needs.landingRegion,
  keywords: needs.keywords,
  openUntil: needs.openUntil,
  isAnonymous: needs.isAnonymous,
  isDemonstration: needs.isDemonstration,
  createdAt: needs.createdAt,
  /** Joined by `named`: the name of a firm that keeps it never leaves the database. */
  organisation: organisations.name,
};

const named = and(eq(organisations.id, needs.organisationId), eq(needs.isAnonymous, false));

const isOpenOn = (today: string) =>
  and(eq(needs.state, "open"), or(isNull(needs.openUntil), sql`${needs.openUntil} >= ${today}`));

/** A page of the open needs of industry, the newest first. `after` is `<created at>.<id>` of the last one before. */
export async function openNeeds({ field, after }: { field?: string; after?: string } = {}, now = Date.now()) {
  const key = after?.match(/^(\d{1,15})\.([\w-]{1,80})$/);
  const beyond = key
    ? or(lt(needs.createdAt, Number(key[1])), and(eq(needs.createdAt, Number(key[1])), lt(needs.id, key[2]!)))
    : undefined;
  const open = isOpenOn(hongKongDay(now));
  const [rows, fields] = await Promise.all([
    replicaReads()
      .select(publicColumns)
      .from(needs)
      .leftJoin(organisations, named)
      .where(and(open, field ? eq(needs.field, field) : undefined, beyond))
      .orderBy(desc(needs.createdAt), desc(needs.id))
      .limit(PAGE + 1),
    replicaReads()
      .select({ field: needs.field, count: count() })
      .from(needs)
      .where(open)
      .groupBy(needs.field)
      .orderBy(desc(count())),
  ]);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return { rows: page, fields, after: rows.length > PAGE && last ? `${last.createdAt}.${last.id}` : null };
}

/** A need as one reader may see it; undefined for a draft of somebody else's. */
export async function needPage(actor: Actor | undefined, id: string) {
  const [need] = await reads().select().from(needs).where(eq(needs.id, id)).limit(1);
  if (!need) return undefined;
  const isOurs = may(actor, "need.edit", relationsToNeed(actor, need));
  if (need.state === "draft" && !isOurs) return undefined;
  const [access, [shown]] = await Promise.all([
    need.confidential ? accessTo(reads(), actor, need) : ("none" as const),
    reads().select(publicColumns).from(needs).leftJoin(organisations, named).where(eq(needs.id, id)).limit(1),
  ]);
  return {
    ...shown!,
    tried: need.isTriedPublic || isOurs || may(actor, "need.answer") ? need.tried : null,
    isTriedPublic: need.isTriedPublic,
    isOurs,
    mayAnswer: need.state === "open" && may(actor, "need.answer"),
    hasConfidential: need.confidential !== "",
    access,
    confidential: access === "open" ? need.confidential : null,
    /** For the pages of the firm itself only. */
    own: isOurs ? need : null,
  };
}

/** The firm's needs with the answers that wait for it. */
export async function needsOfFirm(actor: Actor) {
  if (!may(actor, "need.edit", ["organisation"])) return [];
  const rows = await reads()
    .select({
      id: needs.id,
      state: needs.state,
      stateSince: needs.stateSince,
      title: needs.title,
      original: needs.original,
      openUntil: needs.openUntil,
      isAnonymous: needs.isAnonymous,
      isDemonstration: needs.isDemonstration,
    })
    .from(needs)
    .where(eq(needs.organisationId, actor.organisationId))
    .orderBy(desc(needs.createdAt), desc(needs.id))
    .limit(100);
  const counted = rows.length
    ? await reads()
        .select({ needId: needAnswers.needId, state: needAnswers.state, count: count() })
        .from(needAnswers)
        .where(
          inArray(
            needAnswers.needId,
            rows.map((row) => row.id),
          ),
        )
        .groupBy(needAnswers.needId, needAnswers.state)
    : [];
  return rows.map((row) => {
    const mine = counted.filter((each) => each.needId === row.id);
    return {
      ...row,
      answers: mine.reduce((sum, each) => sum + each.count, 0),
      waiting: mine.find((each) => each.state === "sent")?.count ?? 0,
    };
  });
}
