import { and, asc, count, desc, eq, gte, inArray, isNull, min } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { dealMessages, deals } from "#db/schema/deals.ts";
import { memberships, organisations, people } from "#db/schema/identity.ts";
import { guestEnquiries } from "#db/schema/matching.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { type AuditActor, record } from "../audit/index.ts";
import { dueAfter, lacksDuty, noteEnquired, serviceTargets } from "../catalogue/index.ts";
import { type Actor, grounds, may, peopleOf, signed, spendAttempt } from "../identity/index.ts";
import { plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { forbidden, notFound, ok, type Result } from "../result.ts";
import { type Deal, dealFor } from "./deals.ts";
import type { enquiryForm, messageForm } from "./forms.ts";
import { sideOf } from "./states.ts";
import { tellOtherSide } from "./tell.ts";

const DAY = 86_400_000;

/** A partner asks about a technology: with it a deal begins. Asking twice leads to the deal that is there. */
export async function enquire(
  actor: Actor,
  slug: string,
  { question }: z.output<typeof enquiryForm>,
): Promise<Result<{ id: string }>> {
  if (!may(actor, "deal.enquire")) return forbidden();
  const spent = await spendAttempt("enquiry", actor.personId);
  if (!spent.ok) return spent;
  return transact(async (tx) => {
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    const technology = await technologyToAskAbout(tx, eq(technologies.slug, slug));
    if (!technology) return notFound();
    return ok({ id: await beginDeal(tx, { ...actor, organisationId: actor.organisationId }, technology, question) });
  });
}

type Technology = typeof technologies.$inferSelect & { organisationId: string };

export async function technologyToAskAbout(
  tx: Pick<Transaction, "select">,
  which: ReturnType<typeof eq>,
): Promise<Technology | undefined> {
  const [technology] = await tx
    .select()
    .from(technologies)
    .where(and(which, eq(technologies.state, "published")))
    .limit(1);
  return technology?.organisationId ? (technology as Technology) : undefined;
}

/** The firm's open deal over the technology, or a new one given to the case's officer, who is told by mail. */
export async function beginDeal(
  tx: Transaction,
  asker: AuditActor & { personId: string; organisationId: string },
  technology: Technology,
  question: string,
): Promise<string> {
  const [open] = await tx
    .select()
    .from(deals)
    .where(and(eq(deals.technologyId, technology.id), eq(deals.partnerId, asker.organisationId)))
    .orderBy(desc(deals.createdAt))
    .limit(1);
  if (open && open.state !== "declined" && open.state !== "ended") return open.id;
  const now = Date.now();
  const id = newId();
  const officerId = await officerFor(tx, technology);
  await tx.insert(deals).values({
    id,
    number: await nextNumber(tx, "D", now),
    caseId: technology.caseId,
    technologyId: technology.id,
    licensorId: technology.organisationId,
    partnerId: asker.organisationId,
    partnerPersonId: asker.personId,
    officerId,
    state: "enquired",
    stateSince: now,
    question,
    createdAt: now,
  });
  await tx
    .insert(dealMessages)
    .values({ id: newId(), dealId: id, authorId: asker.personId, side: "partner", text: question, createdAt: now });
  const subject = { kind: "deal", id, caseId: technology.caseId };
  await record(tx, asker, "deal.enquired", subject, { technology: technology.slug }, now);
  await noteEnquired(tx, asker.organisationId, technology.id, now);
  const [firm] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, asker.organisationId))
    .limit(1);
  const due = enquiryDue(now);
  const officers = await peopleOf("ttoOfficer", technology.organisationId);
  // Nobody named: then everybody hears of it, so that it does not lie.
  for (const officer of officers.filter((each) => !officerId || each.id === officerId)) {
    const language = officer.language ?? "en";
    await mailLater(tx, {
      to: officer.email,
      language,
      message: "enquiryCame",
      params: {
        title: plain(technology.title, language),
        firm: plain(firm?.name, language),
        question,
        due,
        dealId: id,
      },
    });
  }
  return id;
}

/** The case's officer, else the technology's contact, as long as they still are officers of the institution. */
async function officerFor(tx: Transaction, technology: Technology): Promise<string | null> {
  const [ofCase] = technology.caseId
    ? await tx
        .select({ officerId: disclosures.officerId })
        .from(disclosures)
        .where(eq(disclosures.caseId, technology.caseId))
        .limit(1)
    : [];
  const wanted = [ofCase?.officerId, technology.contactId].filter((each) => typeof each === "string");
  if (wanted.length === 0) return null;
  const serving = await tx
    .select({ personId: memberships.personId })
    .from(memberships)
    .where(
      and(
        inArray(memberships.personId, wanted),
        eq(memberships.organisationId, technology.organisationId),
        eq(memberships.role, "ttoOfficer"),
        isNull(memberships.endedAt),
      ),
    );
  return wanted.find((each) => serving.some((row) => row.personId === each)) ?? null;
}

async function nextNumber(tx: Transaction, prefix: string, now: number): Promise<string> {
  const [row] = await tx.select({ known: count() }).from(deals);
  return `${prefix}-${new Date(now).getUTCFullYear()}-${String((row?.known ?? 0) + 1).padStart(4, "0")}`;
}

