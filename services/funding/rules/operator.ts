import type { Programme } from "./programme-schema.ts";

export interface OperatorCase {
  budget: number;
  /** What the operator pays of it. */
  operatorMoney: number;
  /** What it takes of the shares. */
  equityBasisPoints: number;
  months: number;
}

/** Whether an incubator's terms with a company are within the programme's, and what they imply; undefined without an operator. Pure. */
export function operatorTerms(programme: Programme, given: OperatorCase) {
  const { operator } = programme;
  const stage = programme.stages[0]!;
  if (!operator) return undefined;
  const { government, others } = stage.ratio;
  const publicMoney = given.budget - given.operatorMoney;
  const problems: Array<"publicShareAbove" | "equityAbove" | "equityBelow" | "termAbove"> = [];
  if (publicMoney * (government + others) > given.budget * government) problems.push("publicShareAbove");
  if (given.equityBasisPoints > operator.equityMaxBasisPoints) problems.push("equityAbove");
  if (given.equityBasisPoints < operator.equityMinBasisPoints) problems.push("equityBelow");
  if (stage.months?.hard !== undefined && given.months > stage.months.hard) problems.push("termAbove");
  return {
    problems,
    /** The company's value that the operator's own money and its shares imply. */
    postMoney:
      given.equityBasisPoints > 0 ? Math.floor((given.operatorMoney * 10_000) / given.equityBasisPoints) : null,
    /** Units of budget for one unit of the operator's money. */
    leverage: given.operatorMoney > 0 ? Math.round((given.budget * 100) / given.operatorMoney) / 100 : null,
  };
}
