import type { Programme } from "./programme.ts";

const named = (en: string, hant: string, hans: string) => ({ en, "zh-Hant": hant, "zh-Hans": hans });
/** Cost categories where a programme's file names none: a default of this portal. */
const usual = [
  { id: "manpower", name: named("Manpower", "人手", "人员") },
  { id: "equipment", name: named("Equipment", "設備", "设备") },
  { id: "other", name: named("Other direct costs", "其他直接開支", "其他直接费用") },
];

/** What the portal takes where a programme says nothing about time: defaults of its own, in days. */
const decisionTargetDays = 180;
const clarificationTargetDays = 14;

/** Audited accounts that are counted in months from the start; those of a day of the year follow no project. */
const auditOf = (report: Programme["reports"][number] | undefined) =>
  report?.everyMonths ? { everyMonths: report.everyMonths, dueMonths: report.monthsAfterEnd ?? 3 } : undefined;

/**
 * The part of a programme's rules that assessment and award need, with the portal's defaults where the file is silent:
 * reports every 6 months within a month, the final one within 3 months, a pass mark of 60. Pure.
 */
export function termsOf(programme: Programme) {
  const named = programme.costs.categories.filter((each) => each.verdict !== "notAllowed");
  const categories =
    named.length > 0 ? named : usual.map((each) => ({ ...each, stages: undefined, maxShareBasisPoints: undefined }));
  const report = (kind: "progress" | "final" | "audit") => programme.reports.find((each) => each.kind === kind);
  return {
    categories: categories.map((each) => ({
      id: each.id,
      name: each.name,
      stages: each.stages,
      capBasisPoints: each.maxShareBasisPoints ?? 10_000,
    })),
    passMark: programme.passMark?.value ?? 60,
    reportEveryMonths: report("progress")?.everyMonths ?? 6,
    reportDueMonths: 1,
    finalReportMonths: report("final")?.monthsAfterEnd ?? 3,
    audit: auditOf(report("audit")),
    heldToReceivedMatch: programme.tranches?.heldToReceivedMatch ?? false,
    holdbackBasisPoints: programme.tranches?.holdbackBasisPoints ?? 0,
    recoupment: programme.recoupment?.kind === "royalty" ? programme.recoupment : undefined,
    decisionTargetDays,
    clarificationTargetDays,
  };
}
