import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { statedAvailabilities, technologies, technologyVersions } from "#db/schema/catalogue.ts";
import { people } from "#db/schema/identity.ts";
import { inventors } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Action, type Actor, may, peopleOf } from "../identity/index.ts";
import { plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { type Failure, fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { refreshAvailability } from "./availability.ts";
import { emptyWords, fourNoes } from "./four-noes.ts";
import { reindex } from "./indexing.ts";
import { fieldOfLack } from "./profile-form.ts";
import { type ProfileCase, profileCase, type Technology, type Version } from "./profiles.ts";
import { publicFilings } from "./public-filings.ts";
import { freeSlug, moveSlug, slugBase } from "./slugs.ts";
import { type TechnologyAction, technologyMachine } from "./states.ts";

export const reasonForm = z.object({
  reason: z.string("required").trim().min(1, "required").max(2000, "tooLong"),
});
export const statedForm = z.object({ stated: z.enum(statedAvailabilities, "required") });
export const versionForm = z.object({ version: z.coerce.number().int().min(1) });

type Profile = ProfileCase & { technology: Technology };
type Done = { event: string; details?: Record<string, unknown> };

/** One act on a profile by somebody who may do it: looked up, done, entered in the audit trail, all or nothing. */
async function actOn(
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
function refusalOf(version: Version): Failure | undefined {
  const { lacks } = fourNoes(version.content, emptyWords());
  if (lacks.length === 0) return undefined;
  return fail("profileLacks", {
    params: { count: lacks.length },
    fields: Object.fromEntries(lacks.map((lack) => [fieldOfLack[lack], [`lacks.${lack}`]])),
  });
}

const fresh = ({ latest, technology }: Profile, number: number): Version | Failure =>
  !latest
    ? fail("wrongState")
    : latest.number !== number
      ? fail("changedMeanwhile")
      : latest.number === technology.publishedVersion && technology.state === "published"
        ? fail("alreadyPublished")
        : latest;

/** Asks the inventors to agree to what would be made public. Not before it answers what a reader asks. */
export const askAgreement = (actor: Actor, caseId: string, number: number) =>
  actOn(actor, caseId, "technology.publish", async (tx, found, now) => {
    const version = fresh(found, number);
    if ("ok" in version) return version;
    const refusal = refusalOf(version);
    if (refusal) return refusal;
    await tx.update(technologyVersions).set({ askedAt: now }).where(eq(technologyVersions.id, version.id));
    const named = await tx
      .select({ email: people.email, language: people.language })
      .from(inventors)
      .innerJoin(people, eq(people.id, inventors.personId))
      .where(eq(inventors.disclosureId, found.disclosure.id));
    for (const inventor of named) {
      const language = inventor.language ?? version.content.original;
      await mailLater(
        tx,
        {
          to: inventor.email,
          language,
          message: "profileToAgree",
          params: { title: plain(version.content.title, language), name: actor.name, caseId },
        },
        now,
      );
    }
    return { event: "technology.asked", details: { number } };
  });

/** An inventor agrees that this version may be made public. */
export const agreeToProfile = (actor: Actor, caseId: string, number: number) =>
  actOn(actor, caseId, "technology.agree", async (tx, found, now) => {
    const version = fresh(found, number);
    if ("ok" in version) return version;
    if (version.agreedAt) return fail("alreadyAgreed");
    await tx
      .update(technologyVersions)
      .set({ agreedBy: actor.personId, agreedAt: now })
      .where(eq(technologyVersions.id, version.id));
    const office = await peopleOf("ttoOfficer", found.disclosure.organisationId);
    const own = office.filter((officer) => officer.id === found.disclosure.officerId);
    for (const officer of own.length > 0 ? own : office) {
      const language = officer.language ?? "en";
      await mailLater(
        tx,
        {
          to: officer.email,
          language,
          message: "profileAgreed",
          params: { title: plain(version.content.title, language), name: actor.name, caseId },
        },
        now,
      );
    }
    return { event: "technology.agreed", details: { number } };
  });

/**
 * Makes the version that an inventor agreed to what the public reads, findable from the same moment. Refused with what
 * is lacking while one of the four questions has no answer. A new title makes a new address; the old one leads to it.
 */
export const publishTechnology = (actor: Actor, caseId: string, number: number) =>
  actOn(actor, caseId, "technology.publish", async (tx, found, now) => {
    const { technology, disclosure } = found;
    if (disclosure.state !== "accepted") return fail("wrongState");
    const version = fresh(found, number);
    if ("ok" in version) return version;
    const step = stepFor(technologyMachine, technology.state, "publish", actor.role);
    if (!step) return fail("wrongState");
    const refusal = refusalOf(version);
    if (refusal) return refusal;
    if (!version.agreedAt) return fail("inventorsNotAgreed");
    const { content } = version;
    const wasPublic = technology.publishedAt !== null;
    if (!wasPublic) {
      const slug = await freeSlug(tx, content.title, technology.id);
      await tx.update(technologies).set({ slug }).where(eq(technologies.id, technology.id));
    } else if (slugBase(content.title) !== slugBase(technology.title)) {
      const slug = await freeSlug(tx, content.title, technology.id);
      if (slug !== technology.slug) await moveSlug(tx, technology.id, technology.slug, slug, now);
    }
    await tx
      .update(technologies)
      .set({
        ...content,
        state: step.to,
        ip: await publicFilings(tx, caseId, now),
        contactId: technology.contactId ?? actor.personId,
        publishedVersion: version.number,
        publishedAt: technology.publishedAt ?? now,
        updatedAt: now,
      })
      .where(eq(technologies.id, technology.id));
    await tx
      .update(technologyVersions)
      .set({ publishedBy: actor.personId, publishedAt: now })
      .where(eq(technologyVersions.id, version.id));
    await refreshAvailability(tx, technology.id);
    return { event: "technology.published", details: { number } };
  });

/** A step that changes only the state: with it the technology enters or leaves search, feeds and sitemap. */
const move = (actor: Actor, caseId: string, action: TechnologyAction, event: string, reason: string) =>
  actOn(actor, caseId, "technology.publish", async (tx, { technology }, now) => {
    const step = stepFor(technologyMachine, technology.state, action, actor.role);
    if (!step) return fail("wrongState");
    await tx
      .update(technologies)
      .set({ state: step.to, updatedAt: now })
      .where(and(eq(technologies.id, technology.id), eq(technologies.state, technology.state)));
    await reindex(tx, technology.id);
    return { event, details: { reason } };
  });

/** No longer offered: found no more, but who has the address still reads what it was. */
export const closeTechnology = (actor: Actor, caseId: string, { reason }: z.output<typeof reasonForm>) =>
  move(actor, caseId, "close", "technology.closed", reason);

export const reofferTechnology = (actor: Actor, caseId: string) =>
  move(actor, caseId, "reoffer", "technology.reoffered", "");

/** Out of sight: the address says that it was withdrawn, and nothing else of it. */
export const withdrawTechnology = (actor: Actor, caseId: string, { reason }: z.output<typeof reasonForm>) =>
  move(actor, caseId, "withdraw", "technology.withdrawn", reason);

/** The officer's word on whether it can be had. A signed exclusive licence overrules it. */
export const stateAvailability = (actor: Actor, caseId: string, { stated }: z.output<typeof statedForm>) =>
  actOn(actor, caseId, "technology.publish", async (tx, { technology }, now) => {
    if (technology.state !== "published") return fail("wrongState");
    await tx.update(technologies).set({ stated, updatedAt: now }).where(eq(technologies.id, technology.id));
    const availability = await refreshAvailability(tx, technology.id);
    return { event: "technology.stated", details: { stated, availability } };
  });
