import { eq } from "drizzle-orm";
import type { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { budgetLines, contributions } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { markOf } from "../../mark.ts";
import { fail, ok, type Result } from "../../result.ts";
import { subjectOf } from "../access.ts";
import type { budgetForm } from "../forms.ts";
import { termsOf } from "../terms.ts";
import { touched, writable } from "./answers.ts";
import type { BudgetCell } from "./check-budget.ts";

function cellsFrom(input: z.output<typeof budgetForm>["cells"]): BudgetCell[] {
  return Object.entries(input).flatMap(([stageId, categories]) =>
    Object.entries(categories).flatMap(([category, payers]) =>
      Object.entries(payers).map(([payer, amount]) => ({ stageId, category, payer, amount })),
    ),
  );
}

/** Cells in one order, whatever order they were typed or kept in. */
const inOrder = (cells: BudgetCell[]): BudgetCell[] => {
  const place = (cell: BudgetCell) => [cell.stageId, cell.category, cell.payer].join(" ");
  return [...cells].sort((a, b) => (place(a) < place(b) ? -1 : 1));
};

export const budgetMark = (cells: BudgetCell[]): string => markOf(inOrder(cells));

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

/** Keeps the whole budget table. The same table again changes nothing; a page that is out of date is refused. */
export async function saveBudget(
  actor: Actor,
  id: string,
  input: z.output<typeof budgetForm>,
  now = Date.now(),
): Promise<Result<{ mark: string; at: number }>> {
  return transact(async (tx) => {
    const known = await writable(tx, actor, id, "budget");
    if (!known.ok) return known;
    const { application, rules } = known;
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
    const kept = budgetMark(await budgetOf(tx, id));
    if (kept === budgetMark(cells)) return ok({ mark: kept, at: now });
    if (kept !== input.mark) return fail("changedMeanwhile");
    await tx.delete(budgetLines).where(eq(budgetLines.applicationId, id));
    for (const cell of cells) await tx.insert(budgetLines).values({ id: newId(), applicationId: id, ...cell });
    const version = await touched(tx, application);
    await record(tx, actor, "application.saved", subjectOf(application), { field: "budget", version }, now);
    return ok({ mark: budgetMark(cells), at: now });
  });
}
