import { and, asc, desc, eq, gt, inArray, isNull, or } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { contributions, organisationFacts, reviewerDeclarations } from "#db/schema/funding.ts";
import { memberships, organisations, participants, people } from "#db/schema/identity.ts";
import { disclosures, inventors, outputs } from "#db/schema/outputs.ts";
import { equityEvents, ventures } from "#db/schema/ventures.ts";
import type { Application } from "../access.ts";
import type { ApplicationPeople, ReviewerFacts } from "./conflicts.ts";

type Reads = Pick<Transaction, "select" | "selectDistinct">;
const FIVE_YEARS = 5 * 365 * 86_400_000;

/**
 * Everybody who stands behind an application: lead, contributors, inventors, their co-authors, shareholders, directors, and
 * those who were asked onto it.
 */
export async function peopleBehind(
  tx: Reads,
  application: Application,
): Promise<ApplicationPeople & { partnerNames: string[] }> {
  const { id, leadId, caseId, ventureId } = application;
  const [given, named, works, holders, asked, facts] = await Promise.all([
    tx
      .select({ payerId: contributions.payerId, payerName: contributions.payerName })
      .from(contributions)
      .where(eq(contributions.applicationId, id))
      .orderBy(asc(contributions.createdAt), asc(contributions.id))
      .limit(100),
    caseId
      ? tx
          .select({ personId: inventors.personId, name: inventors.name, email: inventors.email })
          .from(inventors)
          .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
          .where(eq(disclosures.caseId, caseId))
          .orderBy(asc(inventors.position), asc(inventors.id))
          .limit(100)
      : [],
    caseId
      ? tx.select({ contributors: outputs.contributors }).from(outputs).where(eq(outputs.id, caseId)).limit(1)
      : [],
    ventureId
      ? tx
          .selectDistinct({ name: equityEvents.holderName })
          .from(equityEvents)
          .where(eq(equityEvents.ventureId, ventureId))
          .limit(200)
      : [],
    tx
      .select({ email: participants.email })
      .from(participants)
      .where(and(eq(participants.subject, "application"), eq(participants.subjectId, id)))
      .limit(200),
    // Also what was told before: who led a company when it applied does not judge it because another leads it now.
    tx
      .select({ kind: organisationFacts.kind, value: organisationFacts.value })
      .from(organisationFacts)
      .where(
        and(
          eq(organisationFacts.organisationId, leadId),
          inArray(organisationFacts.kind, ["directors", "shareholders"]),
          eq(organisationFacts.mayReuse, true),
        ),
      )
      .orderBy(desc(organisationFacts.createdAt), desc(organisationFacts.id))
      .limit(200),
  ]);
  const team = named.flatMap((each) => (each.personId ? [each.personId] : []));
  // Works that a member of the team recorded name their co-authors.
  const shared = team.length
    ? await tx
        .select({ contributors: outputs.contributors })
        .from(outputs)
        .where(inArray(outputs.createdBy, team))
        .orderBy(desc(outputs.createdAt))
        .limit(500)
    : [];
  const told = (kind: "directors" | "shareholders") => facts.flatMap((each) => (each.kind === kind ? each.value : []));
  const ids = [leadId, ...given.flatMap((each) => each.payerId ?? [])];
  const names = await tx.select({ name: organisations.name }).from(organisations).where(inArray(organisations.id, ids));
  const [venture] = ventureId
    ? await tx.select({ name: ventures.name }).from(ventures).where(eq(ventures.id, ventureId)).limit(1)
    : [];
  return {
    leadId,
    organisationNames: [
      ...names.flatMap((each) => Object.values(each.name)),
      ...given.map((each) => each.payerName),
      ...Object.values(venture?.name ?? {}),
    ],
    partnerNames: [...new Set(given.map((each) => each.payerName))],
    contributorIds: ids.slice(1),
    contributorNames: given.map((each) => each.payerName),
    inventors: named,
    coAuthors: [...works, ...shared].flatMap((each) => (each.contributors ?? []).map((person) => person.name)),
    shareholders: holders.map((each) => each.name),
    told: { directors: told("directors"), shareholders: told("shareholders") },
    participantEmails: asked.map((each) => each.email),
  };
}

/** What is known of each of these reviewers on a day, and whether their declaration of interest is current. */
export async function reviewerFacts(
  tx: Reads,
  ids: string[],
  today: string,
): Promise<Array<ReviewerFacts & { name: string; hasDeclared: boolean }>> {
  if (ids.length === 0) return [];
  const [known, places, declared] = await Promise.all([
    tx.select().from(people).where(inArray(people.id, ids)),
    tx
      .select({
        personId: memberships.personId,
        organisationId: memberships.organisationId,
        organisationName: organisations.name,
        role: memberships.role,
      })
      .from(memberships)
      .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
      .where(
        and(
          inArray(memberships.personId, ids),
          or(isNull(memberships.endedAt), gt(memberships.endedAt, Date.parse(today) - FIVE_YEARS)),
        ),
      ),
    tx
      .select()
      .from(reviewerDeclarations)
      .where(inArray(reviewerDeclarations.personId, ids))
      .orderBy(desc(reviewerDeclarations.createdAt)),
  ]);
  return known.map((person) => {
    // A place on the funder's list of reviewers is no tie to the funder's applicants.
    const worksAt = places.filter((each) => each.personId === person.id && each.role !== "reviewer");
    const latest = declared.find((each) => each.personId === person.id);
    return {
      personId: person.id,
      name: person.name,
      names: [person.name, ...Object.values(person.names ?? {})],
      email: person.email,
      organisations: worksAt.map((each) => each.organisationId),
      organisationNames: worksAt.flatMap((each) => Object.values(each.organisationName)),
      interests: Object.values(latest?.interests ?? {}).filter(Boolean),
      hasDeclared: latest !== undefined && latest.validUntil >= today,
    };
  });
}
