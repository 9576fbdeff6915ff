import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { costKinds, deadlines, families, filingCosts, filingLetters, filings } from "#db/schema/protection.ts";
import { record } from "../audit/index.ts";
import { day } from "../day.ts";
import { type Actor, peopleOf } from "../identity/index.ts";
import type { Language } from "../language.ts";
import { isWhole, moneyOfChosenCurrency } from "../money.ts";
import { noticeLater } from "../notify/index.ts";
import { onceKey } from "../once.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { dayOf, lastWorkingDay, offices, rolled } from "./counting.ts";
import { endOfTerm, letterEvents } from "./deadlines.ts";
import { barsPassed } from "./events.ts";
import { filingFor, markOfFiling } from "./families.ts";
import { eventsIn, type Filing, isOver, MANUAL, redate } from "./redate.ts";

const costCurrencies = ["HKD", "CNY", "USD", "EUR", "JPY", "KRW", "ILS", "TWD", "SGD", "GBP"] as const;

export const letterForm = z.object({
  event: z.enum(letterEvents, "required"),
  datedOn: day,
  isPaper: z.literal("on").optional(),
});
/** Takes back what was noted by mistake. */
export const removeForm = z.object({
  subject: z.string("required").min(1),
  reason: z.string("required").trim().min(1, "required").max(500, "tooLong"),
});
export const manualForm = z.object({
  act: z.string("required").trim().min(1, "required").max(300, "tooLong"),
  dueOn: day,
  key: onceKey,
});
export const costForm = z
  .object({
    kind: z.enum(costKinds, "required"),
    amount: moneyOfChosenCurrency.refine((minor) => minor > 0, "notAboveNought"),
    currency: z.enum(costCurrencies, "required"),
    spentOn: day,
    note: z.string().trim().max(300, "tooLong").default(""),
    key: onceKey,
  })
  .refine(({ amount, currency }) => isWhole(amount, currency), { path: ["amount"], message: "noDecimals" });
export const budgetForm = z
  .object({ budget: moneyOfChosenCurrency, currency: z.enum(costCurrencies, "required") })
  .refine(({ budget, currency }) => isWhole(budget, currency), { path: ["budget"], message: "noDecimals" });
export const abandonForm = z.object({
  to: z.enum(["withdrawn", "lapsed"], "required"),
  reason: z.string("required").trim().min(1, "required").max(2000, "tooLong"),
});

type Work = (
  tx: Parameters<Parameters<typeof transact>[0]>[0],
  filing: Filing,
  now: number,
) => Promise<{ event: string; details: Record<string, string | number | null> } | Result<object>>;

/** One act on a filing by somebody who keeps its patents: looked up, done, entered in the audit trail, all or nothing. */
async function actOn(actor: Actor, caseId: string, filingId: string, work: Work): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await filingFor(tx, actor, caseId, filingId);
    if (!found) return notFound();
    if (!found.mayFile) return forbidden();
    const now = Date.now();
    const done = await work(tx, found.filing, now);
    if ("ok" in done) return done;
    await record(tx, actor, done.event, { kind: "family", id: found.filing.familyId, caseId }, done.details, now);
    return ok({});
  });
}

const later = (on: string, now: number, field: string): Result<never> | undefined =>
  on > dayOf(now) ? fail("dayInTheFuture", { fields: { [field]: ["inTheFuture"] } }) : undefined;

/** Notes a letter of the office; the reply it asks for joins the docket. */
export const noteLetter = (actor: Actor, caseId: string, filingId: string, input: z.output<typeof letterForm>) =>
  actOn(actor, caseId, filingId, async (tx, filing, now) => {
    if (isOver(filing)) return fail("filingIsOver");
    const early = later(input.datedOn, now, "datedOn");
    if (early) return early;
    if (filing.filedOn && input.datedOn < filing.filedOn)
      return fail("beforeFiling", { fields: { datedOn: ["beforeFiling"] } });
    const [known] = await tx
      .select({ id: filingLetters.id })
      .from(filingLetters)
      .where(
        and(
          eq(filingLetters.filingId, filingId),
          eq(filingLetters.event, input.event),
          eq(filingLetters.datedOn, input.datedOn),
        ),
      )
      .limit(1);
    if (known) return fail("letterIsNoted", { fields: { datedOn: ["letterIsNoted"] } });
    const letter = { event: input.event, datedOn: input.datedOn, isPaper: input.isPaper === "on" };
    await tx.insert(filingLetters).values({ id: newId(), filingId, ...letter, createdAt: now });
    await redate(tx, filing.familyId, now);
    return { event: "filing.letter", details: { letter: input.event, datedOn: input.datedOn } };
  });

