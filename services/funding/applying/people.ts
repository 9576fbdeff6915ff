import { and, asc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { applicationComments, applicationParticipants, applications } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import { type Actor, hashSecret, may, newSecret, peopleOf, thePortal } from "../../identity/index.ts";
import { plain } from "../../language.ts";
import { mailLater, noticeLater } from "../../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { type Application, allowed, applicationFor, relationsOfPart, subjectOf, teamOf } from "../access.ts";
import type { commentForm, partForm, participantForm } from "../forms.ts";

/** How many addresses may ever be asked onto one application: each link more is a leak more. */
const MOST_ASKED = 20;
const LINK_DAYS = 30;
const DAY = 86_400_000;

/**
 * Asks somebody onto the application, with or without an account, by a mailed link in their language. The same address
 * again gets a new link and the part now given; the link before leads nowhere. Fails with `onItAlready` for the team and
 * the office, `tooManyAsked` past the limit.
 */
export async function inviteOnto(
  actor: Actor,
  id: string,
  { name, email, part, language }: z.output<typeof participantForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.share");
    if (!known.ok) return known;
    const { application } = known;
    const own = [...(await teamOf(tx, application.caseId)), ...(await peopleOf("ttoOfficer", application.leadId))];
    if (own.some((each) => each.email === email)) return fail("onItAlready", { fields: { email: ["onItAlready"] } });
    const asked = await tx
      .select()
      .from(applicationParticipants)
      .where(eq(applicationParticipants.applicationId, id))
      .limit(MOST_ASKED + 1);
    const before = asked.find((each) => each.email === email);
    if (!before && asked.length >= MOST_ASKED) return fail("tooManyAsked", { params: { most: MOST_ASKED } });
    const now = Date.now();
    const { secret, hash } = newSecret();
    const values = {
      ...{ name, part, language },
      invitedBy: actor.personId,
      invitedAt: now,
      expiresAt: now + LINK_DAYS * DAY,
      tokenHash: hash,
      leftAt: null,
    };
    if (before) await tx.update(applicationParticipants).set(values).where(eq(applicationParticipants.id, before.id));
    else await tx.insert(applicationParticipants).values({ id: newId(), applicationId: id, email, ...values });
    await mailLater(tx, {
      to: email,
      language,
      message: `applicationShared_${part}`,
      params: { secret, name: actor.name, title: plain(application.title, language), days: LINK_DAYS },
    });
    await record(tx, actor, "participant.invited", subjectOf(application), { who: name, part }, now);
    return ok({});
  });
}

/** Gives somebody another part, or none: then the link leads nowhere at once. The same part again leaves no trace. */
export async function changePartOn(
  actor: Actor,
  id: string,
  { subject, part }: z.output<typeof partForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.share");
    if (!known.ok) return known;
    const [row] = await tx
      .select()
      .from(applicationParticipants)
      .where(
        and(
          eq(applicationParticipants.id, subject),
          eq(applicationParticipants.applicationId, id),
          isNull(applicationParticipants.leftAt),
        ),
      )
      .limit(1);
    if (!row) return notFound();
    if (row.part === part) return ok({});
    const now = Date.now();
    await tx
      .update(applicationParticipants)
      .set(part === "none" ? { leftAt: now, tokenHash: null } : { part })
      .where(eq(applicationParticipants.id, subject));
    const about = { who: row.name, from: row.part, ...(part !== "none" && { part }) };
    const action = part === "none" ? "participant.removed" : "participant.changed";
    await record(tx, actor, action, subjectOf(known.application), about, now);
    return ok({});
  });
}

/** Who has a part in the application, in the order in which they were asked. The caller has checked who may see it. */
export const participantsOn = (applicationId: string, from: Pick<Transaction, "select"> = reads()) =>
  from
    .select({
      id: applicationParticipants.id,
      name: applicationParticipants.name,
      email: applicationParticipants.email,
      part: applicationParticipants.part,
      language: applicationParticipants.language,
      invitedAt: applicationParticipants.invitedAt,
      expiresAt: applicationParticipants.expiresAt,
      by: people.name,
    })
    .from(applicationParticipants)
    .innerJoin(people, eq(people.id, applicationParticipants.invitedBy))
    .where(and(eq(applicationParticipants.applicationId, applicationId), isNull(applicationParticipants.leftAt)))
    .orderBy(asc(applicationParticipants.invitedAt), asc(applicationParticipants.id))
    .limit(MOST_ASKED);

/** What the applicant's people said, oldest first. The caller has checked who may read it. */
export const commentsOn = (applicationId: string) =>
  reads()
    .select({
      id: applicationComments.id,
      author: applicationComments.author,
      text: applicationComments.text,
      createdAt: applicationComments.createdAt,
    })
    .from(applicationComments)
    .where(eq(applicationComments.applicationId, applicationId))
    .orderBy(asc(applicationComments.createdAt), asc(applicationComments.id))
    .limit(300);

/** Says something to the applicant's own people. */
export async function commentOnApplication(
  actor: Actor,
  id: string,
  { text }: z.output<typeof commentForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.comment");
    if (!known.ok) return known;
    return say(tx, known.application, text, actor, actor.personId);
  });
}

/** The same by the mailed link, without an account. */
export async function commentOnLink(secret: string, { text }: z.output<typeof commentForm>): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await bySecret(tx, secret);
    if (!found) return notFound();
    if (found.participant.expiresAt < Date.now()) return fail("linkSpent");
    if (!relationsOfPart[found.participant.part].includes("commenter")) return forbidden();
    return say(tx, found.application, text, { ...thePortal, name: found.participant.name }, null);
  });
}

async function say(
  tx: Transaction,
  application: Application,
  text: string,
  by: Parameters<typeof record>[1],
  authorId: string | null,
): Promise<Result<object>> {
  const now = Date.now();
  const { id } = application;
  const said = { id: newId(), applicationId: id, authorId, author: by.name, text, createdAt: now };
  await tx.insert(applicationComments).values(said);
  await record(tx, by, "application.commented", subjectOf(application), {}, now);
  const params = { name: by.name, title: application.title };
  for (const each of await teamOf(tx, application.caseId))
    if (each.id !== authorId)
      await noticeLater(
        tx,
        { personId: each.id, message: "applicationCommented", params, link: `/applications/${id}#people` },
        now,
      );
  return ok({});
}

async function bySecret(tx: Pick<Transaction, "select">, secret: string) {
  const [row] = await tx
    .select({ participant: applicationParticipants, application: applications })
    .from(applicationParticipants)
    .innerJoin(applications, eq(applications.id, applicationParticipants.applicationId))
    .where(and(eq(applicationParticipants.tokenHash, hashSecret(secret)), isNull(applicationParticipants.leftAt)))
    .limit(1);
  return row;
}

/** Who opens a mailed link, and of which application; undefined for a link that leads nowhere any more. */
export async function sharedApplication(secret: string, now = Date.now()) {
  const row = await bySecret(reads(), secret);
  return row && { ...row, isOpen: row.participant.expiresAt >= now };
}

/** Whether somebody who is signed in may open the application of a link as themselves. */
export const mayOpen = async (actor: Actor | undefined, id: string): Promise<boolean> =>
  actor !== undefined && may(actor, "application.read", (await applicationFor(reads(), actor, id))?.relations ?? []);
