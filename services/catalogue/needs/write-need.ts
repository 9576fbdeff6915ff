import { and, eq, isNotNull, lt } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { needs } from "#db/schema/catalogue.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may, type Relation, thePortal } from "../../identity/index.ts";
import { plain } from "../../language.ts";
import { fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { keepSearch } from "../alerts/saved.ts";
import { lacksDuty } from "../workspace/duties.ts";
import type { needForm } from "./forms.ts";
import { type NeedAction, needMachine } from "./states.ts";

export type Need = typeof needs.$inferSelect;

export const hongKongDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

export const relationsToNeed = (actor: Actor | undefined, need: { organisationId: string }): Relation[] =>
  actor?.role === "partner" && actor.organisationId === need.organisationId ? ["organisation"] : [];

/** The firm's own need, to change; anybody else's is not found. */
export async function ownNeed(tx: Pick<Transaction, "select">, actor: Actor, id: string): Promise<Need | undefined> {
  const [need] = await tx.select().from(needs).where(eq(needs.id, id)).limit(1);
  return need && may(actor, "need.edit", relationsToNeed(actor, need)) ? need : undefined;
}

type Written = z.output<typeof needForm>;

/** Writes a need, new or known. A text in one language leaves those in the others alone. Published at once if asked. */
export async function writeNeed(
  actor: Actor,
  id: string | undefined,
  input: Written,
  publishes: boolean,
): Promise<Result<{ id: string }>> {
  if (!may(actor, "need.post")) return forbidden();
  const now = Date.now();
  if (input.openUntil && input.openUntil < hongKongDay(now) && publishes)
    return fail("needEndsInThePast", { fields: { openUntil: ["inThePast"] } });
  return transact(async (tx) => {
    const known = id ? await ownNeed(tx, actor, id) : undefined;
    if (id && !known) return notFound();
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    const { language, title, text, tried, keywords } = input;
    const row = {
      original: known?.original ?? language,
      title: { ...known?.title, [language]: title },
      text: { ...known?.text, [language]: text },
      tried: { ...known?.tried, [language]: tried },
      isTriedPublic: input.isTriedPublic,
      keywords: { ...known?.keywords, [language]: keywords },
      confidential: input.confidential,
      isAnonymous: input.isAnonymous,
      field: input.field,
      wanted: [...input.wanted],
      minTrl: input.minTrl ?? null,
      budgetBand: input.budgetBand ?? null,
      // A figure given before no longer stands once another band is chosen.
      ...(input.budgetBand !== known?.budgetBand && { budgetAmount: null, budgetCurrency: null }),
      landingRegion: input.landingRegion ?? null,
      openUntil: input.openUntil ?? null,
    };
    // A name once public stays known: a need cannot become anonymous after it was open under the firm's name.
    if (known && known.state !== "draft" && input.isAnonymous && !known.isAnonymous)
      return fail("needWasNamed", { fields: { isAnonymous: ["invalid"] } });
    const needId = known?.id ?? newId();
    if (known) await tx.update(needs).set(row).where(eq(needs.id, needId));
    else
      await tx.insert(needs).values({
        id: needId,
        organisationId: actor.organisationId,
        state: "draft",
        stateSince: now,
        createdBy: actor.personId,
        createdAt: now,
        ...row,
      });
    await record(tx, actor, known ? "need.changed" : "need.written", { kind: "need", id: needId }, { language }, now);
    if (publishes && (known?.state ?? "draft") === "draft") await publish(tx, actor, { id: needId, title }, now);
    return ok({ id: needId });
  });
}

/** Opens the need; who publishes it hears weekly of new technologies that fit, and may turn that off. */
async function publish(tx: Transaction, actor: Actor, need: { id: string; title: string }, now: number): Promise<void> {
  await moveTo(tx, actor, need.id, "publish", now);
  await keepSearch(tx, actor, need.title, `need=${need.id}`, "weekly", actor.language);
}

async function moveTo(tx: Transaction, actor: Actor, id: string, action: NeedAction, now: number): Promise<void> {
  const step = needMachine.find((each) => each.action === action)!;
  await tx
    .update(needs)
    .set({ state: step.to, stateSince: now, ...(action === "publish" && { createdAt: now }) })
    .where(eq(needs.id, id));
  await record(tx, actor, `need.${{ publish: "published", close: "closed", reopen: "reopened" }[action]}`, {
    kind: "need",
    id,
  });
}

export async function moveNeed(actor: Actor, id: string, action: NeedAction): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const need = await ownNeed(tx, actor, id);
    if (!need) return notFound();
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    if (!stepFor(needMachine, need.state, action, actor.role)) return fail("wrongState");
    const now = Date.now();
    if (action !== "close" && need.openUntil && need.openUntil < hongKongDay(now)) return fail("needEndsInThePast");
    if (action === "publish") await publish(tx, actor, { id, title: plain(need.title, actor.language) }, now);
    else await moveTo(tx, actor, id, action, now);
    return ok({ id });
  });
}

/** Closes the needs whose last day is past; run by the portal's clock. */
export async function closePastNeeds(now = Date.now()): Promise<number> {
  const past = and(eq(needs.state, "open"), isNotNull(needs.openUntil), lt(needs.openUntil, hongKongDay(now)));
  const due = await reads().select({ id: needs.id }).from(needs).where(past).limit(200);
  for (const { id } of due)
    await transact(async (tx) => {
      const [still] = await tx
        .select({ id: needs.id })
        .from(needs)
        .where(and(eq(needs.id, id), past))
        .limit(1);
      if (!still) return;
      await tx.update(needs).set({ state: "closed", stateSince: now }).where(eq(needs.id, id));
      await record(tx, thePortal, "need.closed", { kind: "need", id }, { because: "lastDayPast" }, now);
    });
  return due.length;
}
