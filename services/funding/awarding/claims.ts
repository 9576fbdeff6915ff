import { and, asc, desc, eq, inArray, ne } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { claimLines, claims } from "#db/schema/awards.ts";
import { questions } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { attach, checkUpload, keepBytes } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Failure, fail, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { amountText } from "../../words.ts";
import { subjectOf } from "../access.ts";
import { budgetOf } from "../applying/budget.ts";
import { hongKongDay } from "../calls.ts";
import { contributionsOf, receivedMatchOf } from "../contributions.ts";
import type { claimLineForm } from "../forms.ts";
import { claimMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { termsOf } from "../terms.ts";
import { awardFor } from "./access.ts";
import { type ClaimFinding, checkLine, type LineFacts } from "./claim-check.ts";

type Found = Extract<Awaited<ReturnType<typeof awardFor>>, { ok: true }>;

/** Opens a claim for a stage; there is one draft at a time. */
export async function beginClaim(actor: Actor, id: string, stageId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "claim.write");
    if (!found.ok) return found;
    if (found.award.state !== "active") return fail("wrongState");
    if (found.award.grants[stageId] === undefined) return fail("unknownStage", { fields: { stageId: ["notInList"] } });
    const order = found.application.stages.map((stage) => stage.id);
    if (order.indexOf(stageId) > order.indexOf(found.award.stageId))
      return fail("claimStageNotOpen", { fields: { stageId: ["notInList"] } });
    const before = await tx
      .select()
      .from(claims)
      .where(eq(claims.applicationId, id))
      .orderBy(desc(claims.number))
      .limit(200);
    if (before.some((each) => each.state === "draft")) return fail("claimIsOpen");
    const now = Date.now();
    const number = (before[0]?.number ?? 0) + 1;
    await tx.insert(claims).values({
      id: newId(),
      applicationId: id,
      stageId,
      number,
      state: "draft",
      stateSince: now,
      createdBy: actor.personId,
    });
    await record(tx, actor, "claim.begun", subjectOf(found.application), { number }, now);
    return ok({});
  });
}

/** Adds a cost with its voucher; what the programme does not pay is refused with the reason. */
export async function addClaimLine(
  actor: Actor,
  id: string,
  { subject, voucher, ...line }: z.output<typeof claimLineForm>,
): Promise<Result<object>> {
  const early = await awardFor(reads(), actor, id, "claim.write");
  if (!early.ok) return early;
  const checked = await checkUpload(voucher);
  if (!checked.ok) return { ...checked, params: { ...checked.params, name: voucher.name.slice(0, 120) } };
  const kept = await keepBytes(checked.value);
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "claim.write");
    if (!found.ok) return found;
    const claim = await claimOf(tx, id, subject);
    if (!claim) return notFound();
    if (claim.state !== "draft") return fail("wrongState");
    const hard = (await findingsFor(tx, found, claim.stageId, line)).find((each) => each.isHard);
    if (hard) return refusalOf(hard, found.award.currency);
    const lineId = newId();
    const now = Date.now();
    const { id: voucherFileId } = await attach(tx, { kind: "claimLine", id: lineId }, kept, actor.personId, now);
    await tx.insert(claimLines).values({ id: lineId, claimId: claim.id, ...line, voucherFileId, state: "claimed" });
    await record(
      tx,
      actor,
      "claim.lineAdded",
      subjectOf(found.application),
      { number: claim.number, amount: line.amount, category: line.category, hash: kept.hash },
      now,
    );
    return ok({});
  });
}

function refusalOf({ code, limit = 0 }: ClaimFinding, currency: string): Failure {
  if (code === "categoryUnknown") return fail("claimCategoryUnknown", { fields: { category: ["notInList"] } });
  if (code === "notSpentYet") return fail("costInTheFuture", { fields: { spentOn: ["inTheFuture"] } });
  if (code === "outsidePeriod") return fail("claimOutsidePeriod", { fields: { spentOn: ["outsideProject"] } });
  const extra = { fields: { amount: ["tooLarge"] }, params: { limit: amountText(limit, currency) } };
  return code === "aboveCategory" ? fail("claimAboveCategory", extra) : fail("claimAboveGrant", extra);
}

async function findingsFor(
  tx: Pick<Transaction, "select">,
  { award, application, rules }: Omit<Found, "ok">,
  stageId: string,
  line: LineFacts,
  without = "",
): Promise<ClaimFinding[]> {
  const [before, cells, given] = await Promise.all([
    tx
      .select({
        id: claimLines.id,
        category: claimLines.category,
        spentOn: claimLines.spentOn,
        amount: claimLines.amount,
      })
      .from(claimLines)
      .innerJoin(claims, eq(claims.id, claimLines.claimId))
      .where(
        and(
          eq(claims.applicationId, award.applicationId),
          eq(claims.stageId, stageId),
          ne(claimLines.state, "disallowed"),
        ),
      )
      .limit(5000),
    budgetOf(tx, award.applicationId),
    contributionsOf(tx, award.applicationId),
  ]);
  const terms = termsOf(rules);
  const ratio = rules.stages.find((each) => each.id === stageId)?.ratio;
  const received = receivedMatchOf({ application, rules }, given).stages.find((each) => each.id === stageId);
  const budget: Record<string, number> = {};
  for (const cell of cells)
    if (cell.stageId === stageId && cell.payer === "grant")
      budget[cell.category] = (budget[cell.category] ?? 0) + cell.amount;
  return checkLine({
    line,
    before: before.filter((each) => each.id !== without),
    categories: terms.categories,
    stageId,
    budget,
    grant: award.grants[stageId] ?? 0,
    matchAllows:
      terms.heldToReceivedMatch && received && ratio && ratio.others > 0
        ? Number((BigInt(received.match) * BigInt(ratio.government)) / BigInt(ratio.others))
        : null,
    startsOn: award.startsOn ?? "",
    endsOn: award.endsOn ?? "",
    today: hongKongDay(Date.now()),
  });
}