/** Writes into a deal's thread and tells the other side by mail. */
export async function writeMessage(
  actor: Actor,
  id: string,
  { text }: z.output<typeof messageForm>,
): Promise<Result<{ id: string }>> {
  const guestLink = await linkForGuest(id);
  return transact(async (tx) => {
    const found = await dealFor(tx, actor, id);
    if (!found) return notFound();
    if (!may(actor, "deal.message", found.relations)) return forbidden();
    await writeInto(tx, actor, sideOf(actor.role), found.deal, text, guestLink);
    return ok({ id });
  });
}

/** The way back for a partner who has no account: made before the transaction, as the key of links may be new. */
async function linkForGuest(dealId: string): Promise<string | undefined> {
  const [guest] = await reads()
    .select({ id: guestEnquiries.id })
    .from(guestEnquiries)
    .where(eq(guestEnquiries.dealId, dealId))
    .limit(1);
  return guest && signed("enquiry", guest.id);
}

export async function writeInto(
  tx: Transaction,
  author: AuditActor & { personId: string },
  side: "partner" | "licensor",
  deal: Deal,
  text: string,
  guestLink?: string,
): Promise<void> {
  const now = Date.now();
  await tx
    .insert(dealMessages)
    .values({ id: newId(), dealId: deal.id, authorId: author.personId, side, text, createdAt: now });
  await record(tx, author, "deal.messaged", { kind: "deal", id: deal.id }, {}, now);
  const isForGuest = side === "licensor" && guestLink;
  await tellOtherSide(tx, side, deal, "dealMessage", isForGuest ? `enquiry/${guestLink}` : undefined);
}

/**
 * In how many working days an institution answers: what it has shown of late, where it has answered enough enquiries,
 * else the portal's target.
 */
export async function answerPromise(
  organisationId: string | null,
  now = Date.now(),
): Promise<{ days: number; isMeasured: boolean }> {
  const { targetWorkingDays, enoughAnswers, lookBackDays } = serviceTargets().enquiry;
  if (!organisationId) return { days: targetWorkingDays, isMeasured: false };
  const answered = await reads()
    .select({ askedAt: deals.createdAt, answeredAt: min(dealMessages.createdAt) })
    .from(deals)
    .innerJoin(dealMessages, and(eq(dealMessages.dealId, deals.id), eq(dealMessages.side, "licensor")))
    .where(
      and(
        eq(deals.licensorId, organisationId),
        eq(deals.isDemonstration, false),
        gte(deals.createdAt, now - lookBackDays * DAY),
      ),
    )
    .groupBy(deals.id, deals.createdAt)
    .limit(500);
  if (answered.length < enoughAnswers) return { days: targetWorkingDays, isMeasured: false };
  const days = answered.map((each) => workingDaysBetween(each.askedAt, each.answeredAt ?? now)).sort((a, b) => a - b);
  return { days: Math.max(1, days[Math.floor(days.length / 2)]!), isMeasured: true };
}

/** The day by which an enquiry should be answered. */
export const enquiryDue = (askedAt: number): string => dueAfter(askedAt, serviceTargets().enquiry.targetWorkingDays);

function workingDaysBetween(from: number, to: number): number {
  const day = new Date(to + 8 * 3_600_000).toISOString().slice(0, 10);
  let days = 0;
  while (days < 60 && dueAfter(from, days) < day) days++;
  return days;
}

/** Enquiries that no officer has answered yet, the oldest first: the office's queue, or what a firm waits for. */
export async function enquiriesOf(actor: Actor, now = Date.now()) {
  const [ground] = grounds(actor, "deal.read");
  if (!ground) return [];
  const mine = ground === "party" ? deals.partnerId : deals.licensorId;
  const rows = await reads()
    .select({
      id: deals.id,
      number: deals.number,
      createdAt: deals.createdAt,
      title: technologies.title,
      original: technologies.original,
      firm: organisations.name,
      officer: people.name,
      officerId: deals.officerId,
      isDemonstration: deals.isDemonstration,
      isGuest: guestEnquiries.id,
    })
    .from(deals)
    .innerJoin(technologies, eq(technologies.id, deals.technologyId))
    .innerJoin(organisations, eq(organisations.id, deals.partnerId))
    .leftJoin(people, eq(people.id, deals.officerId))
    .leftJoin(guestEnquiries, eq(guestEnquiries.dealId, deals.id))
    .leftJoin(dealMessages, and(eq(dealMessages.dealId, deals.id), eq(dealMessages.side, "licensor")))
    .where(and(eq(mine, actor.organisationId), eq(deals.state, "enquired"), isNull(dealMessages.id)))
    .orderBy(asc(deals.createdAt))
    .limit(100);
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  // A guest who asked twice stands twice beside the one deal.
  const once = rows.filter((row, place) => rows.findIndex((each) => each.id === row.id) === place);
  return once.map(({ isGuest, ...row }) => {
    const due = enquiryDue(row.createdAt);
    return { ...row, isGuest: isGuest !== null, due, isOverdue: due < today };
  });
}