/** Takes back a letter that was noted by mistake: the dates it set go, but for what is done. The audit trail keeps why. */
export const removeLetter = (actor: Actor, caseId: string, filingId: string, input: z.output<typeof removeForm>) =>
  actOn(actor, caseId, filingId, async (tx, filing, now) => {
    if (isOver(filing)) return fail("filingIsOver");
    const [letter] = await tx
      .delete(filingLetters)
      .where(and(eq(filingLetters.id, input.subject), eq(filingLetters.filingId, filingId)))
      .returning();
    if (!letter) return notFound();
    await redate(tx, filing.familyId, now);
    const details = { letter: letter.event, datedOn: letter.datedOn, reason: input.reason };
    return { event: "filing.letterRemoved", details };
  });

/** Adds a date that no rule gives; computing anew leaves it alone. On a closed day of the office it rolls as the rules' dates do. */
export const addDeadline = (
  actor: Actor,
  caseId: string,
  filingId: string,
  input: z.output<typeof manualForm>,
  language: Language,
) =>
  actOn(actor, caseId, filingId, async (tx, filing, now) => {
    if (isOver(filing)) return fail("filingIsOver");
    const office = offices()[filing.jurisdiction];
    const [added] = await tx
      .insert(deadlines)
      .values({
        id: input.key ?? newId(),
        familyId: filing.familyId,
        filingId,
        ruleId: MANUAL,
        occurrence: newId(),
        act: { [language]: input.act },
        jurisdiction: filing.jurisdiction,
        statutoryOn: input.dueOn,
        lastOn: office ? rolled(input.dueOn, office) : input.dueOn,
        safeOn: office ? lastWorkingDay(input.dueOn, office) : input.dueOn,
        source: "",
        confidence: "ours",
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: deadlines.id });
    if (!added) return ok({});
    return { event: "deadline.added", details: { act: input.act, on: input.dueOn } };
  });

/** Notes money spent, in the currency of the bill. */
export const noteCost = (actor: Actor, caseId: string, filingId: string, input: z.output<typeof costForm>) =>
  actOn(actor, caseId, filingId, async (tx, _filing, now) => {
    const early = later(input.spentOn, now, "spentOn");
    if (early) return early;
    const { amount: amountMinor, key, ...rest } = input;
    const [noted] = await tx
      .insert(filingCosts)
      .values({ id: key ?? newId(), filingId, amountMinor, ...rest, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: filingCosts.id });
    if (!noted) return ok({});
    return { event: "filing.cost", details: { kind: input.kind, amountMinor, currency: input.currency } };
  });

/** Takes back a cost that was noted by mistake; the audit trail keeps it and why. */
export const removeCost = (actor: Actor, caseId: string, filingId: string, input: z.output<typeof removeForm>) =>
  actOn(actor, caseId, filingId, async (tx) => {
    const [cost] = await tx
      .delete(filingCosts)
      .where(and(eq(filingCosts.id, input.subject), eq(filingCosts.filingId, filingId)))
      .returning();
    if (!cost) return notFound();
    const { kind, amountMinor, currency } = cost;
    return { event: "filing.costRemoved", details: { kind, amountMinor, currency, reason: input.reason } };
  });

/** Sets what may be spent on the whole family. */
export const setBudget = (actor: Actor, caseId: string, filingId: string, input: z.output<typeof budgetForm>) =>
  actOn(actor, caseId, filingId, async (tx, filing) => {
    const budget = { budgetMinor: input.budget, budgetCurrency: input.currency };
    await tx.update(families).set(budget).where(eq(families.id, filing.familyId));
    return { event: "family.budget", details: budget };
  });

