import type { Mark, Programme } from "./programme-schema.ts";
import { wholeYears } from "./years.ts";

/** Who would lead: an organisation's record, or a venture's company with the day it was incorporated. */
export interface Applicant {
  /** The organisation's id, by which designated institutes are known. */
  id?: string;
  kind: string;
  isUgcFunded: boolean;
  /** A designated local public research institute; every UGC-funded university is one. */
  isDesignated?: boolean;
  region?: string;
  /** Of a start-up from a university. */
  incorporatedOn?: string;
}

type LeadKind = Programme["lead"]["kinds"][number];

const fits = (applicant: Applicant, kind: LeadKind): boolean => {
  if (kind === "ugcFundedUniversity") return applicant.isUgcFunded;
  if (kind === "designatedInstitute") return applicant.isUgcFunded || applicant.isDesignated === true;
  if (kind === "startUp") return applicant.kind === "startUp" || applicant.incorporatedOn !== undefined;
  if (kind === "company") return applicant.kind === "company" || applicant.kind === "startUp";
  if (kind === "fundManager") return applicant.kind === "investor" || applicant.kind === "fundManager";
  return applicant.kind === kind;
};

export const isOfKind = (applicant: Applicant, kinds: readonly LeadKind[]): boolean =>
  kinds.some((kind) => fits(applicant, kind));

export type LeadRefusal = "lead_not_eligible" | "lead_too_old" | "lead_too_young" | "lead_not_in_hong_kong";
export type LeadAnswer = { ok: true } | ({ ok: false; code: LeadRefusal } & Mark);

/** Whether this organisation may lead an application on a day, and where that is said. Pure. */
export function leads(programme: Programme, applicant: Applicant, on?: string): LeadAnswer {
  const { source, url, confidence, kinds, maxAgeYears, minAgeYears, incorporatedInHongKong } = programme.lead;
  const refuse = (code: LeadRefusal): LeadAnswer => ({
    ok: false,
    code,
    source,
    ...(url !== undefined && { url }),
    confidence,
  });
  if (!isOfKind(applicant, kinds)) return refuse("lead_not_eligible");
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