export async function submitClaim(actor: Actor, id: string, claimId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "claim.write");
    if (!found.ok) return found;
    const claim = await claimOf(tx, id, claimId);
    if (!claim) return notFound();
    const step = stepFor(claimMachine, claim.state, "submit", actor.role);
    if (!step) return fail("wrongState");
    const [line] = await tx
      .select({ id: claimLines.id })
      .from(claimLines)
      .where(eq(claimLines.claimId, claimId))
      .limit(1);
    if (!line) return fail("claimIsEmpty");
    const now = Date.now();
    await tx.update(claims).set({ state: step.to, stateSince: now }).where(eq(claims.id, claimId));
    const { application, call } = found;
    await record(tx, actor, "claim.submitted", subjectOf(application), { number: claim.number }, now);
    await tellSide(tx, "funder", { application, funderId: call.funderId }, "claimIn", { claim: claim.number });
    return ok({});
  });
}

export async function claimOf(tx: Pick<Transaction, "select">, applicationId: string, claimId: string) {
  const [claim] = await tx
    .select()
    .from(claims)
    .where(and(eq(claims.id, claimId), eq(claims.applicationId, applicationId)))
    .limit(1);
  return claim;
}

/** A line of a claim of the application, with its claim. */
export async function claimLineOf(tx: Pick<Transaction, "select">, applicationId: string, lineId: string) {
  const [row] = await tx
    .select({ line: claimLines, claim: claims })
    .from(claimLines)
    .innerJoin(claims, eq(claims.id, claimLines.claimId))
    .where(and(eq(claimLines.id, lineId), eq(claims.applicationId, applicationId)))
    .limit(1);
  return row;
}

/** Allows or disallows a line; one with an open question waits. When the last line is judged the claim is settled. */
export async function judgeLine(
  actor: Actor,
  id: string,
  lineId: string,
  action: "allow" | "disallow",
  reason = "",
): Promise<Result<object>> {
  if (action === "disallow" && !reason.trim()) return fail("reasonForApplicant", { fields: { reason: ["required"] } });
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "claim.settle");
    if (!found.ok) return found;
    const row = await claimLineOf(tx, id, lineId);
    if (!row) return notFound();
    if (row.claim.state !== "submitted" || row.line.state !== "claimed") return fail("wrongState");
    const [asked] = await tx
      .select({ id: questions.id })
      .from(questions)
      .where(and(eq(questions.subjectId, lineId), inArray(questions.state, ["withApplicant", "withFunder"])))
      .limit(1);
    if (asked) return fail("questionIsOpen");
    await tx
      .update(claimLines)
      .set({ state: action === "allow" ? "allowed" : "disallowed", reason: reason || null })
      .where(eq(claimLines.id, lineId));
    await record(
      tx,
      actor,
      action === "allow" ? "claim.lineAllowed" : "claim.lineDisallowed",
      subjectOf(found.application),
      { number: row.claim.number, amount: row.line.amount, ...(reason && { reason }) },
    );
    const left = await tx
      .select({ id: claimLines.id })
      .from(claimLines)
      .where(and(eq(claimLines.claimId, row.claim.id), eq(claimLines.state, "claimed")))
      .limit(1);
    if (left.length > 0) return ok({});
    await settle(tx, actor, found, row.claim);
    return ok({});
  });
}

async function settle(tx: Transaction, actor: Actor, { application, call }: Found, claim: typeof claims.$inferSelect) {
  const step = stepFor(claimMachine, claim.state, "settle", actor.role);
  if (!step) return;
  const now = Date.now();
  await tx.update(claims).set({ state: step.to, stateSince: now }).where(eq(claims.id, claim.id));
  await record(tx, actor, "claim.settled", subjectOf(application), { number: claim.number }, now);
  await tellSide(tx, "applicant", { application, funderId: call.funderId }, "claimSettled", { claim: claim.number });
}

/** The claims of an award with their lines, each with what is to be said of it; all, or those that are settled. */
export async function claimsOf(found: Omit<Found, "ok">, onlySettled = false) {
  const id = found.award.applicationId;
  const all = await reads()
    .select()
    .from(claims)
    .where(and(eq(claims.applicationId, id), onlySettled ? eq(claims.state, "settled") : undefined))
    .orderBy(desc(claims.number))
    .limit(50);
  if (all.length === 0) return [];
  const lines = await reads()
    .select()
    .from(claimLines)
    .where(
      inArray(
        claimLines.claimId,
        all.map((each) => each.id),
      ),
    )
    .orderBy(asc(claimLines.id))
    .limit(2000);
  return Promise.all(
    all.map(async (claim) => ({
      ...claim,
      lines: await Promise.all(
        lines
          .filter((line) => line.claimId === claim.id)
          .map(async (line) => ({
            ...line,
            findings:
              line.state === "claimed" && claim.state !== "settled"
                ? await findingsFor(reads(), found, claim.stageId, line, line.id)
                : [],
          })),
      ),
    })),
  );
}
