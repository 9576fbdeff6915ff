import { eq } from "drizzle-orm";
import type { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { budgetLines, contributions } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { subjectOf } from "../access.ts";
import type { budgetForm } from "../forms.ts";
import { termsOf } from "../terms.ts";
import { touched, writable } from "./answers.ts";

/** What one payer pays of one cost category in one stage. `payer` is `grant` or a contribution's id. */
export interface BudgetCell {
  stageId: string;
  category: string;
  payer: string;
  amount: number;
}

export interface BudgetFinding {
  code: "costDiffers" | "grantDiffers" | "payerAboveOffer" | "categoryAboveCap";
  stageId: string;
  /** The payer or category it is about. */
  about?: string;
  /** What is wanted, and what the table has. */
  wanted: number;
  found: number;
}

interface BudgetCase {
  stages: Array<{ id: string; cost: number; grant: number }>;
  offers: Array<{ id: string; stageId: string; amount: number }>;
  /** The largest share of a stage's grant that a category may take, in basis points. */
  categories: Array<{ id: string; capBasisPoints: number }>;
  cells: BudgetCell[];
}

/**
 * Everything in which a budget table differs from the plan: a stage's cells must sum to its cost, its grant column to the
 * grant asked for; nobody pays more than they offer; a category takes no more of the grant than its cap. Pure.
 */
export function checkBudget({ stages, offers, categories, cells }: BudgetCase): BudgetFinding[] {
  const found: BudgetFinding[] = [];
  const sum = (which: (cell: BudgetCell) => boolean) =>
    cells.filter(which).reduce((total, cell) => total + cell.amount, 0);
  for (const { id, cost, grant } of stages) {
    const here = (cell: BudgetCell) => cell.stageId === id;
    const total = sum(here);
    if (total !== cost) found.push({ code: "costDiffers", stageId: id, wanted: cost, found: total });
    const asked = sum((cell) => here(cell) && cell.payer === "grant");
    if (asked !== grant) found.push({ code: "grantDiffers", stageId: id, wanted: grant, found: asked });
    for (const offer of offers.filter((each) => each.stageId === id)) {
      const pays = sum((cell) => here(cell) && cell.payer === offer.id);
      if (pays > offer.amount)
        found.push({ code: "payerAboveOffer", stageId: id, about: offer.id, wanted: offer.amount, found: pays });
    }
    for (const category of categories) {
      const takes = sum((cell) => here(cell) && cell.category === category.id && cell.payer === "grant");
      const most = Number((BigInt(grant) * BigInt(category.capBasisPoints)) / 10_000n);
      if (takes > most)
        found.push({ code: "categoryAboveCap", stageId: id, about: category.id, wanted: most, found: takes });
    }
  }
  return found;
}

export function cellsFrom(input: z.output<typeof budgetForm>["cells"]): BudgetCell[] {
  return Object.entries(input).flatMap(([stageId, categories]) =>
    Object.entries(categories).flatMap(([category, payers]) =>
      Object.entries(payers).map(([payer, amount]) => ({ stageId, category, payer, amount })),
    ),
  );
}

export const budgetOf = (tx: Pick<Transaction, "select">, id: string): Promise<BudgetCell[]> =>
  tx
    .select({
      stageId: budgetLines.stageId,
      category: budgetLines.category,
      payer: budgetLines.payer,
      amount: budgetLines.amount,
    })
    .from(budgetLines)
    .where(eq(budgetLines.applicationId, id));

/** Keeps the whole budget table. A table from a page that is out of date is refused; what was typed stays with the writer. */
export async function saveBudget(
  actor: Actor,
  id: string,
  input: z.output<typeof budgetForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await writable(tx, actor, id);
    if (!known.ok) return known;
    const { application, rules } = known;
    if (application.version !== input.version) return fail("changedMeanwhile");
    const given = await tx
      .select({ id: contributions.id })
      .from(contributions)
      .where(eq(contributions.applicationId, id));
    const payers = new Set(["grant", ...given.map((each) => each.id)]);
    const categories = new Set(termsOf(rules).categories.map((each) => each.id));
    const stages = new Set(application.stages.map((each) => each.id));
    const cells = cellsFrom(input.cells).filter((cell) => cell.amount > 0);
    // Only what the programme pays for, in the stages that it pays it for.
    if (!cells.every((cell) => payers.has(cell.payer) && categories.has(cell.category) && stages.has(cell.stageId)))
      return fail("unknownCell");
    await tx.delete(budgetLines).where(eq(budgetLines.applicationId, id));
    for (const cell of cells) await tx.insert(budgetLines).values({ id: newId(), applicationId: id, ...cell });
    const version = await touched(tx, application);
    await record(tx, actor, "application.saved", subjectOf(application), { field: "budget", version });
    return ok({});
  });
}
