import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { contributions, type StatedRate, sponsorInvitations } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { attach, checkUpload, fileOf, keepBytes, readStoredFile } from "../documents/index.ts";
import { type Actor, peopleOf } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { allowed, type Known, subjectOf } from "./access.ts";
import { givenAfterSending, whyNoPledge } from "./after-sending.ts";
import { hongKongDay } from "./calls.ts";
import type { contributionForm, evidenceForm } from "./forms.ts";
import { computeMatch, type Match } from "./match.ts";
import { asArrived, asItStands } from "./rules/on-record.ts";
import { statedRate, type TypedRate } from "./stated-rate.ts";
import { contributionMachine } from "./states.ts";
import { tellSide } from "./tell.ts";

export type Contribution = typeof contributions.$inferSelect;

export const contributionsOf = (tx: Pick<Transaction, "select">, id: string): Promise<Contribution[]> =>
  tx
    .select()
    .from(contributions)
    .where(eq(contributions.applicationId, id))
    .orderBy(contributions.createdAt, contributions.id)
    .limit(100);

/**
 * The contributions that the match is worked out from: what was sent, or what is being written; for an award all there is,
 * since what arrives pays for it whenever it was promised.
 */
export async function countedOf(tx: Pick<Transaction, "select">, { application }: Pick<Known, "application">) {
  const given = await contributionsOf(tx, application.id);
  if (application.state === "awarded") return given;
  const later = await givenAfterSending(tx, application, given);
  return given.filter((each) => !later.has(each.id));
}

/** The match as promised, as signed letters allow, and as money received allows. */
export function matchesOf({ application, rules }: Known, given: Contribution[]) {
  const match = (counted: Contribution[]): Match =>
    computeMatch(rules, { stages: application.stages, contributions: counted.map(asItStands) });
  return {
    promised: match(given),
    evidenced: match(given.filter((each) => each.status !== "pledged")),
  };
}

/** The match as what has come in makes it. */
export const receivedMatchOf = ({ application, rules }: Pick<Known, "application" | "rules">, given: Contribution[]) =>
  computeMatch(rules, { stages: application.stages, contributions: given.map(asArrived) });

/** What a page pictures: money behind signed letters alone where that carries the match, else all that is promised. */
export function picturedOf(known: Known, counted: Contribution[]) {
  const { promised, evidenced } = matchesOf(known, counted);
  const stand = counted.map(asItStands);
  return evidenced.isMet
    ? { match: evidenced, contributions: stand.filter((each) => each.status !== "pledged") }
    : { match: promised, contributions: stand };
}

/** After a change the engine runs again, and both sides hear what it says when that turned. */
export async function tellOfMatch(tx: Transaction, known: Known, before: Match): Promise<void> {
  const after = matchesOf(known, await countedOf(tx, known)).evidenced;
  if (after.isMet === before.isMet) return;
  const about = { application: known.application, funderId: known.call.funderId };
  const message = after.isMet ? "matchIsMet" : "matchFell";
  await tellSide(tx, "applicant", about, message);
  if (known.application.state !== "draft") await tellSide(tx, "funder", about, message);
}

export async function pledgeContribution(
  actor: Actor,
  id: string,
  { rate, rateSource, rateOn, ...input }: z.output<typeof contributionForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.pledge");
    if (!known.ok) return known;
    const stated = statedRate(known, input.currency, { rate, rateSource, rateOn }, { isOf: null });
    if (!stated.ok) return stated;
    return addPledge(tx, actor, known, { ...input, rate: stated.value });
  });
}

/** The stages whose in-kind is above its share: the one limit on a share of what is given that the programmes read have. */
const overShare = ({ promised }: ReturnType<typeof matchesOf>) =>
  promised.stages
    .filter((stage) => stage.findings.some((each) => each.code === "in_kind_over_cap"))
    .map((stage) => stage.id);

/** Warns all partners, the applicant's people and everybody who gives, when a change takes in-kind above its share. */
async function warnOfShares(tx: Transaction, known: Known, before: string[]): Promise<void> {
  const given = await countedOf(tx, known);
  if (!overShare(matchesOf(known, given)).some((stage) => !before.includes(stage))) return;
  const about = { application: known.application, funderId: known.call.funderId };
  await tellSide(tx, "applicant", about, "share_in_kind_over_cap");
  const payers = [...new Set(given.flatMap((each) => each.payerId ?? []))];
  const people = (await Promise.all(payers.map((payer) => peopleOf("partner", payer)))).flat();
  const links = await tx
    .select({ email: sponsorInvitations.email, language: sponsorInvitations.language })
    .from(sponsorInvitations)
    .where(and(eq(sponsorInvitations.applicationId, known.application.id), eq(sponsorInvitations.state, "pledged")))
    .limit(100);
  const told = new Map<string, Language>(links.map(({ email, language }) => [email, language ?? "en"]));
  for (const { email, language } of people) told.set(email, language ?? "en");
  const { id, number, title } = known.application;
  for (const [to, language] of told)
    await mailLater(tx, {
      to,
      language,
      message: "partnerShare_in_kind_over_cap",
      params: { number, title: plain(title, language), id },
    });
}

