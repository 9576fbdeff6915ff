import { and, desc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { needs, technologies } from "#db/schema/catalogue.ts";
import { deals } from "#db/schema/deals.ts";
import { applications, contributions, sponsorInvitations } from "#db/schema/funding.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { ventures } from "#db/schema/ventures.ts";
import { record } from "../../audit/index.ts";
import { type Actor, newSecret, peopleOf } from "../../identity/index.ts";
import { type Language, plain } from "../../language.ts";
import { mailLater } from "../../notify/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { type Application, allowed, type Known, sidesOf, subjectOf } from "../access.ts";
import { whyNoPledge } from "../after-sending.ts";
import { hongKongDay } from "../calls.ts";
import { contributionsOf } from "../contributions.ts";
import type { sponsorForm } from "../forms.ts";
import { answerUntil } from "./sponsor-answers.ts";
import { rankSponsors, type SponsorFacts } from "./sponsor-ranking.ts";

const DAYS = 21;
const DAY = 86_400_000;
const FIRMS = 20;

/** The field of the project's technology: that of its case, or of its venture's technology. */
async function fieldOf(application: Application): Promise<string | undefined> {
  const [venture] = application.ventureId
    ? await reads()
        .select({ technologyId: ventures.technologyId })
        .from(ventures)
        .where(eq(ventures.id, application.ventureId))
        .limit(1)
    : [];
  const [technology] = await reads()
    .select({ field: technologies.field })
    .from(technologies)
    .where(
      venture?.technologyId
        ? eq(technologies.id, venture.technologyId)
        : eq(technologies.caseId, application.caseId ?? ""),
    )
    .limit(1);
  return technology?.field;
}

/** Firms that might give, best first, with the reasons; those that give or were asked already are left out. */
export async function sponsorsFor(application: Application) {
  const field = await fieldOf(application);
  const [onCase, inField, wanting, given, asked] = await Promise.all([
    application.caseId
      ? reads()
          .select({ partnerId: deals.partnerId, state: deals.state })
          .from(deals)
          .where(eq(deals.caseId, application.caseId))
          .limit(200)
      : [],
    field
      ? reads()
          .select({ partnerId: deals.partnerId })
          .from(deals)
          .innerJoin(technologies, eq(technologies.id, deals.technologyId))
          .where(eq(technologies.field, field))
          .limit(500)
      : [],
    field
      ? reads()
          .select({ organisationId: needs.organisationId })
          .from(needs)
          .where(and(eq(needs.state, "open"), eq(needs.field, field)))
          .limit(200)
      : [],
    reads()
      .selectDistinct({ payerId: contributions.payerId })
      .from(contributions)
      .where(and(eq(contributions.side, "industry"), inArray(contributions.status, ["committed", "received"])))
      .limit(500),
    reads()
      .select({ organisationId: sponsorInvitations.organisationId })
      .from(sponsorInvitations)
      .where(eq(sponsorInvitations.applicationId, application.id)),
  ]);
  const here = new Set([
    ...(await contributionsOf(reads(), application.id)).map((each) => each.payerId),
    ...asked.map((each) => each.organisationId),
  ]);
  const ids = new Set([
    ...onCase.map((each) => each.partnerId),
    ...inField.map((each) => each.partnerId),
    ...wanting.map((each) => each.organisationId),
  ]);
  const facts: SponsorFacts[] = [...ids]
    .filter((id) => !here.has(id))
    .map((organisationId) => ({
      organisationId,
      dealsOnCase: onCase.filter((each) => each.partnerId === organisationId).map((each) => each.state),
      needsInField: wanting.filter((each) => each.organisationId === organisationId).length,
      dealsInField: inField.filter((each) => each.partnerId === organisationId).length,
      hasGiven: given.some((each) => each.payerId === organisationId),
    }));
  const ranked = rankSponsors(facts).slice(0, FIRMS);
  if (ranked.length === 0) return [];
  const names = await reads()
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(
      inArray(
        organisations.id,
        ranked.map((each) => each.organisationId),
      ),
    );
  return ranked.map((each) => ({ ...each, name: names.find(({ id }) => id === each.organisationId)?.name ?? {} }));
}

export const invitationsOf = (id: string) =>
  reads()
    .select()
    .from(sponsorInvitations)
    .where(eq(sponsorInvitations.applicationId, id))
    .orderBy(desc(sponsorInvitations.createdAt))
    .limit(100);

/** The language that whoever has an address reads the portal in; undefined for who has no account or never chose. */
async function languageAt(email: string): Promise<Language | undefined> {
  const [person] = await reads()
    .select({ language: people.language })
    .from(people)
    .where(eq(people.email, email.toLowerCase()))
    .limit(1);
  return person?.language ?? undefined;
}

/**
 * Asks firms for money. What they are told is what the applicant wrote for them, and nothing else of the application; each
 * in the language that its person last chose in the portal, else in the one that the sender chose for the mail.
 */
export async function inviteSponsors(
  actor: Actor,
  id: string,
  { note, firms, name, email, stageId, language = actor.language }: z.output<typeof sponsorForm>,
): Promise<Result<object>> {
  const early = await allowed(reads(), actor, id, "contribution.pledge");
  if (!early.ok) return early;
  const ranked = await sponsorsFor(early.application);
  const chosen = ranked.filter((each) => firms.includes(each.organisationId));
  if (chosen.length === 0 && !email) return fail("nobodyToAsk", { fields: { email: ["required"] } });
  if (email && !name) return fail("nobodyToAsk", { fields: { name: ["required"] } });
  const [there, own] = await Promise.all([
    Promise.all(chosen.map((each) => peopleOf("partner", each.organisationId))),
    languageAt(email),
  ]);
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.pledge");
    if (!known.ok) return known;
    const { application } = known;
    if (!application.stages.some((stage) => stage.id === stageId))
      return fail("unknownStage", { fields: { stageId: ["notInList"] } });
    const addressed = [
      ...chosen.flatMap((firm, place) =>
        there[place]!.slice(0, 1).map((person) => ({
          organisationId: firm.organisationId as string | null,
          name: plain(firm.name, person.language ?? language),
          email: person.email,
          language: person.language ?? language,
        })),
      ),
      ...(email ? [{ organisationId: null, name, email, language: own ?? language }] : []),
    ];
    if (addressed.length === 0) return fail("firmsHaveNobody");
    const now = Date.now();
    const until = answerUntil(application, known.call, now + DAYS * DAY);
    if (until < now) return fail("callClosed");
    await tx.update(applications).set({ sponsorNote: note }).where(eq(applications.id, id));
    for (const each of addressed) {
      const { secret, hash } = newSecret();
      await tx.insert(sponsorInvitations).values({
        id: newId(),
        applicationId: id,
        stageId,
        organisationId: each.organisationId,
        name: each.name,
        email: each.email,
        language: each.language,
        hash,
        state: "invited",
        invitedBy: actor.personId,
        expiresAt: until,
        createdAt: now,
      });
      await mailAsked(tx, known, each, { note, secret, until });
    }
    await record(
      tx,
      actor,
      "sponsor.asked",
      subjectOf(application),
      { firms: addressed.map((each) => each.name) },
      now,
    );
    return ok({});
  });
}

