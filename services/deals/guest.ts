import { and, asc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { dealMessages, deals } from "#db/schema/deals.ts";
import { memberships, organisations, people } from "#db/schema/identity.ts";
import { guestEnquiries } from "#db/schema/matching.ts";
import { record } from "../audit/index.ts";
import { proofHolds, readSigned, signed, spendAttempt, thePortal } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import { beginDeal, technologyToAskAbout, writeInto } from "./enquiry.ts";
import type { guestForm, messageForm } from "./forms.ts";

/** How long the mailed link makes an enquiry of what a guest has asked. */
export const GUEST_HOURS = 48;

type Guest = typeof guestEnquiries.$inferSelect;

/**
 * Keeps what somebody without an account asks and mails the link that makes it an enquiry. Without the sum done by the
 * browser (no JavaScript, an old browser) it goes the same way, more slowly. A machine that fills the hidden field gets
 * the same answer, and nothing is kept.
 */
export async function guestEnquire(
  slug: string,
  input: z.output<typeof guestForm>,
  language: Language,
  address: string,
): Promise<Result<object>> {
  if (input.website) return ok({});
  const isProven = await proofHolds(input.challenge, input.proof);
  for (const [what, who] of [
    [isProven ? "guestEnquiry" : "guestEnquiryWithoutProof", address],
    ["guestEnquiryByMail", input.email],
  ] as const) {
    const spent = await spendAttempt(what, who);
    if (!spent.ok) return spent;
  }
  const id = newId();
  const link = await signed("enquiry", id);
  return transact(async (tx) => {
    const technology = await technologyToAskAbout(tx, eq(technologies.slug, slug));
    if (!technology) return notFound();
    const now = Date.now();
    const { name, firm, email, question } = input;
    await tx.insert(guestEnquiries).values({
      id,
      technologyId: technology.id,
      email,
      name,
      firm,
      question,
      language,
      createdAt: now,
      expiresAt: now + GUEST_HOURS * 3_600_000,
    });
    await mailLater(tx, {
      to: email,
      language,
      message: "confirmEnquiry",
      params: { title: plain(technology.title, language), link, hours: GUEST_HOURS },
    });
    return ok({});
  });
}

async function guestBy(tx: Pick<Transaction, "select">, id: string): Promise<Guest | undefined> {
  const [guest] = await tx.select().from(guestEnquiries).where(eq(guestEnquiries.id, id)).limit(1);
  return guest && (guest.confirmedAt || guest.expiresAt > Date.now()) ? guest : undefined;
}

/** A confirmed guest keeps the thread as long as they belong to the firm that asks. */
async function mayKeepThread(tx: Pick<Transaction, "select">, guest: Guest): Promise<boolean> {
  if (!guest.dealId) return true;
  const [place] = await tx
    .select({ id: memberships.id })
    .from(deals)
    .innerJoin(people, eq(people.email, guest.email))
    .innerJoin(
      memberships,
      and(
        eq(memberships.personId, people.id),
        eq(memberships.organisationId, deals.partnerId),
        isNull(memberships.endedAt),
      ),
    )
    .where(eq(deals.id, guest.dealId))
    .limit(1);
  return Boolean(place);
}

/** The guest's press on the mailed page makes the enquiry; a second press finds it made. */
export async function confirmGuest(token: string): Promise<Result<object>> {
  const id = await readSigned("enquiry", token);
  if (!id) return notFound();
  return transact(async (tx) => {
    const guest = await guestBy(tx, id);
    if (!guest) return fail("linkSpent");
    if (guest.confirmedAt) return ok({});
    const technology = await technologyToAskAbout(tx, eq(technologies.id, guest.technologyId));
    if (!technology) return fail("noLongerOffered");
    const now = Date.now();
    const asker = await askerFor(tx, guest, now);
    const dealId = await beginDeal(tx, asker, technology, guest.question);
    await tx.update(guestEnquiries).set({ confirmedAt: now, dealId }).where(eq(guestEnquiries.id, id));
    return ok({});
  });
}

/**
 * Who asks: the person with that address, acting for the firm they belong to; else a person and a firm new to the
 * portal. A name typed by a guest never joins them to a firm that is here already.
 */
async function askerFor(tx: Transaction, guest: Guest, now: number) {
  const [known] = await tx.select().from(people).where(eq(people.email, guest.email)).limit(1);
  const [place] = known
    ? await tx
        .select({ organisationId: memberships.organisationId })
        .from(memberships)
        .where(and(eq(memberships.personId, known.id), eq(memberships.role, "partner"), isNull(memberships.endedAt)))
        .orderBy(asc(memberships.createdAt))
        .limit(1)
    : [];
  const personId = known?.id ?? newId();
  const name = known?.name ?? guest.name;
  if (!known)
    await tx.insert(people).values({
      id: personId,
      email: guest.email,
      name,
      language: guest.language,
      emailConfirmedAt: now,
      createdAt: now,
    });
  let organisationId = place?.organisationId;
  if (!organisationId) {
    organisationId = newId();
    await tx.insert(organisations).values({
      id: organisationId,
      kind: "company",
      name: { [guest.language]: guest.firm },
      region: "elsewhere",
      createdAt: now,
    });
    await tx.insert(memberships).values({ id: newId(), personId, organisationId, role: "partner", createdAt: now });
    await record(
      tx,
      { ...thePortal, personId, name },
      "membership.started",
      { kind: "person", id: personId },
      {
        organisation: organisationId,
        by: "guestEnquiry",
      },
    );
  }
  return { personId, name, role: "partner", organisationId };
}

/** What the mailed link opens: the enquiry still to confirm, or its thread. */
export async function guestThread(token: string) {
  const id = await readSigned("enquiry", token);
  const guest = id ? await guestBy(reads(), id) : undefined;
  if (!guest || !(await mayKeepThread(reads(), guest))) return undefined;
  const [[technology], messages, [deal]] = await Promise.all([
    reads()
      .select({
        slug: technologies.slug,
        title: technologies.title,
        original: technologies.original,
        organisationId: technologies.organisationId,
        organisation: organisations.name,
      })
      .from(technologies)
      .leftJoin(organisations, eq(organisations.id, technologies.organisationId))
      .where(eq(technologies.id, guest.technologyId))
      .limit(1),
    guest.dealId
      ? reads()
          .select({
            id: dealMessages.id,
            side: dealMessages.side,
            text: dealMessages.text,
            createdAt: dealMessages.createdAt,
            author: people.name,
          })
          .from(dealMessages)
          .innerJoin(people, eq(people.id, dealMessages.authorId))
          .where(eq(dealMessages.dealId, guest.dealId))
          .orderBy(asc(dealMessages.createdAt), asc(dealMessages.id))
          .limit(300)
      : [],
    guest.dealId
      ? reads()
          .select({ number: deals.number, state: deals.state, officer: people.name })
          .from(deals)
          .leftJoin(people, eq(people.id, deals.officerId))
          .where(eq(deals.id, guest.dealId))
          .limit(1)
      : [],
  ]);
  return {
    name: guest.name,
    email: guest.email,
    question: guest.question,
    isConfirmed: guest.confirmedAt !== null,
    technology: technology!,
    deal: deal ?? null,
    messages,
  };
}

export async function guestWrites(token: string, { text }: z.output<typeof messageForm>): Promise<Result<object>> {
  const id = await readSigned("enquiry", token);
  if (!id) return notFound();
  const spent = await spendAttempt("enquiry", id);
  if (!spent.ok) return spent;
  return transact(async (tx) => {
    const guest = await guestBy(tx, id);
    if (!guest?.dealId || !(await mayKeepThread(tx, guest))) return notFound();
    const [deal] = await tx.select().from(deals).where(eq(deals.id, guest.dealId)).limit(1);
    if (!deal || deal.state === "declined" || deal.state === "ended") return fail("wrongState");
    const [person] = await tx.select({ name: people.name }).from(people).where(eq(people.id, deal.partnerPersonId));
    const author = {
      personId: deal.partnerPersonId,
      name: person?.name ?? guest.name,
      role: "partner",
      organisationId: deal.partnerId,
    };
    await writeInto(tx, author, "partner", deal, text);
    return ok({});
  });
}

/** The guest behind a deal, for the institution's side: who they say they are, and the address they confirmed. */
export async function guestOfDeal(dealId: string) {
  const [guest] = await reads()
    .select({ name: guestEnquiries.name, firm: guestEnquiries.firm, email: guestEnquiries.email })
    .from(guestEnquiries)
    .where(eq(guestEnquiries.dealId, dealId))
    .limit(1);
  return guest ?? null;
}