/** Proposes to give up a filing; a second person has to agree. */
export const proposeAbandoning = (
  actor: Actor,
  caseId: string,
  filingId: string,
  input: z.output<typeof abandonForm>,
) =>
  actOn(actor, caseId, filingId, async (tx, filing, now) => {
    if (isOver(filing)) return fail("filingIsOver");
    if (filing.abandonProposedBy) return fail("abandonIsProposed");
    const proposal = { abandonProposedBy: actor.personId, abandonReason: input.reason, abandonTo: input.to };
    await tx.update(filings).set(proposal).where(eq(filings.id, filingId));
    for (const colleague of await peopleOf("ttoOfficer", actor.organisationId)) {
      if (colleague.id === actor.personId) continue;
      const params = { by: actor.name, filing: `${filing.jurisdiction} ${filing.number ?? ""}`.trim() };
      const link = `/cases/${caseId}/filings/${filingId}`;
      await noticeLater(tx, { personId: colleague.id, message: "abandonProposed", params, link }, now);
    }
    return { event: "filing.abandonProposed", details: { reason: input.reason, to: input.to } };
  });

/** Ends the filing as proposed. Refused to whoever proposed it. What people had added to its dates is kept in the trail. */
export const agreeAbandoning = (actor: Actor, caseId: string, filingId: string) =>
  actOn(actor, caseId, filingId, async (tx, filing, now) => {
    if (!filing.abandonProposedBy || isOver(filing)) return fail("abandonNotProposed");
    if (filing.abandonProposedBy === actor.personId) return fail("secondPersonNeeded");
    const state = filing.abandonTo ?? "withdrawn";
    await tx.update(filings).set({ state }).where(eq(filings.id, filingId));
    const added = await tx
      .select({ act: deadlines.act, on: deadlines.lastOn })
      .from(deadlines)
      .where(and(eq(deadlines.filingId, filingId), eq(deadlines.ruleId, MANUAL), isNull(deadlines.doneOn)));
    await redate(tx, filing.familyId, now);
    const dates = added.map(({ act, on }) => `${on} ${Object.values(act).join(" / ")}`).join("; ");
    return { event: "filing.abandoned", details: { reason: filing.abandonReason, to: state, ...(dates && { dates }) } };
  });

/** Keeps the filing after all: whoever proposed it, or anybody else who keeps the patents, may say so. */
export const keepFiling = (actor: Actor, caseId: string, filingId: string) =>
  actOn(actor, caseId, filingId, async (tx, filing) => {
    if (!filing.abandonProposedBy || isOver(filing)) return fail("abandonNotProposed");
    await tx
      .update(filings)
      .set({ abandonProposedBy: null, abandonReason: null, abandonTo: null })
      .where(eq(filings.id, filingId));
    return { event: "filing.kept", details: {} };
  });

/** Everything on file about one filing, or nothing when the person may not see it. Costs are for who keeps the patents. */
export async function filingPage(actor: Actor, caseId: string, filingId: string) {
  const found = await transact((tx) => filingFor(tx, actor, caseId, filingId));
  if (!found) return undefined;
  const { filing, mayFile } = found;
  const [family, siblings, letters, due] = await Promise.all([
    reads().select().from(families).where(eq(families.id, filing.familyId)).limit(1),
    reads().select().from(filings).where(eq(filings.familyId, filing.familyId)).orderBy(asc(filings.filedOn)),
    reads()
      .select()
      .from(filingLetters)
      .where(eq(filingLetters.filingId, filingId))
      .orderBy(desc(filingLetters.datedOn)),
    reads().select().from(deadlines).where(eq(deadlines.filingId, filingId)).orderBy(asc(deadlines.lastOn)).limit(200),
  ]);
  const costs = mayFile
    ? await reads()
        .select()
        .from(filingCosts)
        .where(
          inArray(
            filingCosts.filingId,
            siblings.map((each) => each.id),
          ),
        )
        .orderBy(desc(filingCosts.spentOn))
    : [];
  const events = eventsIn(siblings, filing, letters);
  return {
    filing,
    mark: markOfFiling(filing),
    mayFile,
    title: family[0]!.title,
    isDemonstration: family[0]!.isDemonstration,
    budget: mayFile ? { minor: family[0]!.budgetMinor, currency: family[0]!.budgetCurrency } : undefined,
    designated: siblings.find((each) => each.id === filing.basedOn),
    barsPassed: isOver(filing) ? [] : barsPassed(events, dayOf(filing.createdAt)),
    hasPaper: (offices()[filing.jurisdiction]?.paperReceiptDays ?? 0) > 0,
    endsOn: endOfTerm(events) ?? filing.statedEndOn,
    letters,
    deadlines: due,
    costs,
  };
}

/** What was spent by currency; no rate is applied, because the bill was paid at its own. Pure. */
export function spentByCurrency(costs: Array<{ currency: string; amountMinor: number }>): Array<[string, number]> {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of costs) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
}