async function mailAsked(
  tx: Transaction,
  known: Known,
  { email, language }: { email: string; language: Language },
  { note, secret, until }: { note: string; secret: string; until: number },
): Promise<void> {
  const { lead } = await sidesOf(known);
  await mailLater(tx, {
    to: email,
    language,
    message: "sponsorAsked",
    params: {
      title: plain(known.application.title, language),
      lead: plain(lead, language),
      programme: known.rules.name[language],
      note,
      secret,
      until: hongKongDay(until),
    },
  });
}

/** How long an invitation holds, and whether that is over without an answer. */
export function invitationStands(
  application: Pick<Application, "state">,
  call: Known["call"],
  { state, expiresAt }: Pick<typeof sponsorInvitations.$inferSelect, "state" | "expiresAt">,
  now = Date.now(),
) {
  const until = answerUntil(application, call, expiresAt);
  return { until, isExpired: state === "invited" && until < now };
}

/** Asks a firm again whose invitation expired, with the same words: on a new link, the old one stays dead. */
export async function inviteAgain(
  actor: Actor,
  id: string,
  invitationId: string,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.pledge");
    if (!known.ok) return known;
    const { application, call } = known;
    const [invitation] = await tx
      .select()
      .from(sponsorInvitations)
      .where(and(eq(sponsorInvitations.id, invitationId), eq(sponsorInvitations.applicationId, id)))
      .limit(1);
    if (!invitation) return notFound();
    if (!invitationStands(application, call, invitation, now).isExpired) return fail("stillInvited");
    const closed = await whyNoPledge(tx, application);
    if (closed) return closed;
    const until = answerUntil(application, call, now + DAYS * DAY);
    if (until < now) return fail("callClosed");
    const { secret, hash } = newSecret();
    await tx
      .update(sponsorInvitations)
      .set({ hash, expiresAt: until, createdAt: now, invitedBy: actor.personId })
      .where(eq(sponsorInvitations.id, invitation.id));
    const note = application.sponsorNote ?? "";
    await mailAsked(tx, known, { ...invitation, language: invitation.language ?? "en" }, { note, secret, until });
    await record(tx, actor, "sponsor.asked", subjectOf(application), { firms: [invitation.name], again: true }, now);
    return ok({});
  });
}
