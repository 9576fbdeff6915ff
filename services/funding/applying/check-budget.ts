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
