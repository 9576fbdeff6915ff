/** How a person stands to the people and organisations of an application. */
export type Conflict =
  | "sameInstitution"
  | "sameSponsor"
  | "inventor"
  | "coAuthor"
  | "director"
  | "shareholder"
  | "participant"
  | "declared";

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
  /** What the lead told of its own directors and shareholders, as it wrote them, the newest first. */
  told: { directors: string[]; shareholders: string[] };
  /** Addresses of those who were ever asked to read, comment on or write it. */
  participantEmails: string[];
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

const HAN = /\p{Script=Han}/u;
const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);

/**
 * Whether a free text names somebody: the parts of the name stand side by side in it, in any order. A Chinese name has no
 * parts and no spaces about it. Pure.
 */
function isNamedIn(text: string, name: string): boolean {
  const parts = wordsOf(name);
  if (parts.length === 0) return false;
  if (HAN.test(name)) return wordsOf(text).join(" ").includes(parts.join(" "));
  const words = wordsOf(text);
  const key = [...parts].sort().join(" ");
  return words.some(
    (_, at) =>
      words
        .slice(at, at + parts.length)
        .sort()
        .join(" ") === key,
  );
}

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
  const { directors, shareholders } = application.told;
  const isTold = (texts: string[]) => texts.some((text) => reviewer.names.some((name) => isNamedIn(text, name)));
  if (isTold(directors)) found.push("director");
  if (application.shareholders.some(isMe) || isTold(shareholders)) found.push("shareholder");
  if (application.participantEmails.some((email) => email.toLowerCase() === reviewer.email.toLowerCase()))
    found.push("participant");
  const declared = reviewer.interests.join("\n").toLowerCase();
  if (application.organisationNames.some((name) => name.length > 3 && declared.includes(name.toLowerCase())))
    found.push("declared");
  return found;
}
