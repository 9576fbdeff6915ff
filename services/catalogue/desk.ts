import { and, asc, eq, exists, isNotNull, isNull, max, notExists } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { profileAnswers, technologies, technologyVersions } from "#db/schema/catalogue.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { type Actor, grounds } from "../identity/index.ts";

const MOST = 50;

/**
 * Profiles whose next move is the actor's own: for an inventor those the office asked to agree to, for an officer those
 * that are agreed, objected to by nobody and not published. Only the version saved last counts.
 */
export async function profilesWaiting(actor: Actor): Promise<
  Array<{
    caseId: string;
    title: (typeof technologies.$inferSelect)["title"];
    original: (typeof technologies.$inferSelect)["original"];
    number: number;
    since: number;
  }>
> {
  const isInventor = grounds(actor, "technology.agree").includes("own");
  const isOfficer = grounds(actor, "technology.publish").includes("organisation");
  if (!isInventor && !isOfficer) return [];
  const last = reads()
    .select({ technologyId: technologyVersions.technologyId, number: max(technologyVersions.number).as("last_number") })
    .from(technologyVersions)
    .groupBy(technologyVersions.technologyId)
    .as("last_version");
  const rows = await reads()
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
    .where(
      and(
        isNull(technologyVersions.publishedAt),
        isOfficer
          ? and(
              isNotNull(technologyVersions.agreedAt),
              eq(disclosures.organisationId, actor.organisationId),
              notExists(
                reads()
                  .select({ id: profileAnswers.id })
                  .from(profileAnswers)
                  .where(
                    and(eq(profileAnswers.versionId, technologyVersions.id), eq(profileAnswers.answer, "objected")),
                  ),
              ),
            )
          : and(
              isNotNull(technologyVersions.askedAt),
              isNull(technologyVersions.agreedAt),
              exists(
                reads()
                  .select({ id: inventors.id })
                  .from(inventors)
                  .leftJoin(
                    profileAnswers,
                    and(
                      eq(profileAnswers.inventorId, inventors.id),
                      eq(profileAnswers.versionId, technologyVersions.id),
                    ),
                  )
                  .where(
                    and(
                      eq(inventors.disclosureId, disclosures.id),
                      eq(inventors.personId, actor.personId),
                      isNull(profileAnswers.answer),
                    ),
                  ),
              ),
            ),
      ),
    )
    .orderBy(asc(technologyVersions.createdAt))
    .limit(MOST);
  return rows.map(({ askedAt, agreedAt, ...row }) => ({ ...row, since: (isOfficer ? agreedAt : askedAt) ?? 0 }));
}
