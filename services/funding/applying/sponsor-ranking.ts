/** What is known of a firm that might give to a project. */
export interface SponsorFacts {
  organisationId: string;
  /** States of its deals over this case. */
  dealsOnCase: string[];
  /** Open needs in the field of the technology, and how many of their words the technology has. */
  needsInField: number;
  dealsInField: number;
  hasGiven: boolean;
}

export type SponsorReason = "dealOnCase" | "needInField" | "dealInField" | "gaveBefore";

export interface RankedSponsor {
  organisationId: string;
  points: number;
  reasons: SponsorReason[];
}

const over = ["declined", "ended"];

/**
 * Firms in the order in which to ask them, each with the reasons. A living deal over the case weighs most (40), a need in
 * the field 25, a deal over another technology of the field 15, money given to an earlier project 10. Firms without any
 * reason are left out. The weights are defaults of this portal. Pure.
 */
export function rankSponsors(firms: SponsorFacts[]): RankedSponsor[] {
  return firms
    .map((firm) => {
      const reasons: Array<[SponsorReason, number]> = [];
      if (firm.dealsOnCase.some((state) => !over.includes(state))) reasons.push(["dealOnCase", 40]);
      if (firm.needsInField > 0) reasons.push(["needInField", 25]);
      if (firm.dealsInField > 0) reasons.push(["dealInField", 15]);
      if (firm.hasGiven) reasons.push(["gaveBefore", 10]);
      return {
        organisationId: firm.organisationId,
        points: reasons.reduce((sum, [, weight]) => sum + weight, 0),
        reasons: reasons.map(([reason]) => reason),
      };
    })
    .filter((firm) => firm.points > 0)
    .sort((a, b) => b.points - a.points || (a.organisationId < b.organisationId ? -1 : 1));
}
