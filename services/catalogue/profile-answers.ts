import { and, asc, desc, eq } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { profileAnswers, technologies, technologyVersions } from "#db/schema/catalogue.ts";
import { people } from "#db/schema/identity.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, hashSecret, newSecret, peopleOf, thePortal } from "../identity/index.ts";
import { plain } from "../language.ts";
import { mailLater, mailText } from "../notify/index.ts";
import { fail, forbidden, ok, type Result } from "../result.ts";
import { actOn, fresh, refusalOf } from "./act-on-profile.ts";
import type { Version } from "./profiles.ts";
import { technologyWithNames } from "./technology.ts";

export type ProfileWord = { agrees: true } | { agrees: false; reason: string };

/**
 * Asks every inventor to agree to what would be made public, by a link that needs no account. Not before it answers
 * what a reader asks. Asking again sends a new link; the one before leads nowhere.
 */
export const askAgreement = (actor: Actor, caseId: string, number: number) =>
  actOn(actor, caseId, "technology.publish", async (tx, found, now) => {
    const version = fresh(found, number);
    if ("ok" in version) return version;
    const refusal = refusalOf(version);
    if (refusal) return refusal;
    await tx.update(technologyVersions).set({ askedAt: now }).where(eq(technologyVersions.id, version.id));
    const named = await tx
      .select({
        id: inventors.id,
        email: inventors.email,
        personId: inventors.personId,
        answer: profileAnswers.answer,
        language: people.language,
      })
      .from(inventors)
      .leftJoin(people, eq(people.id, inventors.personId))
      .leftJoin(
        profileAnswers,
        and(eq(profileAnswers.inventorId, inventors.id), eq(profileAnswers.versionId, version.id)),
      )
      .where(eq(inventors.disclosureId, found.disclosure.id))
      .orderBy(asc(inventors.position));
    for (const inventor of named) {
      if (inventor.answer === "agreed") continue;
      const { secret, hash } = newSecret();
      const asked = { tokenHash: hash, askedAt: now };
      await tx
        .insert(profileAnswers)
        .values({ id: newId(), versionId: version.id, inventorId: inventor.id, ...asked })
        .onConflictDoUpdate({ target: [profileAnswers.versionId, profileAnswers.inventorId], set: asked });
      const language = inventor.language ?? found.disclosure.original;
      await mailLater(
        tx,
        {
          to: inventor.email,
          language,
          message: "profileToAgree",
          params: {
            title: plain(version.content.title, language),
            name: actor.name,
            secret,
            account: inventor.personId ? await mailText(language, "profileToAgreeHere", { caseId }) : "",
          },
        },
        now,
      );
    }
    return { event: "technology.asked", details: { number } };
  });

/** An inventor who is signed in agrees that this version may be made public, or objects and says why. */
export const answerProfile = (actor: Actor, caseId: string, number: number, word: ProfileWord) =>
  actOn(actor, caseId, "technology.agree", async (tx, found, now) => {
    const version = fresh(found, number);
    if ("ok" in version) return version;
    const [inventor] = await tx
      .select({ id: inventors.id })
      .from(inventors)
      .where(and(eq(inventors.disclosureId, found.disclosure.id), eq(inventors.personId, actor.personId)))
      .limit(1);
    if (!inventor) return forbidden();
    const kept = await keep(tx, version, { ...inventor, word, way: "signedIn", now });
    if (!kept.ok) return kept;
    await tellOffice(tx, found.disclosure, version, actor.name, word, now);
    return { event: eventOf(word), details: { number, way: "signedIn" } };
  });

const eventOf = (word: ProfileWord) => (word.agrees ? "technology.agreed" : "technology.objected");

async function bySecret(tx: Pick<Transaction, "select">, secret: string) {
  const [found] = await tx
    .select({
      asked: profileAnswers,
      inventor: { id: inventors.id, name: inventors.name, personId: inventors.personId },
      version: technologyVersions,
      technology: technologies,
      disclosure: disclosures,
    })
    .from(profileAnswers)
    .innerJoin(inventors, eq(inventors.id, profileAnswers.inventorId))
    .innerJoin(technologyVersions, eq(technologyVersions.id, profileAnswers.versionId))
    .innerJoin(technologies, eq(technologies.id, technologyVersions.technologyId))
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .where(eq(profileAnswers.tokenHash, hashSecret(secret)))
    .limit(1);
  if (!found) return undefined;
  const [latest] = await tx
    .select({ number: technologyVersions.number })
    .from(technologyVersions)
    .where(eq(technologyVersions.technologyId, found.technology.id))
    .orderBy(desc(technologyVersions.number))
    .limit(1);
  const { version, technology } = found;
  const state =
    latest?.number !== version.number
      ? ("changed" as const)
      : technology.publishedVersion === version.number
        ? ("published" as const)
        : ("open" as const);
  return { ...found, state };
}

