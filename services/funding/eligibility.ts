import { z } from "zod";
import { contentFile } from "../content.ts";
import { type Applicant, type LeadAnswer, leads } from "./rules/lead.ts";
import type { Programme } from "./rules/programme-schema.ts";

export type { Applicant } from "./rules/lead.ts";

const institutesFile = z.strictObject({
  institutes: z.array(z.strictObject({ name: z.string(), organisation: z.string().optional() })),
});

const designated = contentFile("designated-institutes.yaml", institutesFile);

/** The applicant with whether it is a designated institute, by the list of `content/designated-institutes.yaml`. */
export function withDesignation<Given extends Applicant>(applicant: Given): Given & Applicant {
  const { institutes } = designated();
  const isListed = institutes.some((each) => each.organisation !== undefined && each.organisation === applicant.id);
  return { ...applicant, isDesignated: applicant.isDesignated || applicant.isUgcFunded || isListed };
}

/** Whether this organisation may lead an application, and where that is said. */
export const mayLead = (programme: Programme, applicant: Applicant, on?: string): LeadAnswer =>
  leads(programme, withDesignation(applicant), on);

/** The programmes that the organisation could lead itself: what else is open to who may not lead this one. */
export function openTo(programmes: Programme[], applicant: Applicant): string[] {
  return programmes
    .filter((programme) => programme.kind === "scheme" && programme.status.value !== "closed")
    .filter((programme) => mayLead(programme, applicant).ok)
    .map((programme) => programme.id);
}
