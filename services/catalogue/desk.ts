import { and, asc, eq, exists, isNotNull, isNull, max, notExists, type SQL } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { profileAnswers, technologies, technologyVersions } from "#db/schema/catalogue.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { type Actor, grounds } from "../identity/index.ts";

const MOST = 50;

/** Versions that were saved last and are not published, with what the condition asks, the oldest first. */
async function lastVersions(condition: SQL | undefined) {
  const last = reads()
    .select({ technologyId: technologyVersions.technologyId, number: max(technologyVersions.number).as("last_number") })
    .from(technologyVersions)
    .groupBy(technologyVersions.technologyId)
    .as("last_version");
  return reads()
    .select({
      caseId: disclosures.caseId,
      title: technologies.title,
      original: technologies.original,
      number: technologyVersions.number,
      askedAt: technologyVersions.askedAt,
      agreedAt: technologyVersions.agreedAt,
    })
    .from(technologyVersions)
    .innerJoin(
      last,
      and(eq(last.technologyId, technologyVersions.technologyId), eq(last.number, technologyVersions.number)),
    )
    .innerJoin(technologies, eq(technologies.id, technologyVersions.technologyId))
    .innerJoin(disclosures, eq(disclosures.caseId, technologies.caseId))
    .where(and(isNull(technologyVersions.publishedAt), condition))
    .orderBy(asc(technologyVersions.createdAt))
    .limit(MOST);
}

const objections = () =>
  reads()
    .select({ id: profileAnswers.id })
    .from(profileAnswers)
    .where(and(eq(profileAnswers.versionId, technologyVersions.id), eq(profileAnswers.answer, "objected")));

const isOfficer = (actor: Actor) => grounds(actor, "technology.publish").includes("organisation");

/**
 * Profiles whose next move is the actor's own: for an inventor those the office asked to agree to, for an officer those
 * that are agreed, objected to by nobody and not published. Only the version saved last counts.
 */
export async function profilesWaiting(actor: Actor) {
  if (isOfficer(actor)) {
    const rows = await lastVersions(
      and(
        isNotNull(technologyVersions.agreedAt),
        eq(disclosures.organisationId, actor.organisationId),
        notExists(objections()),
      ),
    );
    return rows.map(({ askedAt: _, agreedAt, ...row }) => ({ ...row, since: agreedAt ?? 0 }));
  }
  if (!grounds(actor, "technology.agree").includes("own")) return [];
  const own = reads()
    .select({ id: inventors.id })
    .from(inventors)
    .leftJoin(
      profileAnswers,
      and(eq(profileAnswers.inventorId, inventors.id), eq(profileAnswers.versionId, technologyVersions.id)),
    )
    .where(
      and(
        eq(inventors.disclosureId, disclosures.id),
        eq(inventors.personId, actor.personId),
        isNull(profileAnswers.answer),
      ),
    );
  const rows = await lastVersions(
    and(isNotNull(technologyVersions.askedAt), isNull(technologyVersions.agreedAt), exists(own)),
  );
  return rows.map(({ askedAt, agreedAt: _, ...row }) => ({ ...row, since: askedAt ?? 0 }));
}

/** Profiles of the officer's institution that an inventor objects to: the text has to change, or the inventor's mind. */
export async function profilesObjectedTo(actor: Actor) {
  if (!isOfficer(actor)) return [];
  const rows = await lastVersions(and(eq(disclosures.organisationId, actor.organisationId), exists(objections())));
  return rows.map(({ askedAt, agreedAt: _, ...row }) => ({ ...row, since: askedAt ?? 0 }));
}
