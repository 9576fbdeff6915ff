import { eq } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { applications, calls, contributions, sponsorInvitations } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import { attach, fileOf, readStoredFile, sealOf, storeFile } from "../../documents/index.ts";
import { hashSecret } from "../../identity/index.ts";
import { type Language, plain } from "../../language.ts";
import { isWhole } from "../../money.ts";
import { mailLater, mailText } from "../../notify/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { amountText } from "../../words.ts";
import { type Application, type Call, rulesFor, subjectOf } from "../access.ts";
import { whyNoPledge } from "../after-sending.ts";
import { hongKongDay, rulesOf, windowOf } from "../calls.ts";
import { contributionsOf, countedOf, inCurrency, matchesOf, tellOfMatch } from "../contributions.ts";
import type { sponsorAnswerForm } from "../forms.ts";
import { matchWords } from "../match-words.ts";
import { addPledge } from "../pledges.ts";
import { currenciesBeside } from "../stated-rate.ts";
import { tellSide } from "../tell.ts";
import { pledgeLetter } from "./pledge-letter.ts";

/**
 * Until when a firm may answer an invitation: three weeks, and while the application is not sent no longer than its call
 * is open, for a pledge after that would come too late to be sent with it.
 */
export const answerUntil = (application: Pick<Application, "state">, call: Call, expiresAt: number): number =>
  application.state === "draft" ? Math.min(expiresAt, windowOf(call).until) : expiresAt;

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
  const rules = rulesFor(call, application);
  const until = answerUntil(application, call, invitation.expiresAt);
  const known = { application, call, rules, relations: [] };
  const isSent = (await whyNoPledge(reads(), application)) !== undefined;
  const stage = matchesOf(known, await countedOf(reads(), known)).promised.stages.find(
    (each) => each.id === invitation.stageId,
  );
  const pledged = invitation.contributionId
    ? (await contributionsOf(reads(), application.id)).find((each) => each.id === invitation.contributionId)
    : undefined;
  return {
    /** What became of the pledge since: taken back by the institution, or fallen away on a day. */
    became:
      invitation.contributionId === null
        ? null
        : !pledged
          ? ({ what: "takenBack" } as const)
          : pledged.status === "fellAway"
            ? ({ what: "fellAway", on: pledged.fellAwayOn! } as const)
            : null,
    /** What the stage still lacks, the least new cash that would fill it, and who must give and gives nothing yet. */
    gap: stage && { short: stage.short, leastNewCash: stage.leastNewCash, missingSides: stage.missingSides },
    programmeId: rules.id,
    hasLetter: pledged !== undefined,
    invitation,
    until,
    isOpen: invitation.state === "invited" && now <= until && !isSent,
    /** It was sent meanwhile, and takes nothing more. */
    isSent,
    title: application.title,
    note: application.sponsorNote ?? "",
    currency: application.currency,
    currencies: currenciesBeside(known),
    heldBackBasisPoints: rules.contributions.otherCurrencies?.heldBackBasisPoints ?? 0,
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
  const rules = rulesOf(early.call);
  const isTaken =
    input.word !== "pledge" ||
    !input.currency ||
    [rules.grant.currency, ...currenciesBeside({ rules })].includes(input.currency);
  if (!isTaken) return fail("currencyNotTaken", { fields: { currency: ["notInList"] } });
  if (input.word === "pledge" && !isWhole(input.amount, input.currency || rules.grant.currency))
    return fail("form", { params: { count: 1 }, fields: { amount: ["noDecimals"] } });
  const letter = input.word === "pledge" ? await drawLetter(early, input, language, now) : undefined;
  return transact(async (tx) => {
    const row = await invitationBy(tx, secret);
    if (!row) return notFound();
    const { invitation, application, call } = row;
    if (invitation.state !== "invited") return fail("linkSpent");
    const known = { application, call, rules, relations: [] };
    const about = { application, funderId: call.funderId };
    const by = { personId: null, name: invitation.name, role: null, organisationId: invitation.organisationId };
    const answered = (state: "pledged" | "declined", more = {}) =>
      tx
        .update(sponsorInvitations)
        .set({ state, language, answeredAt: now, ...more })
        .where(eq(sponsorInvitations.id, invitation.id));
    if (input.word === "decline") {
      await answered("declined", { reason: input.reason });
      await record(tx, by, "sponsor.declined", subjectOf(application), { reason: input.reason }, now);
      await tellSide(tx, "applicant", about, "sponsorDeclined", { firm: invitation.name, reason: input.reason });
      return ok({});
    }
    const before = matchesOf(known, await countedOf(tx, known)).evidenced;
    const { form, amount, isRedeemable, isRelated, relation, signatory } = input;
    const currency = input.currency || application.currency;
    const made = await addPledge(tx, by, known, {
      stageId: invitation.stageId,
      payerId: invitation.organisationId,
      payerName: invitation.name,
      side: "industry",
      form,
      amount,
      currency,
      letterOn: hongKongDay(now),
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
      {
        payer: invitation.name,
        ...inCurrency(application, { amount, currency }),
        evidence: signatory,
        hash: letter!.kept.hash,
      },
      now,
    );
    await answered("pledged", { contributionId: made.value.id });
    const stands = matchesOf(known, await countedOf(tx, known)).evidenced;
    // The rate is the office's to state: until then the pledge counts nothing.
    const rateWanted = (to: Language) => mailText(to, "rateWanted", { amount: amountText(amount, currency) });
    const news = async (to: Language) => ({
      firm: invitation.name,
      match: [currency === application.currency ? "" : await rateWanted(to), await matchWords(known, stands, to)]
        .filter(Boolean)
        .join("\n"),
    });
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
        amount: amountText(amount, currency),
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
    currency: input.currency || application.currency,
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
