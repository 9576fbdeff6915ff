import type { Programme } from "./programme.ts";

export interface Applicant {
  kind: string;
  isUgcFunded: boolean;
}

const fits = (applicant: Applicant, kind: Programme["lead"]["kinds"][number]): boolean =>
  kind === "ugcFundedUniversity" ? applicant.isUgcFunded : applicant.kind === kind;

/** Whether this organisation may lead an application, and where that is said. Pure. */
export function mayLead(
  programme: Programme,
  applicant: Applicant,
): { ok: true } | { ok: false; code: "lead_not_eligible"; source: string } {
  return programme.lead.kinds.some((kind) => fits(applicant, kind))
    ? { ok: true }
    : { ok: false, code: "lead_not_eligible", source: programme.lead.source };
}

/** The programmes that the organisation could lead itself: what else is open to who may not lead this one. Pure. */
export function openTo(programmes: Programme[], applicant: Applicant): string[] {
  return programmes.filter((programme) => mayLead(programme, applicant).ok).map((programme) => programme.id);
}
