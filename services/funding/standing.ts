import { eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { organisations } from "#db/schema/identity.ts";
import type { Actor } from "../identity/index.ts";
import { withDesignation } from "./eligibility.ts";
import { type Applicant, isOfKind, type LeadAnswer, leads } from "./rules/lead.ts";
import type { Programme } from "./rules/programme-schema.ts";

type LeadKind = Programme["lead"]["kinds"][number];

/** The actor's organisation as an applicant. */
export async function applicantOf(actor: Actor): Promise<(Applicant & { kindOfLead: LeadKind }) | undefined> {
  const [row] = await reads()
    .select({
      id: organisations.id,
      kind: organisations.kind,
      isUgcFunded: organisations.isUgcFunded,
      region: organisations.region,
    })
    .from(organisations)
    .where(eq(organisations.id, actor.organisationId))
    .limit(1);
  if (!row) return undefined;
  const applicant = withDesignation(row);
  return { ...applicant, kindOfLead: kindOfLead(applicant) };
}

function kindOfLead(applicant: Applicant): LeadKind {
  if (applicant.isUgcFunded) return "ugcFundedUniversity";
  if (applicant.isDesignated) return "designatedInstitute";
  if (applicant.kind === "investor") return "fundManager";
  const kinds: readonly LeadKind[] = ["researchInstitute", "hospital", "company", "incubator"];
  return kinds.find((kind) => kind === applicant.kind) ?? "researchInstitute";
}

/** Somebody of a kind, for readers who have no account. Pure. */
export function applicantOfKind(kind: LeadKind, founded?: string, region?: string): Applicant {
  return {
    kind: kind === "ugcFundedUniversity" ? "university" : kind === "designatedInstitute" ? "researchInstitute" : kind,
    isUgcFunded: kind === "ugcFundedUniversity",
    isDesignated: kind === "designatedInstitute",
    ...(region !== undefined && { region }),
    ...(founded !== undefined && { incorporatedOn: founded }),
  };
}

export interface Standing {
  lead: LeadAnswer;
  /** As what else it may take part, with where that is said. */
  joins: Programme["join"];
}

/** Whether an applicant may lead a programme on a day, and as what else it may join. Pure. */
export const standingIn = (programme: Programme, applicant: Applicant, on: string): Standing => ({
  lead: leads(programme, applicant, on),
  joins: programme.join.filter((each) => isOfKind(applicant, each.kinds)),
});
