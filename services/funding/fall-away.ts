import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { files } from "#db/schema/documents.ts";
import { contributions } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { attach, checkUpload, fileOf, filesOfEach, keepBytes } from "../documents/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { type Failure, fail, notFound, ok, type Result } from "../result.ts";
import { amountText, dayText } from "../words.ts";
import { type Application, allowed, subjectOf } from "./access.ts";
import { hongKongDay } from "./calls.ts";
import { type Contribution, contributionsOf, countedOf, inCurrency, matchesOf } from "./contributions.ts";
import type { fallAwayForm } from "./forms.ts";
import { givenWords, tellGiver } from "./givers.ts";
import { matchWords } from "./match-words.ts";
import { tellSide } from "./tell.ts";

/** While it is written a contribution is taken back; of what is over nothing is to come any more. */
const written = ["draft", "returned"];
const over = ["ineligible", "withdrawn", "refused"];

/** Why a contribution cannot be recorded as fallen away; undefined when it can. Pure. */
export function whyNotFallAway(
  { state }: Pick<Application, "state">,
  { status, amount, receivedAmount }: Pick<Contribution, "status" | "amount" | "receivedAmount">,
): Failure | undefined {
  if (over.includes(state)) return fail("wrongState");
  if (written.includes(state)) return fail("takenBackInstead");
  if (status === "fellAway") return fail("fellAwayBefore");
  if (status === "pledged") return fail("neverSigned");
  if (status === "received" || receivedAmount >= amount) return fail("nothingOutstanding");
  return undefined;
}

/**
 * A signed contribution falls away after an application was sent: what is outstanding of it will not come. What was sent
 * stays as it was sent, and what was received stays received; the engine runs again on what is left, and both sides and
 * the giver hear what the match lacks now. An officer of the fund names what shows it.
 */
export async function recordFallAway(
  actor: Actor,
  id: string,
  input: z.output<typeof fallAwayForm>,
  now = Date.now(),
): Promise<Result<object>> {
  const early = await allowed(reads(), actor, id, "contribution.fallAway");
  if (!early.ok) return early;
  const { proof } = input;
  const checked = proof && proof.size > 0 ? await checkUpload(proof) : undefined;
  if (checked && !checked.ok) return { ...checked, params: { ...checked.params, name: proof!.name.slice(0, 120) } };
  const isOfFund = may(actor, "contribution.confirm", early.relations);
  if (isOfFund && !checked && !input.evidence)
    return fail("fallAwayWithoutProof", { fields: { evidence: ["required"] } });
  const kept = checked && (await keepBytes(checked.value));
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "contribution.fallAway");
    if (!known.ok) return known;
    const { application, call } = known;
    const contribution = (await contributionsOf(tx, id)).find((each) => each.id === input.subject);
    if (!contribution) return notFound();
    const refused = whyNotFallAway(application, contribution);
    if (refused) return refused;
    const today = hongKongDay(now);
    const fellAwayOn = input.fellAwayOn ?? today;
    if (fellAwayOn > today) return fail("fallAwayInTheFuture", { fields: { fellAwayOn: ["inTheFuture"] } });
    const { currency, receivedAmount, payerName: payer } = contribution;
    const outstanding = contribution.amount - receivedAmount;
    await tx
      .update(contributions)
      .set({
        status: "fellAway",
        statusSince: now,
        fellAwayOn,
        fellAwayReason: input.reason,
        fellAwayEvidence: input.evidence || null,
      })
      .where(eq(contributions.id, contribution.id));
    const file = kept && (await attach(tx, { kind: "fallAway", id: contribution.id }, kept, actor.personId, now));
    await record(
      tx,
      actor,
      "contribution.fellAway",
      subjectOf(application),
      {
        payer,
        ...inCurrency(application, { amount: outstanding, currency }),
        on: fellAwayOn,
        reason: input.reason,
        ...(input.evidence && { evidence: input.evidence }),
        ...(file && kept && { hash: kept.hash }),
      },
      now,
    );
    const stands = matchesOf(known, await countedOf(tx, known)).evidenced;
    const about = { application, funderId: call.funderId };
    for (const side of ["applicant", "funder"] as const)
      await tellSide(tx, side, about, "contributionFellAway", async (language) => ({
        ...givenWords(contribution),
        outstanding: amountText(outstanding, currency),
        on: dayText(fellAwayOn, language),
        reason: input.reason,
        match: await matchWords(known, stands, language),
      }));
    await tellGiver(tx, known, contribution, "partnerContributionFellAway", (language) => ({
      payer,
      outstanding: amountText(outstanding, currency),
      on: dayText(fellAwayOn, language),
      reason: input.reason,
    }));
    return ok({});
  });
}

/** The papers that show that contributions fell away, by contribution. */
export const fallAwayPapers = (given: Array<Pick<Contribution, "id">>) =>
  filesOfEach(
    "fallAway",
    given.map((each) => each.id),
  );

/** A paper that shows that a contribution to this application fell away. */
export async function fallAwayFile(tx: Transaction, id: string, fileId: string) {
  const [found] = await tx
    .select({ id: contributions.id })
    .from(files)
    .innerJoin(contributions, eq(contributions.id, files.subjectId))
    .where(and(eq(files.id, fileId), eq(files.subjectKind, "fallAway"), eq(contributions.applicationId, id)))
    .limit(1);
  return found && fileOf({ kind: "fallAway", id: found.id }, fileId, tx);
}
