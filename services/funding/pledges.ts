import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { contributions, sponsorInvitations } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { type Actor, peopleOf } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import { allowed, type Known, subjectOf } from "./access.ts";
import { givenAfterSending, whyNoPledge } from "./after-sending.ts";
import { type Contribution, contributionsOf, countedOf, inCurrency, matchesOf } from "./contributions.ts";
import type { contributionForm } from "./forms.ts";
import { givenWords, tellGiver } from "./givers.ts";
import { notFarFromRecord } from "./rates-on-record.ts";
import { statedRate, type TypedRate } from "./stated-rate.ts";
import { tellSide } from "./tell.ts";

export async function pledgeContribution(
  actor: Actor,
  id: string,
  { rate, rateSource, rateOn, rateSeen, ...input }: z.output<typeof contributionForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.pledge");
    if (!known.ok) return known;
    const stated = statedRate(known, input.currency, { rate, rateSource, rateOn }, { isOf: null });
    if (!stated.ok) return stated;
    const near = await notFarFromRecord(tx, known, input.currency, stated.value, { rateSeen });
    if (!near.ok) return near;
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
 * was wrong or the giver pulled out. What was sent stays in what was sent. The giver is told, and of a pledge added after
 * sending the fund.
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
    // Of what is still being written the fund does not know.
    const told = { payer: contribution.payerName, ...inCurrency(application, contribution) };
    const about = { application, funderId: known.call.funderId };
    const what = givenWords(contribution);
    if (!isWritten) await tellSide(tx, "funder", about, "contributionDropped", what);
    await tellGiver(tx, known, contribution, "partnerContributionDropped", what);
    await tx.delete(contributions).where(eq(contributions.id, contributionId));
    await record(tx, actor, "contribution.dropped", subjectOf(application), told);
    await warnOfShares(tx, known, shares);
    return ok({});
  });
}
