import { and, desc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { needs, technologies } from "#db/schema/catalogue.ts";
import { deals } from "#db/schema/deals.ts";
import { applications, calls, contributions, sponsorInvitations } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { ventures } from "#db/schema/ventures.ts";
import { record } from "../../audit/index.ts";
import { attach, fileOf, readStoredFile, sealOf, storeFile } from "../../documents/index.ts";
import { type Actor, hashSecret, newSecret, peopleOf } from "../../identity/index.ts";
import { type Language, plain } from "../../language.ts";
import { mailLater } from "../../notify/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { amountText } from "../../words.ts";
import { type Application, allowed, type Call, sidesOf, subjectOf } from "../access.ts";
import { whyNoPledge } from "../after-sending.ts";
import { hongKongDay, rulesOf, windowOf } from "../calls.ts";
import { addPledge, contributionsOf, countedOf, matchesOf, tellOfMatch } from "../contributions.ts";
import type { sponsorAnswerForm, sponsorForm } from "../forms.ts";
import { matchWords } from "../match-words.ts";
import { tellSide } from "../tell.ts";
import { pledgeLetter } from "./pledge-letter.ts";
import { rankSponsors, type SponsorFacts } from "./sponsor-ranking.ts";

const DAYS = 21;
const DAY = 86_400_000;
const FIRMS = 20;

/**
 * Until when a firm may answer an invitation: three weeks, and while the application is not sent no longer than its call
 * is open, for a pledge after that would come too late to be sent with it.
 */
const answerUntil = (application: Pick<Application, "state">, call: Call, expiresAt: number): number =>
  application.state === "draft" ? Math.min(expiresAt, windowOf(call).until) : expiresAt;

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

/** Asks firms for money. What they are told is what the applicant wrote for them, and nothing else of the application. */
export async function inviteSponsors(
  actor: Actor,
  id: string,
  { note, firms, name, email, stageId }: z.output<typeof sponsorForm>,
): Promise<Result<object>> {
  const early = await allowed(reads(), actor, id, "contribution.pledge");
  if (!early.ok) return early;
  const ranked = await sponsorsFor(early.application);
  const chosen = ranked.filter((each) => firms.includes(each.organisationId));
  if (chosen.length === 0 && !email) return fail("nobodyToAsk", { fields: { email: ["required"] } });
  if (email && !name) return fail("nobodyToAsk", { fields: { name: ["required"] } });
  const people = await Promise.all(chosen.map((each) => peopleOf("partner", each.organisationId)));
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.pledge");
    if (!known.ok) return known;
    const { application } = known;
    if (!application.stages.some((stage) => stage.id === stageId))
      return fail("unknownStage", { fields: { stageId: ["notInList"] } });
    const addressed = [
      ...chosen.flatMap((firm, place) =>
        people[place]!.slice(0, 1).map((person) => ({
          organisationId: firm.organisationId as string | null,
          name: plain(firm.name, person.language ?? actor.language),
          email: person.email,
          language: person.language ?? actor.language,
        })),
      ),
      ...(email ? [{ organisationId: null, name, email, language: actor.language }] : []),
    ];
    if (addressed.length === 0) return fail("firmsHaveNobody");
    const now = Date.now();
    const until = answerUntil(application, known.call, now + DAYS * DAY);
    if (until < now) return fail("callClosed");
    const { lead } = await sidesOf(known);
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
        hash,
        state: "invited",
        invitedBy: actor.personId,
        expiresAt: until,
        createdAt: now,
      });
      await mailLater(tx, {
        to: each.email,
        language: each.language,
        message: "sponsorAsked",
        params: {
          title: plain(application.title, each.language),
          lead: plain(lead, each.language),
          programme: known.rules.name[each.language],
          note,
          secret,
          until: hongKongDay(until),
        },
      });
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

