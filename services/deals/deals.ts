import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { agreements, deals, signatures, type Terms, termSheets } from "#db/schema/deals.ts";
import { organisations } from "#db/schema/identity.ts";
import { record } from "../audit/index.ts";
import { refreshAvailability } from "../catalogue/index.ts";
import { agreementTemplate, filledClauses, sealOf } from "../documents/index.ts";
import { type Actor, may, type Relation } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { hongKongToday } from "../outputs/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { agreementValues } from "./agreement-values.ts";
import type { termsForm } from "./forms.ts";
import { type DealAction, dealMachine, sideOf } from "./states.ts";
import { type DealNews, tellOtherSide } from "./tell.ts";

export type Deal = typeof deals.$inferSelect;

/** How an actor stands to a deal. A third organisation stands nowhere, and may not know that there is one. */
function relationsTo(actor: Actor, deal: { licensorId: string; partnerId: string }): Relation[] {
  if (actor.organisationId === deal.licensorId) return ["organisation"];
  if (actor.organisationId === deal.partnerId) return ["party"];
  return [];
}

export async function dealFor(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
): Promise<{ deal: Deal; relations: Relation[] } | undefined> {
  const [deal] = await tx.select().from(deals).where(eq(deals.id, id)).limit(1);
  if (!deal) return undefined;
  const relations = relationsTo(actor, deal);
  return may(actor, "deal.read", relations) ? { deal, relations } : undefined;
}

/** Loads the deal and checks the permission and the step: what every act on a deal begins with. */
async function stepOn(
  tx: Transaction,
  actor: Actor,
  id: string,
  action: DealAction,
  permission: Parameters<typeof may>[1],
) {
  const found = await dealFor(tx, actor, id);
  if (!found) return notFound();
  if (!may(actor, permission, found.relations)) return forbidden();
  const step = stepFor(dealMachine, found.deal.state, action, actor.role);
  return step ? { ok: true as const, deal: found.deal, to: step.to } : fail("wrongState");
}

async function moveTo(
  tx: Transaction,
  actor: Actor,
  deal: Deal,
  to: Deal["state"],
  event: string,
  news: DealNews,
  details: Record<string, unknown> = {},
): Promise<void> {
  const now = Date.now();
  await tx
    .update(deals)
    .set({ state: to, stateSince: now, ...(actor.role === "ttoOfficer" && { officerId: actor.personId }) })
    .where(eq(deals.id, deal.id));
  await record(tx, actor, event, { kind: "deal", id: deal.id, caseId: deal.caseId }, details, now);
  await tellOtherSide(tx, sideOf(actor.role), deal, news);
}

async function namesOf(tx: Transaction, deal: Deal) {
  const [technology] = await tx
    .select({ title: technologies.title })
    .from(technologies)
    .where(eq(technologies.id, deal.technologyId))
    .limit(1);
  const [licensor] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, deal.licensorId))
    .limit(1);
  const [partner] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, deal.partnerId))
    .limit(1);
  return (language: Language) => ({
    technology: plain(technology?.title, language),
    licensor: plain(licensor?.name, language),
    partner: plain(partner?.name, language),
  });
}

/** The institution's officer offers the confidentiality agreement in the language chosen for its text, signed on the institution's side. */
export async function offerNda(actor: Actor, id: string, language: Language): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const step = await stepOn(tx, actor, id, "offerNda", "deal.offerNda");
    if (!step.ok) return step;
    const { deal } = step;
    const now = Date.now();
    const template = agreementTemplate("nda");
    const values = { ...(await namesOf(tx, deal))(language), date: hongKongToday(now) };
    const seal = sealOf({ template: template.id, values, clauses: filledClauses(template, values, language) });
    const agreementId = newId();
    await tx.insert(agreements).values({
      id: agreementId,
      dealId: id,
      caseId: deal.caseId,
      kind: "nda",
      number: `${deal.number}-NDA`,
      state: "signedByOne",
      templateId: "nda",
      language,
      seal,
      createdAt: now,
    });
    await tx.insert(signatures).values({
      id: newId(),
      agreementId,
      side: "licensor",
      personId: actor.personId,
      name: actor.name,
      seal,
      createdAt: now,
    });
    await moveTo(tx, actor, deal, step.to, "nda.offered", "dealNdaOffered", { seal });
    return ok({ id });
  });
}

/** The partner accepts the NDA as offered: its seal is named with the signature. */
export async function acceptNda(actor: Actor, id: string): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const step = await stepOn(tx, actor, id, "acceptNda", "deal.sign");
    if (!step.ok) return step;
    const [nda] = await tx
      .select()
      .from(agreements)
      .where(and(eq(agreements.dealId, id), eq(agreements.kind, "nda")))
      .orderBy(desc(agreements.createdAt))
      .limit(1);
    if (!nda) return fail("wrongState");
    const now = Date.now();
    await tx.insert(signatures).values({
      id: newId(),
      agreementId: nda.id,
      side: "partner",
      personId: actor.personId,
      name: actor.name,
      seal: nda.seal,
      createdAt: now,
    });
    await tx.update(agreements).set({ state: "signed", signedAt: now }).where(eq(agreements.id, nda.id));
    await moveTo(tx, actor, step.deal, step.to, "nda.signed", "dealNdaSigned", { seal: nda.seal });
    return ok({ id });
  });
}