/** Enters a pledge. `by` is who says so: an officer of the applicant, or a sponsor on a signed link. */
export async function addPledge(
  tx: Transaction,
  by: Parameters<typeof record>[1],
  known: Known,
  input: Omit<z.output<typeof contributionForm>, keyof TypedRate> & Partial<Contribution>,
): Promise<Result<{ id: string }>> {
  const { application } = known;
  const closed = await whyNoPledge(tx, application);
  if (closed) return closed;
  const shares = overShare(matchesOf(known, await countedOf(tx, known)));
  if (!application.stages.some((stage) => stage.id === input.stageId))
    return fail("unknownStage", { fields: { stageId: ["notInList"] } });
  const now = Date.now();
  const id = newId();
  await tx.insert(contributions).values({
    status: "pledged",
    ...input,
    id,
    applicationId: application.id,
    currency: input.currency || application.currency,
    createdBy: by.personId ?? application.createdBy,
    createdAt: now,
    statusSince: now,
  });
  await record(
    tx,
    by,
    "contribution.pledged",
    subjectOf(application),
    { payer: input.payerName, ...inCurrency(application, input), form: input.form },
    now,
  );
  await warnOfShares(tx, known, shares);
  return ok({ id });
}

/**
 * Takes a contribution back: a pledge, and while the application is written also one with its letter, as when the letter
 * was wrong or the giver pulled out. What was sent stays in what was sent.
 */
export async function dropPledge(actor: Actor, id: string, contributionId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.pledge");
    if (!known.ok) return known;
    const all = await contributionsOf(tx, id);
    const contribution = all.find((each) => each.id === contributionId);
    if (!contribution) return notFound();
    const { application } = known;
    const isWritten = application.state === "draft" || application.state === "returned";
    if (contribution.status !== "pledged" && !(isWritten && contribution.status === "committed"))
      return fail("wrongState");
    if (!isWritten && !(await givenAfterSending(tx, application, all)).has(contributionId)) return fail("sentAsItIs");
    const shares = overShare(matchesOf(known, await countedOf(tx, known)));
    await tx.delete(contributions).where(eq(contributions.id, contributionId));
    const told = { payer: contribution.payerName, ...inCurrency(application, contribution) };
    await record(tx, actor, "contribution.dropped", subjectOf(application), told);
    await warnOfShares(tx, known, shares);
    return ok({});
  });
}

/** A pledge becomes a commitment by evidence: the contributor's signed letter and its reference. */
export async function commitContribution(
  actor: Actor,
  id: string,
  input: z.output<typeof evidenceForm>,
): Promise<Result<{ id: string }>> {
  const early = await allowed(reads(), actor, id, "contribution.pledge");
  if (!early.ok) return early;
  const checked = await checkUpload(input.letter);
  if (!checked.ok) return { ...checked, params: { ...checked.params, name: input.letter.name.slice(0, 120) } };
  const letter = await keepBytes(checked.value);
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.pledge");
    if (!known.ok) return known;
    const given = await contributionsOf(tx, id);
    const contribution = given.find((each) => each.id === input.subject);
    if (!contribution) return notFound();
    const step = stepFor(contributionMachine, contribution.status, "commit", actor.role);
    if (!step) return fail("wrongState");
    const now = Date.now();
    const signed = signedRate(known, contribution, input, now);
    if (!signed.ok) return signed;
    const before = matchesOf(known, await countedOf(tx, known)).evidenced;
    const subject = { kind: "contribution", id: contribution.id } as const;
    const { id: evidenceFileId } = await attach(tx, subject, letter, actor.personId, now);
    await tx
      .update(contributions)
      .set({ ...signed.value, status: step.to, evidence: input.evidence, evidenceFileId, statusSince: now })
      .where(eq(contributions.id, contribution.id));
    await record(
      tx,
      actor,
      "contribution.committed",
      subjectOf(known.application),
      {
        payer: contribution.payerName,
        ...inCurrency(known.application, contribution),
        ...rateTold(signed.value.rate),
        evidence: input.evidence,
        hash: letter.hash,
      },
      now,
    );
    await tellOfMatch(tx, known, before);
    return ok({ id });
  });
}

/** The day of a signed letter and, where it names another currency, the rate of that day: `contributions.otherCurrencies`. */
export function signedRate(
  known: Known,
  { currency }: Pick<Contribution, "currency">,
  input: TypedRate & { letterOn?: string },
  now: number,
): Result<{ letterOn: string | null; rate: StatedRate | null }> {
  const letterOn = input.letterOn ?? null;
  if (letterOn !== null && letterOn > hongKongDay(now))
    return fail("letterInTheFuture", { fields: { letterOn: ["inTheFuture"] } });
  if (currency !== known.application.currency && letterOn === null)
    return fail("letterDayNeeded", { fields: { letterOn: ["required"] } });
  const rate = statedRate(known, currency, input, { isOf: letterOn, now });
  return rate.ok ? ok({ letterOn, rate: rate.value }) : rate;
}

/** An amount as the trail tells it: with its currency where that is not the programme's. */
export const inCurrency = (
  { currency: own }: Pick<Known["application"], "currency">,
  { amount, currency }: { amount: number; currency?: string },
) => ({ amount, ...(currency && currency !== own && { currency }) });

/** A rate as the trail tells it. */
export const rateTold = (rate: StatedRate | null) =>
  rate ? { rate: rate.rate, rateSource: rate.source, rateOn: rate.on } : {};

/** The letter behind a contribution, for who may read the application. Every download is on record. */
export async function downloadEvidence(actor: Actor, id: string, contributionId: string) {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.read");
    if (!known.ok) return known;
    const [contribution] = await tx
      .select({ fileId: contributions.evidenceFileId })
      .from(contributions)
      .where(and(eq(contributions.id, contributionId), eq(contributions.applicationId, id)))
      .limit(1);
    const file = contribution?.fileId
      ? await fileOf({ kind: "contribution", id: contributionId }, contribution.fileId, tx)
      : undefined;
    if (!file) return notFound();
    const bytes = await readStoredFile(file.hash);
    if (!bytes.ok) return bytes;
    const { name, hash, size } = file;
    await record(tx, actor, "file.downloaded", subjectOf(known.application), { name, hash, size });
    return ok({ ...file, bytes: bytes.value });
  });
}
