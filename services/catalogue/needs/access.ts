import { and, asc, eq } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { needs } from "#db/schema/catalogue.ts";
import { agreements, deals } from "#db/schema/deals.ts";
import { organisations } from "#db/schema/identity.ts";
import { needAccess } from "#db/schema/matching.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may, peopleOf } from "../../identity/index.ts";
import { plain } from "../../language.ts";
import { mailLater } from "../../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { lacksDuty } from "../workspace/duties.ts";
import { type Need, ownNeed, relationsToNeed } from "./write-need.ts";

export type Access = "open" | "asked" | "refused" | "none";

/**
 * Whether somebody may read the confidential part of a need: the firm itself; those whose institution has a signed NDA
 * with it; those whom it gave leave. An NDA with a firm that is not named opens nothing: that would tell who it is.
 */
export async function accessTo(tx: Pick<Transaction, "select">, actor: Actor | undefined, need: Need): Promise<Access> {
  if (!actor) return "none";
  if (relationsToNeed(actor, need).length > 0) return "open";
  if (!may(actor, "need.answer")) return "none";
  const [leave] = await tx
    .select({ state: needAccess.state })
    .from(needAccess)
    .where(and(eq(needAccess.needId, need.id), eq(needAccess.organisationId, actor.organisationId)))
    .limit(1);
  if (leave?.state === "granted") return "open";
  if (!need.isAnonymous && (await hasNda(tx, need.organisationId, actor.organisationId))) return "open";
  return leave?.state ?? "none";
}

async function hasNda(tx: Pick<Transaction, "select">, partnerId: string, institutionId: string): Promise<boolean> {
  const [signed] = await tx
    .select({ id: agreements.id })
    .from(agreements)
    .innerJoin(deals, eq(deals.id, agreements.dealId))
    .where(
      and(
        eq(deals.partnerId, partnerId),
        eq(deals.licensorId, institutionId),
        eq(agreements.kind, "nda"),
        eq(agreements.state, "signed"),
      ),
    )
    .limit(1);
  return Boolean(signed);
}

/** An institution asks the firm to let it read the confidential part. Asking again changes nothing. */
export async function askAccess(actor: Actor, needId: string): Promise<Result<object>> {
  if (!may(actor, "need.answer")) return forbidden();
  return transact(async (tx) => {
    const [need] = await tx.select().from(needs).where(eq(needs.id, needId)).limit(1);
    if (need?.state !== "open") return notFound();
    if (!need.confidential) return fail("nothingConfidential");
    if ((await accessTo(tx, actor, need)) !== "none") return ok({});
    const now = Date.now();
    await tx.insert(needAccess).values({
      id: newId(),
      needId,
      organisationId: actor.organisationId,
      state: "asked",
      askedBy: actor.personId,
      createdAt: now,
    });
    await record(tx, actor, "need.accessAsked", { kind: "need", id: needId }, {}, now);
    const [institution] = await tx
      .select({ name: organisations.name })
      .from(organisations)
      .where(eq(organisations.id, actor.organisationId))
      .limit(1);
    for (const person of await peopleOf("partner", need.organisationId))
      await mailLater(tx, {
        to: person.email,
        language: person.language ?? need.original,
        message: "needAccessAsked",
        params: {
          title: plain(need.title, person.language ?? need.original),
          institution: plain(institution?.name, person.language ?? need.original),
          needId,
        },
      });
    return ok({});
  });
}

/** The firm gives leave, refuses it, or takes it back. */
export async function decideAccess(
  actor: Actor,
  needId: string,
  accessId: string,
  grants: boolean,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const need = await ownNeed(tx, actor, needId);
    if (!need) return notFound();
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    const mine = and(eq(needAccess.id, accessId), eq(needAccess.needId, needId));
    const [asked] = await tx.select().from(needAccess).where(mine).limit(1);
    if (!asked) return notFound();
    const state = grants ? ("granted" as const) : ("refused" as const);
    if (asked.state === state) return ok({});
    const now = Date.now();
    await tx.update(needAccess).set({ state, decidedBy: actor.personId, decidedAt: now }).where(mine);
    await record(
      tx,
      actor,
      grants ? "need.accessGranted" : "need.accessRefused",
      { kind: "need", id: needId },
      { organisation: asked.organisationId },
      now,
    );
    return ok({});
  });
}

/** Who has asked to read the confidential part, for the firm's own page. */
export const accessList = (needId: string) =>
  reads()
    .select({
      id: needAccess.id,
      state: needAccess.state,
      createdAt: needAccess.createdAt,
      organisation: organisations.name,
    })
    .from(needAccess)
    .innerJoin(organisations, eq(organisations.id, needAccess.organisationId))
    .where(eq(needAccess.needId, needId))
    .orderBy(asc(needAccess.createdAt))
    .limit(200);
