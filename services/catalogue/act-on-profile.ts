import { eq } from "drizzle-orm";
import { type Transaction, transact } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { record } from "../audit/index.ts";
import { type Action, type Actor, may } from "../identity/index.ts";
import { type Failure, fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { emptyWords, fourNoes } from "./four-noes.ts";
import { fieldOfLack } from "./profile-form.ts";
import { type ProfileCase, profileCase, type Technology, type Version } from "./profiles.ts";

export type Profile = ProfileCase & { technology: Technology };
type Done = { event: string; details?: Record<string, unknown> };

/** One act on a profile by somebody who may do it: looked up, done, entered in the audit trail, all or nothing. */
export async function actOn(
  actor: Actor,
  caseId: string,
  permission: Action,
  work: (tx: Transaction, found: Profile, now: number) => Promise<Done | Failure>,
): Promise<Result<{ slug: string }>> {
  return transact(async (tx) => {
    const found = await profileCase(tx, actor, caseId);
    if (!found?.technology) return notFound();
    if (!may(actor, permission, found.relations)) return forbidden();
    const now = Date.now();
    const done = await work(tx, found as Profile, now);
    if ("ok" in done) return done;
    const { id } = found.technology;
    await record(tx, actor, done.event, { kind: "technology", id, caseId }, done.details, now);
    const [after] = await tx
      .select({ slug: technologies.slug })
      .from(technologies)
      .where(eq(technologies.id, id))
      .limit(1);
    return ok({ slug: after!.slug });
  });
}

/** What a version still lacks, as a refusal that names the fields. */
export function refusalOf(version: Version): Failure | undefined {
  const { lacks } = fourNoes(version.content, emptyWords());
  if (lacks.length === 0) return undefined;
  return fail("profileLacks", {
    params: { count: lacks.length },
    fields: Object.fromEntries(lacks.map((lack) => [fieldOfLack[lack], [`lacks.${lack}`]])),
  });
}

/** The version saved last, if it is the one that was on the page and not public already. */
export const fresh = ({ latest, technology }: Profile, number: number): Version | Failure =>
  !latest
    ? fail("wrongState")
    : latest.number !== number
      ? fail("changedMeanwhile")
      : latest.number === technology.publishedVersion && technology.state === "published"
        ? fail("alreadyPublished")
        : latest;
