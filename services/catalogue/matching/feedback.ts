import { and, count, desc, eq, isNull, ne } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { needs, technologies } from "#db/schema/catalogue.ts";
import { matches, matchRefusals } from "#db/schema/matching.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may, type Relation } from "../../identity/index.ts";
import { forbidden, notFound, ok, type Result } from "../../result.ts";
import { lacksDuty } from "../workspace/duties.ts";
import type { Refusal } from "./reasons.ts";
import type { Suggestion } from "./suggest.ts";

/** Notes that these technologies were put before the firm; a pair counts once, however often it is shown. */
export async function noteShown(organisationId: string, needId: string, shown: Suggestion[]): Promise<void> {
  if (shown.length === 0) return;
  const known = await reads()
    .select({ technologyId: matches.technologyId })
    .from(matches)
    .where(and(eq(matches.organisationId, organisationId), eq(matches.needId, needId)))
    .limit(5000);
  const ids = new Set(known.map((each) => each.technologyId));
  const fresh = shown.filter((each) => !ids.has(each.technology.id));
  if (fresh.length === 0) return;
  await transact(async (tx) => {
    const now = Date.now();
    for (const { technology, score } of fresh)
      await tx
        .insert(matches)
        .values({ id: newId(), organisationId, technologyId: technology.id, needId, score, shownAt: now })
        .onConflictDoNothing();
  });
}

/** Notes that somebody of the firm opened a technology that had been put before it. */
export async function noteOpened(actor: Actor | undefined, technologyId: string): Promise<void> {
  if (actor?.role !== "partner") return;
  const mine = and(
    eq(matches.organisationId, actor.organisationId),
    eq(matches.technologyId, technologyId),
    isNull(matches.openedAt),
  );
  const [waiting] = await reads().select({ id: matches.id }).from(matches).where(mine).limit(1);
  if (waiting) await transact((tx) => tx.update(matches).set({ openedAt: Date.now() }).where(mine));
}

/** Notes, in the enquiry's own transaction, that a match led to it. */
export async function noteEnquired(
  tx: Transaction,
  organisationId: string,
  technologyId: string,
  now: number,
): Promise<void> {
  await tx
    .update(matches)
    .set({ enquiredAt: now })
    .where(
      and(
        eq(matches.organisationId, organisationId),
        eq(matches.technologyId, technologyId),
        isNull(matches.enquiredAt),
      ),
    );
}

/** "Not a fit, because": the firm is not shown this technology again, on no page and in no mail. */
export async function refuseTechnology(
  actor: Actor,
  technologyId: string,
  { reason, reasonText }: Refusal,
  needId?: string,
): Promise<Result<object>> {
  if (!may(actor, "match.refuse", ["party"])) return forbidden();
  return transact(async (tx) => {
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    const [technology] = await tx
      .select({ id: technologies.id, caseId: technologies.caseId })
      .from(technologies)
      .where(eq(technologies.id, technologyId))
      .limit(1);
    if (!technology) return notFound();
    const [need] = needId
      ? await tx
          .select({ id: needs.id })
          .from(needs)
          .where(and(eq(needs.id, needId), eq(needs.organisationId, actor.organisationId)))
      : [];
    await keepRefusal(tx, actor, "partner", actor.organisationId, technology, need?.id ?? null, reason, reasonText);
    return ok({});
  });
}

/** An institution says that one of its technologies does not answer a need; the pair is shown to neither side again. */
export async function refuseNeed(
  actor: Actor,
  needId: string,
  technologyId: string,
  { reason, reasonText }: Refusal,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const [technology] = await tx
      .select({ id: technologies.id, caseId: technologies.caseId, organisationId: technologies.organisationId })
      .from(technologies)
      .where(eq(technologies.id, technologyId))
      .limit(1);
    const [need] = await tx
      .select({ id: needs.id, state: needs.state })
      .from(needs)
      .where(eq(needs.id, needId))
      .limit(1);
    if (!technology || !need || need.state === "draft") return notFound();
    if (!may(actor, "match.refuse", await relationsTo(tx, actor, technology))) return notFound();
    await keepRefusal(tx, actor, "institution", need.id, technology, need.id, reason, reasonText);
    return ok({});
  });
}

