import { isDeepStrictEqual } from "node:util";
import { and, asc, desc, eq } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { type ProfileContent, profileAnswers, technologies, technologyVersions } from "#db/schema/catalogue.ts";
import { pathwayDecisions } from "#db/schema/evaluation.ts";
import { people } from "#db/schema/identity.ts";
import { disclosures, inventors, outputs } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, may, type Relation } from "../identity/index.ts";
import { disclosureFor } from "../outputs/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { emptyWords, fourNoes } from "./four-noes.ts";
import { nextSearchKey } from "./indexing.ts";
import { languageMarks } from "./language-marks.ts";
import { freeSlug } from "./slugs.ts";
import { technologyMachine } from "./states.ts";

export type Technology = typeof technologies.$inferSelect;
export type Version = typeof technologyVersions.$inferSelect;

export interface ProfileCase {
  disclosure: typeof disclosures.$inferSelect;
  output: typeof outputs.$inferSelect;
  relations: Relation[];
  technology?: Technology;
  /** The version that was saved last. */
  latest?: Version;
}

/** A case with its profile, for those who may know of the case. */
export async function profileCase(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  caseId: string,
): Promise<ProfileCase | undefined> {
  const [row] = await tx
    .select({ disclosure: disclosures, output: outputs, technology: technologies })
    .from(disclosures)
    .innerJoin(outputs, eq(outputs.id, disclosures.caseId))
    .leftJoin(technologies, eq(technologies.caseId, disclosures.caseId))
    .where(eq(disclosures.caseId, caseId))
    .limit(1);
  const found = row && (await disclosureFor(tx, actor, row.disclosure.id));
  if (!row || !found) return undefined;
  const { disclosure, output, technology } = row;
  const [latest] = technology
    ? await tx
        .select()
        .from(technologyVersions)
        .where(eq(technologyVersions.technologyId, technology.id))
        .orderBy(desc(technologyVersions.number))
        .limit(1)
    : [];
  return {
    disclosure,
    output,
    relations: found.relations,
    ...(technology && { technology }),
    ...(latest && { latest }),
  };
}

/** What the public reads of a technology, in the form of a version. */
const contentOf = (row: ProfileContent): ProfileContent => ({
  original: row.original,
  title: row.title,
  valueLine: row.valueLine,
  profile: row.profile,
  trl: row.trl,
  offers: row.offers,
  landing: row.landing,
  deployment: row.deployment,
  ipc: row.ipc,
});

/** What the form begins with where nothing was written yet: the words of the output, which its inventors chose themselves. */
function firstContent({ output }: ProfileCase): ProfileContent {
  return {
    original: output.original,
    title: output.title,
    valueLine: {},
    profile: { solution: output.summary, ...(output.facts && { facts: output.facts }) },
    trl: output.trl,
    offers: [],
    landing: [],
    deployment: null,
    ipc: [],
  };
}

/** The content that is edited now. */
const presentContent = (found: ProfileCase): ProfileContent =>
  found.latest?.content ?? (found.technology ? contentOf(found.technology) : firstContent(found));

/** The same facts as they come back from the database, so that comparing sees no difference where there is none. */
const stored = (content: ProfileContent): unknown => JSON.parse(JSON.stringify(content));

/**
 * Saves what is written as the next version. Saving what is there already makes none. `version` is the number that the
 * form was opened with: a later save from another window is told so instead of overwriting.
 */
export async function saveProfile(
  actor: Actor,
  caseId: string,
  { content: typed, version }: { content: ProfileContent; version: number },
): Promise<Result<{ number: number; isNew: boolean }>> {
  return transact(async (tx) => {
    const found = await profileCase(tx, actor, caseId);
    if (!found) return notFound();
    if (!may(actor, "technology.edit", found.relations)) return forbidden();
    if (found.disclosure.state !== "accepted") return fail("wrongState");
    if (Object.keys(typed.title).length === 0) return fail("required", { fields: { "title.en": ["required"] } });
    const before = presentContent(found);
    const { facts } = before.profile;
    const content = { ...typed, profile: { ...typed.profile, ...(facts && { facts }) } };
    if (isDeepStrictEqual(stored(before), stored(content)) && (found.latest || found.technology))
      return ok({ number: found.latest?.number ?? 0, isNew: false });
    if ((found.latest?.number ?? 0) !== version) return fail("changedMeanwhile");
    const now = Date.now();
    const technologyId = found.technology?.id ?? (await beginTechnology(tx, found, content, now));
    const number = version + 1;
    await tx
      .insert(technologyVersions)
      .values({ id: newId(), technologyId, number, content, madeBy: actor.personId, createdAt: now });
    await record(tx, actor, "technology.saved", { kind: "technology", id: technologyId, caseId }, { number }, now);
    return ok({ number, isNew: true });
  });
}

