/** How a person stands to the people and organisations of an application. */
export type Conflict = "sameInstitution" | "sameSponsor" | "inventor" | "coAuthor" | "shareholder" | "declared";

export interface ReviewerFacts {
  personId: string;
  names: string[];
  email: string;
  /** Organisations that the person belongs to or belonged to within five years, and their names in any language. */
  organisations: string[];
  organisationNames: string[];
  /** Interests declared: whatever the reviewer wrote of employers, holdings, family and rivals. */
  interests: string[];
}

export interface ApplicationPeople {
  leadId: string;
  /** Names of the lead and of the contributors, in any language, to look for in declared interests. */
  organisationNames: string[];
  contributorIds: string[];
  /** Names of contributors as an office typed them: few are linked to an organisation of the portal. */
  contributorNames: string[];
  inventors: Array<{ personId: string | null; name: string; email: string }>;
  /** Names on the works that the inventors wrote. */
  coAuthors: string[];
  shareholders: string[];
}

/** A name without case, marks and order of its parts: "Chan, Tai Man" is "tai man chan". */
export const nameKey = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(" ");

/**
 * Every reason why somebody may not judge an application. A name that only looks alike is taken for the same person: an
 * officer sees the reason, and it is safer to ask another reviewer. Pure.
 */
export function conflictsOf(reviewer: ReviewerFacts, application: ApplicationPeople): Conflict[] {
  const mine = new Set(reviewer.names.map(nameKey));
  const isMe = (name: string) => name !== "" && mine.has(nameKey(name));
  const found: Conflict[] = [];
  if (reviewer.organisations.includes(application.leadId)) found.push("sameInstitution");
  const places = new Set(reviewer.organisationNames.map(nameKey));
  if (
    application.contributorIds.some((id) => reviewer.organisations.includes(id)) ||
    application.contributorNames.some((name) => places.has(nameKey(name)))
  )
    found.push("sameSponsor");
  if (
    application.inventors.some(
      (each) =>
        each.personId === reviewer.personId ||
        each.email.toLowerCase() === reviewer.email.toLowerCase() ||
        isMe(each.name),
    )
  )
    found.push("inventor");
  else if (application.coAuthors.some(isMe)) found.push("coAuthor");
  if (application.shareholders.some(isMe)) found.push("shareholder");
  const declared = reviewer.interests.join("\n").toLowerCase();
  if (application.organisationNames.some((name) => name.length > 3 && declared.includes(name.toLowerCase())))
    found.push("declared");
  return found;
}