async function invitationBy(tx: Pick<Transaction, "select">, secret: string) {
  const [row] = await tx
    .select({ invitation: sponsorInvitations, application: applications, call: calls, lead: organisations.name })
    .from(sponsorInvitations)
    .innerJoin(applications, eq(applications.id, sponsorInvitations.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .innerJoin(organisations, eq(organisations.id, applications.leadId))
    .where(eq(sponsorInvitations.hash, hashSecret(secret)))
    .limit(1);
  return row;
}

/** What a firm that was asked sees on its link: the note written for it, the programme and the stage; no other page. */
export async function sponsorPage(secret: string, now = Date.now()) {
  const row = await invitationBy(reads(), secret);
  if (!row) return undefined;
  const { invitation, application, call, lead } = row;
  const rules = rulesOf(call);
  const until = answerUntil(application, call, invitation.expiresAt);
  const known = { application, call, rules, relations: [] };
  const isSent = (await whyNoPledge(reads(), application)) !== undefined;
  const stage = matchesOf(known, await countedOf(reads(), known)).promised.stages.find(
    (each) => each.id === invitation.stageId,
  );
  return {
    /** What the stage still lacks, the least new cash that would fill it, and who must give and gives nothing yet. */
    gap: stage && { short: stage.short, leastNewCash: stage.leastNewCash, missingSides: stage.missingSides },
    programmeId: rules.id,
    hasLetter: invitation.contributionId !== null,
    invitation,
    until,
    isOpen: invitation.state === "invited" && now <= until && !isSent,
    /** It was sent meanwhile, and takes nothing more. */
    isSent,
    title: application.title,
    note: application.sponsorNote ?? "",
    currency: application.currency,
    lead,
    programme: rules.name,
    stage: rules.stages.find((each) => each.id === invitation.stageId)?.name,
  };
}

/**
 * Answers an invitation, once. A pledge is signed by name: the portal draws up the letter, seals it and keeps it, so that
 * the contribution is committed. Fails with `linkSpent` when it was answered before, with
 * `sponsorTooLate` when its time is over.
 */
export async function answerAsSponsor(
  secret: string,
  input: z.output<typeof sponsorAnswerForm>,
  language: Language,
  now = Date.now(),
): Promise<Result<object>> {
  const early = await invitationBy(reads(), secret);
  if (!early) return notFound();
  if (early.invitation.state !== "invited") return fail("linkSpent");
  const until = answerUntil(early.application, early.call, early.invitation.expiresAt);
  if (now > until) return fail("sponsorTooLate", { params: { day: hongKongDay(until) } });
  if (input.word === "pledge" && input.isRelated && !input.relation)
    return fail("form", { params: { count: 1 }, fields: { relation: ["required"] } });
  const letter = input.word === "pledge" ? await drawLetter(early, input, language, now) : undefined;
  return transact(async (tx) => {
    const row = await invitationBy(tx, secret);
    if (!row) return notFound();
    const { invitation, application, call } = row;
    if (invitation.state !== "invited") return fail("linkSpent");
    const rules = rulesOf(call);
    const known = { application, call, rules, relations: [] };
    const about = { application, funderId: call.funderId };
    const by = { personId: null, name: invitation.name, role: null, organisationId: invitation.organisationId };
    const answered = (state: "pledged" | "declined", more = {}) =>
      tx
        .update(sponsorInvitations)
        .set({ state, answeredAt: now, ...more })
        .where(eq(sponsorInvitations.id, invitation.id));
    if (input.word === "decline") {
      await answered("declined", { reason: input.reason });
      await record(tx, by, "sponsor.declined", subjectOf(application), { reason: input.reason }, now);
      await tellSide(tx, "applicant", about, "sponsorDeclined", { firm: invitation.name, reason: input.reason });
      return ok({});
    }
    const before = matchesOf(known, await countedOf(tx, known)).evidenced;
    const { form, amount, isRedeemable, isRelated, relation, signatory } = input;
    const made = await addPledge(tx, by, known, {
      stageId: invitation.stageId,
      payerId: invitation.organisationId,
      payerName: invitation.name,
      side: "industry",
      form,
      amount,
      isRedeemable,
      isRelated,
      relation: isRelated ? relation : "",
      status: "committed",
      evidence: `${signatory}, ${letter!.seal.slice(0, 16)}`,
    });
    if (!made.ok) return made;
    const subject = { kind: "contribution", id: made.value.id } as const;
    const { id: evidenceFileId } = await attach(tx, subject, letter!.kept, application.createdBy, now);
    await tx.update(contributions).set({ evidenceFileId }).where(eq(contributions.id, made.value.id));
    await record(
      tx,
      by,
      "contribution.committed",
      subjectOf(application),
      { payer: invitation.name, amount, evidence: signatory, hash: letter!.kept.hash },
      now,
    );
    await answered("pledged", { contributionId: made.value.id });
    const stands = matchesOf(known, await countedOf(tx, known)).evidenced;
    const news = async (to: Language) => ({ firm: invitation.name, match: await matchWords(known, stands, to) });
    await tellSide(tx, "applicant", about, "sponsorPledged", news);
    if (application.state !== "draft") await tellSide(tx, "funder", about, "sponsorPledged", news);
    await mailLater(tx, {
      to: invitation.email,
      language,
      message: "sponsorThanked",
      params: {
        number: application.number,
        title: plain(application.title, language),
        lead: plain(row.lead, language),
        amount: amountText(amount, application.currency),
        secret,
      },
    });
    await tellOfMatch(tx, known, before);
    return ok({});
  });
}

/** The sealed letter that came of a link, for who holds the link. */
export async function sponsorLetter(secret: string) {
  const row = await invitationBy(reads(), secret);
  const contributionId = row?.invitation.contributionId;
  if (!contributionId) return notFound();
  const [contribution] = await reads()
    .select({ fileId: contributions.evidenceFileId })
    .from(contributions)
    .where(eq(contributions.id, contributionId))
    .limit(1);
  const file =
    contribution?.fileId && (await fileOf({ kind: "contribution", id: contributionId }, contribution.fileId));
  if (!file) return notFound();
  const bytes = await readStoredFile(file.hash);
  return bytes.ok ? ok({ ...file, bytes: bytes.value }) : bytes;
}

async function drawLetter(
  { application, invitation, call, lead }: NonNullable<Awaited<ReturnType<typeof invitationBy>>>,
  input: Extract<z.output<typeof sponsorAnswerForm>, { word: "pledge" }>,
  language: Language,
  now: number,
) {
  const rules = rulesOf(call);
  const facts = {
    number: application.number,
    payer: invitation.name,
    signatory: input.signatory,
    form: input.form,
    amount: input.amount,
    currency: application.currency,
    isRedeemable: input.isRedeemable,
    relation: input.isRelated ? input.relation : null,
    stage: invitation.stageId,
    signedAt: now,
  };
  const seal = sealOf(facts);
  const bytes = await pledgeLetter({
    ...facts,
    title: plain(application.title, language),
    lead: plain(lead, language),
    programme: rules.name[language],
    stageName: rules.stages.find((each) => each.id === invitation.stageId)?.name[language] ?? invitation.stageId,
    seal,
    language,
  });
  const kept = { ...(await storeFile(bytes)), name: `pledge-${application.number}.pdf`, mime: "application/pdf" };
  return { seal, kept };
}
