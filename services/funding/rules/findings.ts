import type { Mark } from "./programme-schema.ts";

/**
 * What the engine may find. The codes are stable: other programs and the pages' messages (`programmes.finding.<code>`)
 * rely on them. `hard` blocks a submission, `soft` is told, `check` must be answered by a person.
 */
const findingSeverity = {
  lead_not_eligible: "hard",
  lead_too_old: "hard",
  lead_too_young: "hard",
  lead_not_in_hong_kong: "hard",
  call_closed: "hard",
  quota_full: "hard",
  stage1_alone: "hard",
  entry_not_offered: "hard",
  duration_over: "soft",
  public_money_not_counted: "soft",
  repayable_not_counted: "soft",
  redeemable_not_counted: "soft",
  counted_twice: "soft",
  side_not_counted: "soft",
  outside_match_period: "soft",
  before_approval_not_counted: "soft",
  rate_missing: "soft",
  rate_of_another_day: "soft",
  rate_indicative: "check",
  currency_held_back: "soft",
  related_party_unexplained: "check",
  needs_check: "check",
  in_kind_not_counted: "soft",
  in_kind_not_counted_stage2: "soft",
  licences_over_share: "soft",
  industry_contribution_missing: "hard",
  university_contribution_missing: "hard",
  industry_gives_no_cash: "soft",
  in_kind_over_cap: "hard",
  match_short: "hard",
  ratio_not_exact: "hard",
  grant_above_need: "soft",
  grant_below_min: "hard",
  grant_above_cap: "hard",
  project_too_small: "hard",
  own_money_below_min: "hard",
  stacking_not_allowed: "hard",
  ip_share_below_min: "hard",
  document_missing: "hard",
  rule_unverified: "check",
} as const satisfies Record<string, "hard" | "soft" | "check">;

export type FindingCode = keyof typeof findingSeverity;
export type Severity = "hard" | "soft" | "check";

export interface Finding extends Mark {
  code: FindingCode;
  severity: Severity;
  stageId?: string;
  /** The money the finding is about, where it has some. */
  amount?: number;
  /** What a person must look at: a condition, a document, another programme. */
  about?: string;
}

export const isFindingCode = (code: string): code is FindingCode => Object.hasOwn(findingSeverity, code);

export function finding(
  code: FindingCode,
  { source, url, confidence }: Mark,
  more: { stageId?: string; amount?: number; about?: string; severity?: Severity } = {},
): Finding {
  return { code, severity: findingSeverity[code], ...more, source, ...(url !== undefined && { url }), confidence };
}
