import type { Transaction } from "#db/client.ts";
import { licenceInvitations, type ProfileContent, technologies, technologyVersions } from "#db/schema/catalogue.ts";
import { record } from "#services/audit/index.ts";
import { indexTechnologies } from "#services/catalogue/index.ts";
import type { DemonstrationTechnology } from "./shapes.ts";

const DAY = 86_400_000;

interface Publication {
  searchKey: number;
  /** The inventor who agreed. */
  authorId: string;
  officer: Parameters<typeof record>[1];
  publishedAt: number;
  now: number;
}

/** The public profile of a case, as its first version, agreed to and published; with an invitation where it has one. */
export async function loadProfile(
  tx: Transaction,
  technology: DemonstrationTechnology,
  { searchKey, authorId, officer, publishedAt, now }: Publication,
): Promise<void> {
  const { id, organisation, title, original } = technology;
  const content: ProfileContent = {
    original,
    title,
    valueLine: technology.valueLine,
    profile: {
      problem: technology.problem,
      solution: technology.solution,
      advantages: technology.advantages.map(({ rival, ...each }) => ({ ...each, ...(rival && { rival }) })),
      applications: technology.applications,
      team: technology.team,
      payer: technology.payer,
      route: technology.route,
      package: technology.package,
      ...(technology.expressTerms && { expressTerms: technology.expressTerms }),
      ...(technology.facts && { facts: technology.facts }),
      keywords: technology.keywords,
    },
    trl: technology.trl,
    offers: technology.offers,
    landing: technology.landing,
    deployment: technology.deployment,
    ipc: technology.ipc,
  };
  const row = {
    id,
    slug: id,
    caseId: id,
    organisationId: organisation,
    state: "published" as const,
    ...content,
    field: technology.field,
    pathway: technology.pathway,
    ip: technology.ip,
    contactId: "tto",
    source: technology.source ?? null,
    isDemonstration: true,
    publishedVersion: 1,
    publishedAt,
    updatedAt: Math.min(Date.parse(`${technology.updated}T02:00:00Z`), now),
    createdAt: publishedAt,
    searchKey,
  };
  await tx.insert(technologies).values(row);
  await tx.insert(technologyVersions).values({
    id: `${id}-v1`,
    technologyId: id,
    number: 1,
    content,
    madeBy: "tto",
    createdAt: publishedAt,
    askedAt: publishedAt,
    agreedBy: authorId,
    agreedAt: publishedAt,
    publishedBy: "tto",
    publishedAt,
  });
  await indexTechnologies(tx, [row]);
  await record(tx, officer, "technology.published", { kind: "technology", id, caseId: id }, { slug: id }, publishedAt);
  if (!technology.invitation) return;
  const closesOn = new Date(now + technology.invitation.days * DAY).toISOString().slice(0, 10);
  await tx.insert(licenceInvitations).values({
    id: `${id}-invitation`,
    technologyId: id,
    closesOn,
    terms: technology.invitation.terms,
    invitedBy: "tto",
    createdAt: now,
  });
  await record(tx, officer, "technology.invited", { kind: "technology", id, caseId: id }, { closesOn }, now);
}
