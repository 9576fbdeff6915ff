import { and, asc, desc, eq, isNull, notInArray } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { applicationComments, applications } from "#db/schema/funding.ts";
import { participants, people } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import {
  type Actor,
  askOnto,
  givePart,
  isForAnother,
  mailAnswer,
  may,
  type partForm,
  participantBySecret,
  type participantForm,
  peopleOf,
  relationsOfPart,
  thePortal,
} from "../../identity/index.ts";
import { noticeLater } from "../../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { type Application, allowed, applicationFor, sharedAs, subjectOf, teamOf } from "../access.ts";
import type { commentForm } from "../forms.ts";
import { applicantRoles, stateSeenBy } from "../states.ts";
import { ownApplications } from "./own.ts";

/** Asks somebody onto the application who is neither of its team nor of its office; see `askOnto`. */
export async function inviteOnto(
  actor: Actor,
  id: string,
  input: z.output<typeof participantForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.share");
    if (!known.ok) return known;
    const { title, caseId, leadId } = known.application;
    const own = [...(await teamOf(tx, caseId)), ...(await peopleOf(applicantRoles, leadId))].map((each) => each.email);
    return askOnto(tx, actor, { ...sharedAs(id), caseId, title, own }, input);
  });
}

/** Gives somebody another part in the application, or none; see `givePart`. */
export async function changePartOn(
  actor: Actor,
  id: string,
  input: z.output<typeof partForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.share");
    return known.ok ? givePart(tx, actor, { ...sharedAs(id), caseId: known.application.caseId }, input) : known;
  });
}

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

/** The same by the mailed link, without an account: never under the name of somebody else than who is signed in. */
export async function commentOnLink(
  secret: string,
  { text }: z.output<typeof commentForm>,
  actor?: Actor,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await sharedApplication(secret, Date.now(), tx);
    if (!found) return notFound();
    if (!found.isOpen) return fail("linkSpent");
    if (isForAnother(found.participant.email, actor)) return fail("linkOfAnother");
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
  const here = and(eq(applicationComments.applicationId, id), isNull(applicationComments.authorId));
  const spoke = await tx.selectDistinct({ author: applicationComments.author }).from(applicationComments).where(here);
  const shared = { ...sharedAs(id), title: application.title };
  await mailAnswer(tx, shared, { author: by.name, authorId, spoke: spoke.map((each) => each.author) }, now);
  return ok({});
}

/** Who opens a mailed link, and of which application; undefined for a link that leads nowhere any more. */
export async function sharedApplication(secret: string, now = Date.now(), from: Pick<Transaction, "select"> = reads()) {
  const found = await participantBySecret(from, "application", secret, now);
  if (!found) return undefined;
  const { subjectId } = found.participant;
  const [application] = await from.select().from(applications).where(eq(applications.id, subjectId)).limit(1);
  return application && { ...found, application };
}

/** Applications of others in which the actor was given a part that their role may use, those asked last first. */
export async function applicationsSharedWith(actor: Actor) {
  if (!may(actor, "application.read", ["reader"])) return [];
  const own = ownApplications(actor);
  const rows = await reads()
    .select({
      id: applications.id,
      number: applications.number,
      title: applications.title,
      state: applications.state,
      part: participants.part,
      by: { name: people.name, names: people.names },
    })
    .from(participants)
    .innerJoin(applications, eq(applications.id, participants.subjectId))
    .innerJoin(people, eq(people.id, participants.invitedBy))
    .where(
      and(
        eq(participants.subject, "application"),
        eq(participants.email, actor.email),
        isNull(participants.leftAt),
        own && notInArray(applications.id, reads().select({ id: applications.id }).from(applications).where(own)),
      ),
    )
    .orderBy(desc(participants.invitedAt))
    .limit(50);
  return rows.map((row) => ({ ...row, state: stateSeenBy(actor.role, row.state) }));
}

/** Whether somebody who is signed in may open the application of a link as themselves. */
export const mayOpen = async (actor: Actor | undefined, id: string): Promise<boolean> =>
  actor !== undefined && may(actor, "application.read", (await applicationFor(reads(), actor, id))?.relations ?? []);