/** Puts a version of the terms on the table; the one before is superseded. */
export async function proposeTerms(
  actor: Actor,
  id: string,
  { comment, royalty, sublicence, ...input }: z.output<typeof termsForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const step = await stepOn(tx, actor, id, "propose", "deal.propose");
    if (!step.ok) return step;
    const [last] = await tx
      .select()
      .from(termSheets)
      .where(eq(termSheets.dealId, id))
      .orderBy(desc(termSheets.version))
      .limit(1);
    if (last?.state === "proposed")
      await tx.update(termSheets).set({ state: "superseded" }).where(eq(termSheets.id, last.id));
    const terms: Terms = { ...input, currency: "HKD", royaltyBasisPoints: royalty, sublicenceBasisPoints: sublicence };
    const version = (last?.version ?? 0) + 1;
    await tx.insert(termSheets).values({
      id: newId(),
      dealId: id,
      version,
      side: sideOf(actor.role),
      proposedBy: actor.personId,
      terms,
      comment,
      state: "proposed",
      createdAt: Date.now(),
    });
    await moveTo(tx, actor, step.deal, step.to, "terms.proposed", "dealTermsProposed", { version });
    return ok({ id });
  });
}

/** Accepts the other side's last version. The licence agreement is drawn up from it, to be signed by both. */
export async function acceptTerms(
  actor: Actor,
  id: string,
  version: number,
  language: Language,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const step = await stepOn(tx, actor, id, "accept", "deal.sign");
    if (!step.ok) return step;
    const { deal } = step;
    const [last] = await tx
      .select()
      .from(termSheets)
      .where(eq(termSheets.dealId, id))
      .orderBy(desc(termSheets.version))
      .limit(1);
    if (last?.state !== "proposed") return fail("wrongState");
    if (last.version !== version) return fail("termsChanged");
    if (last.side === sideOf(actor.role)) return fail("ownProposal");
    const now = Date.now();
    await tx.update(termSheets).set({ state: "accepted" }).where(eq(termSheets.id, last.id));
    const template = agreementTemplate("licence");
    const values = agreementValues(last.terms, (await namesOf(tx, deal))(language), hongKongToday(now), language);
    const seal = sealOf({ template: template.id, values, clauses: filledClauses(template, values, language) });
    await tx.insert(agreements).values({
      id: newId(),
      dealId: id,
      caseId: deal.caseId,
      kind: "licence",
      number: `${deal.number}-LIC`,
      state: "offered",
      templateId: "licence",
      language,
      termSheetId: last.id,
      // The policy in force on the day of the licence stays with it.
      policyId: "slipway-70",
      seal,
      createdAt: now,
    });
    await moveTo(tx, actor, deal, step.to, "terms.accepted", "dealTermsAccepted", { version, seal });
    return ok({ id });
  });
}

/** Signs the licence for one's side, over the seal of the text that was shown. Signed by both, it is in force. */
export async function signAgreement(actor: Actor, id: string, seal: string): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const step = await stepOn(tx, actor, id, "sign", "deal.sign");
    if (!step.ok) return step;
    const [agreement] = await tx
      .select()
      .from(agreements)
      .where(and(eq(agreements.dealId, id), eq(agreements.kind, "licence")))
      .orderBy(desc(agreements.createdAt))
      .limit(1);
    if (!agreement) return fail("wrongState");
    if (agreement.seal !== seal) return fail("textChanged");
    const given = await tx
      .select({ side: signatures.side })
      .from(signatures)
      .where(eq(signatures.agreementId, agreement.id));
    const side = sideOf(actor.role);
    if (given.some((each) => each.side === side)) return fail("alreadySigned");
    const now = Date.now();
    await tx.insert(signatures).values({
      id: newId(),
      agreementId: agreement.id,
      side,
      personId: actor.personId,
      name: actor.name,
      seal,
      createdAt: now,
    });
    if (given.length === 0) {
      await tx.update(agreements).set({ state: "signedByOne" }).where(eq(agreements.id, agreement.id));
      await record(
        tx,
        actor,
        "agreement.signedByOne",
        { kind: "deal", id, caseId: step.deal.caseId },
        { side, seal },
        now,
      );
      await tellOtherSide(tx, side, step.deal, "dealSignedByOne");
    } else {
      await tx.update(agreements).set({ state: "signed", signedAt: now }).where(eq(agreements.id, agreement.id));
      await moveTo(tx, actor, step.deal, step.to, "agreement.signed", "dealSigned", { side, seal });
      await refreshAvailability(tx, step.deal.technologyId, now);
    }
    return ok({ id });
  });
}

export async function declineDeal(actor: Actor, id: string): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const step = await stepOn(tx, actor, id, "decline", "deal.decline");
    if (!step.ok) return step;
    await moveTo(tx, actor, step.deal, step.to, "deal.declined", "dealDeclined");
    return ok({ id });
  });
}
