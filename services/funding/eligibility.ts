import { z } from "zod";
import { loadYaml } from "../content.ts";
import type { Mark, Programme } from "./rules/programme-schema.ts";
import { wholeYears } from "./rules/years.ts";

/** Who would lead: an organisation's record, or a venture's company with the day it was incorporated. */
export interface Applicant {
  /** The organisation's id, by which designated institutes are known. */
  id?: string;
  kind: string;
  isUgcFunded: boolean;
  isDesignated?: boolean;
  region?: string;
  /** Of a start-up from a university. */
  incorporatedOn?: string;
}

const institutesFile = z.strictObject({
  institutes: z.array(z.strictObject({ name: z.string(), organisation: z.string().optional() })),
});

/** Whether an organisation is a designated local public research institute: all UGC-funded universities are. */
function isDesignated(applicant: Applicant): boolean {
  if (applicant.isUgcFunded || applicant.isDesignated) return true;
  const { institutes } = loadYaml("designated-institutes.yaml", institutesFile);
  return institutes.some((each) => each.organisation !== undefined && each.organisation === applicant.id);
}

const fits = (applicant: Applicant, kind: Programme["lead"]["kinds"][number]): boolean => {
  if (kind === "ugcFundedUniversity") return applicant.isUgcFunded;
  if (kind === "designatedInstitute") return isDesignated(applicant);
  if (kind === "startUp") return applicant.kind === "startUp" || applicant.incorporatedOn !== undefined;
  if (kind === "company") return applicant.kind === "company" || applicant.kind === "startUp";
  if (kind === "fundManager") return applicant.kind === "investor" || applicant.kind === "fundManager";
  return applicant.kind === kind;
};

export type LeadRefusal = "lead_not_eligible" | "lead_too_old" | "lead_too_young" | "lead_not_in_hong_kong";

/** Whether this organisation may lead an application on a day, and where that is said. */
export function mayLead(
  programme: Programme,
  applicant: Applicant,
  on?: string,
): { ok: true } | ({ ok: false; code: LeadRefusal } & Mark) {
  const { source, url, confidence, kinds, maxAgeYears, minAgeYears, incorporatedInHongKong } = programme.lead;
  const refuse = (code: LeadRefusal) => ({ ok: false as const, code, source, url, confidence });
  if (!kinds.some((kind) => fits(applicant, kind))) return refuse("lead_not_eligible");
  if (incorporatedInHongKong && applicant.region !== undefined && applicant.region !== "hongKong")
    return refuse("lead_not_in_hong_kong");
  if (applicant.incorporatedOn && on) {
    const { years, isExact } = wholeYears(applicant.incorporatedOn, on);
    if (maxAgeYears !== undefined && (years > maxAgeYears || (years === maxAgeYears && !isExact)))
      return refuse("lead_too_old");
    if (minAgeYears !== undefined && years < minAgeYears) return refuse("lead_too_young");
  }
  return { ok: true };
}

/** The programmes that the organisation could lead itself: what else is open to who may not lead this one. */
export function openTo(programmes: Programme[], applicant: Applicant): string[] {
  return programmes
    .filter((programme) => programme.kind === "scheme" && programme.status.value !== "closed")
    .filter((programme) => mayLead(programme, applicant).ok)
    .map((programme) => programme.id);
}
