import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { profileAnswers, statedAvailabilities, technologies, technologyVersions } from "#db/schema/catalogue.ts";
import { inventors } from "#db/schema/outputs.ts";
import type { Actor } from "../identity/index.ts";
import { fail } from "../result.ts";
import { stepFor } from "../states.ts";
import { actOn, fresh, refusalOf } from "./act-on-profile.ts";
import { refreshAvailability } from "./availability.ts";
import { reindex } from "./indexing.ts";
import { publicFilings } from "./public-filings.ts";
import { freeSlug, moveSlug, slugBase } from "./slugs.ts";
import { type TechnologyAction, technologyMachine } from "./states.ts";

export const reasonForm = z.object({
  reason: z.string("required").trim().min(1, "required").max(2000, "tooLong"),
});
export const statedForm = z.object({ stated: z.enum(statedAvailabilities, "required") });
export const versionForm = z.object({ version: z.coerce.number().int().min(1) });

/** The inventors who object to a version. */
async function objectors(tx: Pick<Transaction, "select">, versionId: string): Promise<string[]> {
  const rows = await tx
    .select({ name: inventors.name })
    .from(profileAnswers)
    .innerJoin(inventors, eq(inventors.id, profileAnswers.inventorId))
    .where(and(eq(profileAnswers.versionId, versionId), eq(profileAnswers.answer, "objected")))
    .orderBy(asc(inventors.position))
    .limit(50);
  return rows.map(({ name }) => name);
}

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
    const objecting = await objectors(tx, version.id);
    if (objecting.length > 0) return fail("inventorObjects", { params: { names: objecting.join(", ") } });
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
