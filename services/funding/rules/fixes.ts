import type { Classified, Side } from "./contributions.ts";
import { allowed, needed, parts, sum } from "./exact.ts";
import type { StageRule } from "./programme-schema.ts";

/** A way to repair a stage. `amount` is what has to move; `grantAfter` what can be paid then. */
export interface Fix {
  kind: "strikeRedemption" | "sideGives" | "newInKind" | "newCash" | "inKindIntoCash" | "askLess" | "otherMoney";
  amount: number;
  grantAfter: number;
  /** Whether the stage's wanted grant can be paid in full after it. */
  isWhole: boolean;
  /** A giver that must give and gives nothing yet: at least a part comes from there. */
  side?: Side;
  /** A second such giver. */
  also?: Side;
  /** In-kind that lay idle and counts after it. */
  freesInKind?: number;
}

interface Figures {
  cost: number;
  wanted: number;
  cash: number;
  inKindOffered: number;
  inKindCounted: number;
  match: number;
  matchLimit: number;
  grantMax: number;
  neededMatch: number;
  short: number;
  leastNewCash: number;
  leastNewInKind: number | null;
  missingSides: Side[];
  gap: number;
}

/** Every repair of a stage, the cheapest first: what costs nobody new money, then in-kind, then cash, then a smaller ask. Pure. */
export function fixesOf(rule: StageRule, stage: Figures, classified: Classified[], unit: number): Fix[] {
  const { government, others } = rule.ratio;
  const [top, bottom] = parts(rule.inKindMaxShare);
  const { wanted, neededMatch } = stage;
  const fixes: Fix[] = [];
  const whole = (kind: Fix["kind"], amount: number, more: Partial<Fix> = {}) =>
    fixes.push({ kind, amount, grantAfter: wanted, isWhole: true, ...more });
  /** New money repairs the sides that give nothing, too, when each brings a part of it. */
  const [missing, another] = stage.missingSides;
  const from = { ...(missing && { side: missing }), ...(another && { also: another }) };
  const inParts = (amount: number) => Math.max(amount, unit * stage.missingSides.length);
  for (const side of stage.short > 0 ? [] : stage.missingSides) {
    const room = Math.max(0, allowed(stage.cash, top, bottom - top) - stage.inKindOffered);
    whole("sideGives", Math.min(room, stage.cost), { side });
  }
  if (stage.short > 0) {
    const struck = classified.filter(
      ({ given, findings }) =>
        given.side !== "other" &&
        rule.matchFrom.includes(given.side) &&
        findings.some((each) => each.code === "redeemable_not_counted"),
    );
    const redeemable = sum(struck, (each) => each.given.amount);
    const freesInKind = Math.min(stage.inKindOffered, allowed(neededMatch, top, bottom)) - stage.inKindCounted;
    if (redeemable >= stage.leastNewCash)
      whole("strikeRedemption", stage.leastNewCash, {
        freesInKind,
        isWhole: stage.missingSides.every((side) => struck.some((each) => each.given.side === side)),
      });
    else if (redeemable > 0) {
      const cash = stage.cash + redeemable;
      const match = cash + Math.min(stage.inKindOffered, allowed(cash, top, bottom - top));
      fixes.push({
        kind: "strikeRedemption",
        amount: redeemable,
        grantAfter: Math.min(wanted, allowed(match, government, others, unit)),
        isWhole: false,
      });
    }
    if (stage.leastNewInKind !== null) whole("newInKind", inParts(stage.leastNewInKind), from);
    whole("newCash", inParts(stage.leastNewCash), { freesInKind, ...from });
    const idle = stage.inKindOffered - stage.inKindCounted;
    if (idle > 0) {
      const total = stage.cash + stage.inKindOffered;
      const aim = Math.min(neededMatch, total);
      const turned = Math.max(0, needed(aim, bottom - top, bottom) - stage.cash);
      const grantAfter = Math.min(wanted, allowed(aim, government, others, unit));
      fixes.push({ kind: "inKindIntoCash", amount: turned, grantAfter, isWhole: grantAfter === wanted && !missing });
    }
    if (stage.grantMax > 0 && stage.missingSides.length === 0)
      fixes.push({ kind: "askLess", amount: wanted - stage.matchLimit, grantAfter: stage.matchLimit, isWhole: false });
  } else if (stage.gap > 0) {
    fixes.push({ kind: "otherMoney", amount: stage.gap, grantAfter: Math.min(wanted, stage.grantMax), isWhole: true });
  }
  return fixes.sort((a, b) => Number(b.isWhole) - Number(a.isWhole));
}
