import { and, desc, eq, gt, inArray, ne } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { awards, milestones, type Variation, variations } from "#db/schema/awards.ts";
import { budgetLines } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Language, plain } from "../../language.ts";
import { type Failure, fail, notFound, ok, type Result } from "../../result.ts";
import { stepFor } from "../../states.ts";
import { subjectOf } from "../access.ts";
import { budgetOf } from "../applying/budget.ts";
import { monthsLater } from "../applying/plan.ts";
import { hongKongDay } from "../calls.ts";
import type { variationForm } from "../forms.ts";
import { variationMachine } from "../states.ts";
import { tellSide } from "../tell.ts";
import { termsOf } from "../terms.ts";
import { awardFor } from "./access.ts";
import { scheduleReports } from "./reports.ts";

type Found = Extract<Awaited<ReturnType<typeof awardFor>>, { ok: true }>;

/** Asks for a change: money between budget heads, more time, another person. One of a kind is open at a time. */
export async function requestVariation(
  actor: Actor,
  id: string,
  { reason, ...change }: z.output<typeof variationForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "variation.request");
    if (!found.ok) return found;
    if (found.award.state !== "active" && found.award.state !== "suspended") return fail("wrongState");
    const [open] = await tx
      .select({ id: variations.id })
      .from(variations)
      .where(and(eq(variations.applicationId, id), eq(variations.kind, change.kind), eq(variations.state, "requested")))
      .limit(1);
    if (open) return fail("variationIsOpen");
    const refused = await cannotMove(tx, found, change, actor.language);
    if (refused) return refused;
    const now = Date.now();
    await tx.insert(variations).values({
      id: newId(),
      applicationId: id,
      kind: change.kind,
      change,
      reason,
      state: "requested",
      stateSince: now,
      requestedBy: actor.personId,
      createdAt: now,
    });
    const { application, call } = found;
    await record(tx, actor, "variation.requested", subjectOf(application), { ...change, reason }, now);
    await tellSide(tx, "funder", { application, funderId: call.funderId }, "variationRequested");
    return ok({});
  });
}

/** Why a budget move cannot be made: a head that is unknown or that this stage does not pay, or less there than is moved. */
async function cannotMove(
  tx: Pick<Transaction, "select">,
  { award, rules }: Found,
  change: Variation,
  language: Language,
): Promise<Failure | undefined> {
  if (change.kind !== "budgetMove") return undefined;
  const { categories } = termsOf(rules);
  const to = categories.find((each) => each.id === change.to);
  if (!to || !categories.some((each) => each.id === change.from))
    return fail("unknownCell", { fields: { to: ["notInList"] } });
  if (change.from === change.to) return fail("moveOntoItself", { fields: { to: ["sameHead"] } });
  if (to.stages && !to.stages.includes(change.stageId)) {
    const paid = rules.stages
      .filter((stage) => to.stages!.includes(stage.id))
      .map((stage) => plain(stage.name, language));
    return fail("costOfOtherStage", {
      fields: { to: ["invalid"] },
      params: { cost: plain(to.name, language), stages: paid.join(language === "en" ? ", " : "、") },
    });
  }
  const there = (await budgetOf(tx, award.applicationId))
    .filter((cell) => cell.stageId === change.stageId && cell.category === change.from && cell.payer === "grant")
    .reduce((sum, cell) => sum + cell.amount, 0);
  return change.amount > there ? fail("budgetTooSmall", { fields: { amount: ["tooLarge"] } }) : undefined;
}

/** Decides a request, or takes it back; an approved one changes the award at once. */
export async function judgeVariation(
  actor: Actor,
  id: string,
  variationId: string,
  action: "approve" | "refuse" | "withdraw",
  answer = "",
): Promise<Result<object>> {
  if (action === "refuse" && !answer.trim()) return fail("reasonForApplicant", { fields: { reason: ["required"] } });
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, action === "withdraw" ? "variation.request" : "award.run");
    if (!found.ok) return found;
    const [variation] = await tx
      .select()
      .from(variations)
      .where(and(eq(variations.id, variationId), eq(variations.applicationId, id)))
      .limit(1);
    if (!variation) return notFound();
    const step = stepFor(variationMachine, variation.state, action, actor.role);
    if (!step) return fail("wrongState");
    const now = Date.now();
    if (action === "approve") {
      const refused =
        (await cannotMove(tx, found, variation.change, actor.language)) ??
        (await apply(tx, found, variation.change, now));
      if (refused) return refused;
    }
    await tx
      .update(variations)
      .set({ state: step.to, stateSince: now, answer: answer || null })
      .where(eq(variations.id, variationId));
    const { application, call } = found;
    const event = { approve: "variation.approved", refuse: "variation.refused", withdraw: "variation.withdrawn" }[
      action
    ];
    await record(tx, actor, event, subjectOf(application), { kind: variation.kind, ...(answer && { answer }) }, now);
    await tellSide(
      tx,
      action === "withdraw" ? "funder" : "applicant",
      { application, funderId: call.funderId },
      "variationDecided",
      { reason: answer },
    );
    return ok({});
  });
}

async function apply(tx: Transaction, found: Found, change: Variation, now: number): Promise<Failure | undefined> {
  const { award } = found;
  const id = award.applicationId;
  if (change.kind === "budgetMove") {
    await shift(tx, id, change.stageId, change.from, -change.amount);
    await shift(tx, id, change.stageId, change.to, change.amount);
  }
  if (change.kind === "extension" && award.endsOn) {
    const endsOn = monthsLater(award.endsOn, change.months);
    await tx.update(awards).set({ endsOn }).where(eq(awards.applicationId, id));
    const open = await tx
      .select()
      .from(milestones)
      .where(
        and(
          eq(milestones.applicationId, id),
          inArray(milestones.state, ["planned", "returned"]),
          gt(milestones.dueOn, hongKongDay(now)),
        ),
      );
    for (const each of open)
      await tx
        .update(milestones)
        .set({ dueOn: monthsLater(each.dueOn, change.months), untilMonth: each.untilMonth + change.months })
        .where(eq(milestones.id, each.id));
    await scheduleReports(tx, { ...found, award: { ...award, endsOn } }, now);
  }
  return undefined;
}

async function shift(tx: Transaction, applicationId: string, stageId: string, category: string, amount: number) {
  const cell = and(
    eq(budgetLines.applicationId, applicationId),
    eq(budgetLines.stageId, stageId),
    eq(budgetLines.category, category),
    eq(budgetLines.payer, "grant"),
  );
  const [known] = await tx.select().from(budgetLines).where(cell).limit(1);
  if (known)
    await tx
      .update(budgetLines)
      .set({ amount: known.amount + amount })
      .where(eq(budgetLines.id, known.id));
  else await tx.insert(budgetLines).values({ id: newId(), applicationId, stageId, category, payer: "grant", amount });
}

/** The changes asked for, the newest first; all, or those that were answered. */
export const variationsOf = (id: string, onlyAnswered = false) =>
  reads()
    .select()
    .from(variations)
    .where(and(eq(variations.applicationId, id), onlyAnswered ? ne(variations.state, "requested") : undefined))
    .orderBy(desc(variations.createdAt))
    .limit(50);