/**
 * What an inventor reads behind the mailed link: the version as the public would read it. Once the text has changed the
 * link shows nothing of it any more: `changed`.
 */
export async function profileByLink(secret: string) {
  const found = await bySecret(reads(), secret);
  if (!found) return undefined;
  const { asked, inventor, version, technology, state } = found;
  const named = await technologyWithNames(technology.id);
  return {
    technologyId: technology.id,
    state,
    name: inventor.name,
    title: version.content.title,
    original: version.content.original,
    answer: asked.answer,
    reason: asked.reason,
    number: version.number,
    named: state === "changed" ? null : { ...named!, technology: { ...named!.technology, ...version.content } },
  };
}

/** The same word as `answerProfile` by the mailed link: no account is needed. Void once the text has changed. */
export async function answerProfileByLink(secret: string, word: ProfileWord): Promise<Result<object>> {
  return transact(async (tx): Promise<Result<object>> => {
    const found = await bySecret(tx, secret);
    if (!found) return fail("linkSpent");
    if (found.state === "changed") return fail("profileChanged");
    if (found.state === "published") return fail("alreadyPublished");
    const { version, technology, disclosure, inventor } = found;
    const now = Date.now();
    const kept = await keep(tx, version, { ...inventor, word, way: "link", now });
    if (!kept.ok) return kept;
    await tellOffice(tx, disclosure, version, inventor.name, word, now);
    const subject = { kind: "technology", id: technology.id, caseId: disclosure.caseId };
    const by = { ...thePortal, personId: inventor.personId, name: inventor.name };
    await record(tx, by, eventOf(word), subject, { number: version.number, way: "link" }, now);
    return ok({});
  });
}

/** Keeps the word. The version counts as agreed from the first inventor who agrees, and as long as one does. */
async function keep(
  tx: Transaction,
  version: Version,
  { id: inventorId, word, way, now }: { id: string; word: ProfileWord; way: "signedIn" | "link"; now: number },
): Promise<Result<void>> {
  const ofVersion = eq(profileAnswers.versionId, version.id);
  const [before] = await tx
    .select({ answer: profileAnswers.answer })
    .from(profileAnswers)
    .where(and(ofVersion, eq(profileAnswers.inventorId, inventorId)))
    .limit(1);
  if (word.agrees && before?.answer === "agreed") return fail("alreadyAgreed");
  const values = {
    answer: word.agrees ? ("agreed" as const) : ("objected" as const),
    reason: word.agrees ? null : word.reason,
    way,
    answeredAt: now,
  };
  await tx
    .insert(profileAnswers)
    .values({ id: newId(), versionId: version.id, inventorId, ...values })
    .onConflictDoUpdate({ target: [profileAnswers.versionId, profileAnswers.inventorId], set: values });
  const [first] = await tx
    .select({ personId: inventors.personId, answeredAt: profileAnswers.answeredAt })
    .from(profileAnswers)
    .innerJoin(inventors, eq(inventors.id, profileAnswers.inventorId))
    .where(and(ofVersion, eq(profileAnswers.answer, "agreed")))
    .orderBy(asc(profileAnswers.answeredAt))
    .limit(1);
  await tx
    .update(technologyVersions)
    .set({ agreedBy: first?.personId ?? null, agreedAt: first?.answeredAt ?? null })
    .where(eq(technologyVersions.id, version.id));
  return ok(undefined);
}

/** The officer of the case, else the whole office, hears at once; of an objection with its reason. */
async function tellOffice(
  tx: Transaction,
  { organisationId, officerId, caseId }: typeof disclosures.$inferSelect,
  version: Version,
  name: string,
  word: ProfileWord,
  now: number,
): Promise<void> {
  const office = await peopleOf("ttoOfficer", organisationId);
  const own = office.filter((officer) => officer.id === officerId);
  for (const officer of own.length > 0 ? own : office) {
    const language = officer.language ?? "en";
    await mailLater(
      tx,
      {
        to: officer.email,
        language,
        message: word.agrees ? "profileAgreed" : "profileObjected",
        params: {
          title: plain(version.content.title, language),
          name,
          caseId,
          ...(!word.agrees && { reason: word.reason }),
        },
      },
      now,
    );
  }
}
