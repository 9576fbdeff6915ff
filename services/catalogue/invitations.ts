import { and, asc, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { licenceInvitations, licenceOffers, technologies } from "#db/schema/catalogue.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { record } from "../audit/index.ts";
import { day } from "../day.ts";
import { sealOf } from "../documents/index.ts";
import { type Actor, may } from "../identity/index.ts";
import type { Localised } from "../language.ts";
import { moneyOfChosenCurrency } from "../money.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { profileCase } from "./profiles.ts";

const DAY = 86_400_000;
/** An invitation shorter than this is fair to nobody; a longer one is forgotten. */
const SHORTEST_DAYS = 14;
const LONGEST_DAYS = 366;

const passage = z.string().trim().max(2000, "tooLong").default("");

export const invitationForm = z.object({
  closesOn: day,
  termsEn: passage,
  termsHant: passage,
  termsHans: passage,
});

export const offerForm = z.object({
  exclusivity: z.enum(["exclusive", "sole", "nonExclusive"], "required"),
  fieldOfUse: z.string("required").trim().min(1, "required").max(500, "tooLong"),
  territory: z.string("required").trim().min(1, "required").max(300, "tooLong"),
  upfront: moneyOfChosenCurrency,
  currency: z.enum(["HKD", "CNY", "USD", "EUR"], "required"),
  /** Percent as people write it; basis points inside. */
  royalty: z
    .string("required")
    .trim()
    .regex(/^\d{1,2}(\.\d{1,2})?$/, "notAPercentage")
    .transform((typed) => Math.round(Number(typed) * 100)),
  plan: z.string("required").trim().min(1, "required").max(5000, "tooLong"),
});

const dayInHongKong = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** Offers are taken to the end of the closing day in Hong Kong, and may be opened from the next. Pure. */
function invitationState(
  { closesOn, openedAt }: { closesOn: string; openedAt: number | null },
  now: number,
): "open" | "closed" | "opened" {
  if (openedAt !== null) return "opened";
  return dayInHongKong(now) <= closesOn ? "open" : "closed";
}

/** Invites offers for a published technology until a day. One at a time. */
export async function inviteOffers(
  actor: Actor,
  caseId: string,
  input: z.output<typeof invitationForm>,
  now = Date.now(),
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await profileCase(tx, actor, caseId);
    if (!found?.technology) return notFound();
    if (!may(actor, "technology.publish", found.relations)) return forbidden();
    if (found.technology.state !== "published") return fail("wrongState");
    const days = (Date.parse(input.closesOn) - Date.parse(dayInHongKong(now))) / DAY;
    if (days < SHORTEST_DAYS || days > LONGEST_DAYS)
      return fail("invitationDays", {
        params: { from: SHORTEST_DAYS, to: LONGEST_DAYS },
        fields: { closesOn: ["invitationDays"] },
      });
    const [last] = await latest(tx, found.technology.id);
    if (last && last.openedAt === null) return fail("invitationRuns");
    const terms: Localised = {
      ...(input.termsEn && { en: input.termsEn }),
      ...(input.termsHant && { "zh-Hant": input.termsHant }),
      ...(input.termsHans && { "zh-Hans": input.termsHans }),
    };
    const id = newId();
    await tx.insert(licenceInvitations).values({
      id,
      technologyId: found.technology.id,
      closesOn: input.closesOn,
      terms,
      invitedBy: actor.personId,
      createdAt: now,
    });
    await tx.update(technologies).set({ updatedAt: now }).where(eq(technologies.id, found.technology.id));
    const subject = { kind: "technology", id: found.technology.id, caseId };
    await record(tx, actor, "technology.invited", subject, { closesOn: input.closesOn }, now);
    return ok({ id });
  });
}

const latest = (tx: Pick<Transaction, "select">, technologyId: string) =>
  tx
    .select()
    .from(licenceInvitations)
    .where(eq(licenceInvitations.technologyId, technologyId))
    .orderBy(desc(licenceInvitations.createdAt))
    .limit(1);

/** The invitation that the public page shows: the last one, while offers are taken. */
export async function invitationOf(technologyId: string, now: number) {
  const [last] = await latest(reads(), technologyId);
  return last && invitationState(last, now) === "open"
    ? { id: last.id, closesOn: last.closesOn, terms: last.terms }
    : undefined;
}

async function openInvitation(tx: Pick<Transaction, "select">, slug: string, now: number) {
  const [technology] = await tx
    .select({ id: technologies.id, title: technologies.title, original: technologies.original })
    .from(technologies)
    .where(and(eq(technologies.slug, slug), eq(technologies.state, "published")))
    .limit(1);
  const [last] = technology ? await latest(tx, technology.id) : [];
  return technology && last && invitationState(last, now) === "open" ? { technology, invitation: last } : undefined;
}

/**
 * What a partner needs to make an offer, with the firm's own sealed offer if it has made one. The firm reads its own
 * back after the closing day, too, when nobody can make or change one any more.
 */
export async function offerPage(actor: Actor, slug: string, now = Date.now()) {
  const [technology] = await reads()
    .select({ id: technologies.id, title: technologies.title, original: technologies.original })
    .from(technologies)
    .where(and(eq(technologies.slug, slug), eq(technologies.state, "published")))
    .limit(1);
  const [invitation] = technology ? await latest(reads(), technology.id) : [];
  if (!technology || !invitation) return undefined;
  const state = invitationState(invitation, now);
  const [own] = may(actor, "offer.make")
    ? await reads()
        .select()
        .from(licenceOffers)
        .where(and(eq(licenceOffers.invitationId, invitation.id), eq(licenceOffers.partnerId, actor.organisationId)))
        .limit(1)
    : [];
  return own || state === "open" ? { technology, invitation, state, own } : undefined;
}