/** The row that will hold what the public reads. Nobody outside the case sees it before it is published. */
async function beginTechnology(
  tx: Transaction,
  { disclosure, output }: ProfileCase,
  content: ProfileContent,
  now: number,
): Promise<string> {
  const id = newId();
  const [decision] = await tx
    .select({ pathway: pathwayDecisions.pathway })
    .from(pathwayDecisions)
    .where(eq(pathwayDecisions.caseId, disclosure.caseId))
    .limit(1);
  await tx.insert(technologies).values({
    id,
    slug: await freeSlug(tx, content.title, id),
    caseId: disclosure.caseId,
    organisationId: output.organisationId,
    state: "draft",
    ...content,
    field: output.field,
    pathway: decision?.pathway ?? null,
    ip: [],
    contactId: disclosure.officerId,
    source: output.source,
    isDemonstration: output.isDemonstration,
    updatedAt: now,
    createdAt: now,
    searchKey: await nextSearchKey(tx),
  });
  return id;
}

/** Every inventor with the word given on a version, by which way and when. */
const answersTo = (disclosureId: string, versionId: string | undefined) =>
  reads()
    .select({
      name: inventors.name,
      personId: inventors.personId,
      askedAt: profileAnswers.askedAt,
      answer: profileAnswers.answer,
      reason: profileAnswers.reason,
      way: profileAnswers.way,
      answeredAt: profileAnswers.answeredAt,
    })
    .from(inventors)
    .leftJoin(
      profileAnswers,
      and(eq(profileAnswers.inventorId, inventors.id), eq(profileAnswers.versionId, versionId ?? "")),
    )
    .where(eq(inventors.disclosureId, disclosureId))
    .orderBy(asc(inventors.position))
    .limit(50);

/** Everything the page for editing shows, or nothing when the actor may not see it. */
export async function profilePage(actor: Actor, caseId: string) {
  const found = await profileCase(reads(), actor, caseId);
  if (!found || !may(actor, "technology.edit", found.relations)) return undefined;
  const content = presentContent(found);
  const versions = found.technology
    ? await reads()
        .select({
          number: technologyVersions.number,
          madeBy: people.name,
          createdAt: technologyVersions.createdAt,
          askedAt: technologyVersions.askedAt,
          agreedAt: technologyVersions.agreedAt,
          publishedAt: technologyVersions.publishedAt,
        })
        .from(technologyVersions)
        .leftJoin(people, eq(people.id, technologyVersions.madeBy))
        .where(eq(technologyVersions.technologyId, found.technology.id))
        .orderBy(desc(technologyVersions.number))
        .limit(50)
    : [];
  const answers = await answersTo(found.disclosure.id, found.latest?.id);
  const steps = nextSteps(actor, found);
  const own = answers.find((each) => each.personId === actor.personId);
  const mayAnswer = own !== undefined && steps.isNewer && may(actor, "technology.agree", found.relations);
  return {
    ...found,
    content,
    versions,
    answers: answers.map(({ personId: _personId, ...each }) => each),
    mayAgree: mayAnswer && own.answer !== "agreed",
    mayObject: mayAnswer && own.answer !== "objected",
    noes: fourNoes(content, emptyWords()),
    marks: languageMarks(content),
    ...steps,
    mayAsk: steps.mayAsk && answers.some((each) => each.answer !== "agreed"),
  };
}

/** What the actor may do with the profile now. The same conditions stand in the acts themselves. */
function nextSteps(actor: Actor, { relations, technology, latest, disclosure }: ProfileCase) {
  const mayPublish = may(actor, "technology.publish", relations);
  const state = technology?.state ?? "draft";
  const isNewer = latest !== undefined && latest.number !== technology?.publishedVersion;
  const can = (action: string) =>
    mayPublish && technologyMachine.some((step) => step.action === action && step.from.includes(state));
  return {
    mayEdit: disclosure.state === "accepted",
    isNewer,
    mayAsk: mayPublish && isNewer,
    mayPublish: mayPublish && latest !== undefined && (isNewer || state === "withdrawn"),
    mayClose: can("close"),
    mayReoffer: can("reoffer"),
    mayWithdraw: can("withdraw"),
    mayState: mayPublish && state === "published",
  };
}