/** How a person stands to a technology: its institution's officer, or one of its inventors. */
export async function relationsTo(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  technology: { organisationId: string | null; caseId: string | null },
): Promise<Relation[]> {
  if (actor.organisationId !== technology.organisationId) return [];
  if (actor.role === "ttoOfficer") return ["organisation"];
  if (!technology.caseId) return [];
  const [named] = await tx
    .select({ id: inventors.id })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .where(and(eq(disclosures.caseId, technology.caseId), eq(inventors.personId, actor.personId)))
    .limit(1);
  return named ? ["own"] : [];
}

async function keepRefusal(
  tx: Transaction,
  actor: Actor,
  side: "partner" | "institution",
  subjectId: string,
  technology: { id: string; caseId: string | null },
  needId: string | null,
  reason: string,
  reasonText: string,
): Promise<void> {
  const now = Date.now();
  const row = { reason, reasonText, needId, refusedBy: actor.personId, createdAt: now };
  await tx
    .insert(matchRefusals)
    .values({ id: newId(), side, subjectId, technologyId: technology.id, ...row })
    .onConflictDoUpdate({
      target: [matchRefusals.side, matchRefusals.subjectId, matchRefusals.technologyId],
      set: row,
    });
  // The event stands beside the technology, not on its case: who refused is the firm's own affair.
  await record(tx, actor, "match.refused", { kind: "match", id: `${subjectId}/${technology.id}` }, { reason }, now);
}

/** Takes a refusal back: the technology may be suggested again. */
export async function takeRefusalBack(actor: Actor, technologyId: string): Promise<Result<object>> {
  if (!may(actor, "match.refuse", ["party"])) return forbidden();
  return transact(async (tx) => {
    const mine = and(
      eq(matchRefusals.side, "partner"),
      eq(matchRefusals.subjectId, actor.organisationId),
      eq(matchRefusals.technologyId, technologyId),
    );
    const [known] = await tx.select({ id: matchRefusals.id }).from(matchRefusals).where(mine).limit(1);
    if (!known) return notFound();
    await tx.delete(matchRefusals).where(mine);
    const subject = { kind: "match", id: `${actor.organisationId}/${technologyId}` };
    await record(tx, actor, "match.refusalTakenBack", subject);
    return ok({});
  });
}

/** What the firm has refused, the newest first. */
export function refusalsOf(actor: Actor) {
  return reads()
    .select({
      technologyId: technologies.id,
      slug: technologies.slug,
      title: technologies.title,
      original: technologies.original,
      reason: matchRefusals.reason,
      createdAt: matchRefusals.createdAt,
    })
    .from(matchRefusals)
    .innerJoin(technologies, eq(technologies.id, matchRefusals.technologyId))
    .where(and(eq(matchRefusals.side, "partner"), eq(matchRefusals.subjectId, actor.organisationId)))
    .orderBy(desc(matchRefusals.createdAt))
    .limit(100);
}

/** Whether the firm has said "not a fit" of a technology. */
export async function isRefusedBy({ organisationId }: Actor, technologyId: string): Promise<boolean> {
  const rows = await reads()
    .select({ id: matchRefusals.id })
    .from(matchRefusals)
    .where(
      and(
        eq(matchRefusals.side, "partner"),
        eq(matchRefusals.subjectId, organisationId),
        eq(matchRefusals.technologyId, technologyId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/**
 * Why firms said "no" to a case's technology: how often by reason, and what they wrote, the latest first; without names
 * and days, which would give a name away. The caller has checked the permission.
 */
export async function refusalsOfCase(caseId: string) {
  const theirs = and(eq(technologies.caseId, caseId), eq(matchRefusals.side, "partner"));
  const [counted, texts] = await Promise.all([
    reads()
      .select({ reason: matchRefusals.reason, count: count() })
      .from(matchRefusals)
      .innerJoin(technologies, eq(technologies.id, matchRefusals.technologyId))
      .where(theirs)
      .groupBy(matchRefusals.reason)
      .orderBy(desc(count())),
    reads()
      .select({ reason: matchRefusals.reason, text: matchRefusals.reasonText })
      .from(matchRefusals)
      .innerJoin(technologies, eq(technologies.id, matchRefusals.technologyId))
      .where(and(theirs, ne(matchRefusals.reasonText, "")))
      .orderBy(desc(matchRefusals.createdAt))
      .limit(50),
  ]);
  return { counted, texts };
}
