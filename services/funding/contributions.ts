import { eq } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { contributions, type StatedRate } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { attach, checkUpload, fileOf, keepBytes, readStoredFile } from "../documents/index.ts";
import type { Actor } from "../identity/index.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { allowed, type Known, subjectOf } from "./access.ts";
import { givenAfterSending, keptFromReviewers } from "./after-sending.ts";
import { hongKongDay } from "./calls.ts";
import type { evidenceForm } from "./forms.ts";
import { computeMatch, type Match } from "./match.ts";
import { notFarFromRecord } from "./rates-on-record.ts";
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
    // What was pledged at a rate is no measure of its own letter's: that one corrects it.
    const near = await notFarFromRecord(tx, known, contribution.currency, signed.value.rate, {
      ...{ rateSeen: input.rateSeen, besides: contribution.id },
    });
    if (!near.ok) return near;
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
    const given = await contributionsOf(tx, id);
    const hidden = actor.role === "reviewer" ? await keptFromReviewers(tx, known.application, given) : undefined;
    const contribution = given.find((each) => each.id === contributionId && !hidden?.has(each.id));
    const file = contribution?.evidenceFileId
      ? await fileOf({ kind: "contribution", id: contributionId }, contribution.evidenceFileId, tx)
      : undefined;
    if (!file) return notFound();
    const bytes = await readStoredFile(file.hash);
    if (!bytes.ok) return bytes;
    const { name, hash, size } = file;
    await record(tx, actor, "file.downloaded", subjectOf(known.application), { name, hash, size });
    return ok({ ...file, bytes: bytes.value });
  });
}