/** The sealed offers of the actor's firm, the newest first: the way back to them after the invitation left the page. */
export async function offersOfFirm(actor: Actor) {
  if (!may(actor, "offer.make")) return [];
  return reads()
    .select({
      id: licenceOffers.id,
      slug: technologies.slug,
      title: technologies.title,
      original: technologies.original,
      closesOn: licenceInvitations.closesOn,
      openedAt: licenceInvitations.openedAt,
      createdAt: licenceOffers.createdAt,
    })
    .from(licenceOffers)
    .innerJoin(licenceInvitations, eq(licenceInvitations.id, licenceOffers.invitationId))
    .innerJoin(technologies, eq(technologies.id, licenceInvitations.technologyId))
    .where(eq(licenceOffers.partnerId, actor.organisationId))
    .orderBy(desc(licenceOffers.createdAt))
    .limit(50);
}

/**
 * Takes a partner's offer under seal, or replaces the one the firm has made. The office learns neither what it says nor
 * that it was made: the event is on no case, and names the seal alone.
 */
export async function makeOffer(
  actor: Actor,
  slug: string,
  { royalty, ...input }: z.output<typeof offerForm>,
  now = Date.now(),
): Promise<Result<{ seal: string }>> {
  if (!may(actor, "offer.make")) return forbidden();
  return transact(async (tx) => {
    const found = await openInvitation(tx, slug, now);
    if (!found) return notFound();
    const facts = {
      invitationId: found.invitation.id,
      partnerId: actor.organisationId,
      ...input,
      royaltyBasisPoints: royalty,
    };
    const seal = sealOf(facts);
    const [before] = await tx
      .select({ id: licenceOffers.id })
      .from(licenceOffers)
      .where(and(eq(licenceOffers.invitationId, facts.invitationId), eq(licenceOffers.partnerId, facts.partnerId)))
      .limit(1);
    const id = before?.id ?? newId();
    const row = { ...facts, personId: actor.personId, seal, createdAt: now };
    if (before) await tx.update(licenceOffers).set(row).where(eq(licenceOffers.id, id));
    else await tx.insert(licenceOffers).values({ id, ...row });
    await record(tx, actor, before ? "offer.replaced" : "offer.sealed", { kind: "offer", id }, { seal }, now);
    return ok({ seal });
  });
}

/** Opens all offers at once, once the closing day is over. */
export async function openOffers(actor: Actor, caseId: string, now = Date.now()): Promise<Result<{ count: number }>> {
  return transact(async (tx) => {
    const found = await profileCase(tx, actor, caseId);
    if (!found?.technology) return notFound();
    if (!may(actor, "technology.publish", found.relations)) return forbidden();
    const [last] = await latest(tx, found.technology.id);
    if (!last || invitationState(last, now) !== "closed") return fail("offersSealed");
    const offers = await tx
      .select({ seal: licenceOffers.seal })
      .from(licenceOffers)
      .where(eq(licenceOffers.invitationId, last.id))
      .orderBy(asc(licenceOffers.createdAt))
      .limit(500);
    await tx
      .update(licenceInvitations)
      .set({ openedBy: actor.personId, openedAt: now })
      .where(eq(licenceInvitations.id, last.id));
    const details = { offers: offers.length, seals: offers.map((each) => each.seal) };
    await record(tx, actor, "offers.opened", { kind: "technology", id: found.technology.id, caseId }, details, now);
    return ok({ count: offers.length });
  });
}

/** The last invitation as the office sees it: offers only once they are opened, before that not even how many. */
export async function invitationForOffice(actor: Actor, caseId: string, now = Date.now()) {
  const found = await profileCase(reads(), actor, caseId);
  if (!found?.technology || !may(actor, "technology.publish", found.relations)) return undefined;
  const [last] = await latest(reads(), found.technology.id);
  if (!last) return undefined;
  const state = invitationState(last, now);
  const offers =
    state === "opened"
      ? await reads()
          .select({ offer: licenceOffers, partner: organisations.name, person: people.name })
          .from(licenceOffers)
          .innerJoin(organisations, eq(organisations.id, licenceOffers.partnerId))
          .innerJoin(people, eq(people.id, licenceOffers.personId))
          .where(eq(licenceOffers.invitationId, last.id))
          .orderBy(desc(licenceOffers.upfront), desc(licenceOffers.royaltyBasisPoints))
          .limit(500)
      : [];
  return {
    state,
    closesOn: last.closesOn,
    openedAt: last.openedAt,
    offers: offers.map(({ offer, ...names }) => ({
      ...offer,
      ...names,
      isIntact: sealOf(sealedFacts(offer)) === offer.seal,
    })),
  };
}

const sealedFacts = ({
  invitationId,
  partnerId,
  exclusivity,
  fieldOfUse,
  territory,
  upfront,
  currency,
  plan,
  royaltyBasisPoints,
}: typeof licenceOffers.$inferSelect) => ({
  invitationId,
  partnerId,
  exclusivity,
  fieldOfUse,
  territory,
  upfront,
  currency,
  plan,
  royaltyBasisPoints,
});
