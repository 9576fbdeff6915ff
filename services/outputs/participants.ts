import { and, asc, count, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { participants, people } from "#db/schema/identity.ts";
import { comments, disclosures, inventors } from "#db/schema/outputs.ts";
import {
  type Actor,
  askOnto,
  countParticipants,
  givePart,
  may,
  type partForm,
  participantBySecret,
  type participantForm,
  participantsIn,
} from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { disclosureFor, sharedAs } from "./disclosures.ts";
import { type Disclosure, draftOf } from "./draft.ts";

/** A disclosure for whoever may say who else reads it: its inventors and the office that has it. */
async function shareable(tx: Transaction, actor: Actor, id: string): Promise<Result<Disclosure>> {
  const found = await disclosureFor(tx, actor, id);
  if (!found) return notFound();
  if (!may(actor, "disclosure.share", found.relations)) return forbidden();
  return ok(found.disclosure);
}

/** Asks somebody onto the disclosure who is not its inventor; see `askOnto`. */
export async function inviteParticipant(
  actor: Actor,
  id: string,
  input: z.output<typeof participantForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const shared = await shareable(tx, actor, id);
    if (!shared.ok) return shared;
    const { state, title, caseId } = shared.value;
    if (state === "withdrawn") return fail("wrongState");
    const named = await tx.select({ email: inventors.email }).from(inventors).where(eq(inventors.disclosureId, id));
    const own = named.flatMap(({ email }) => email ?? []);
    return askOnto(tx, actor, { ...sharedAs(id), caseId, title, own }, input);
  });
}

/** Gives somebody another part in the disclosure, or none; see `givePart`. */
export async function changePart(actor: Actor, id: string, input: z.output<typeof partForm>): Promise<Result<object>> {
  return transact(async (tx) => {
    const shared = await shareable(tx, actor, id);
    return shared.ok ? givePart(tx, actor, { ...sharedAs(id), caseId: shared.value.caseId }, input) : shared;
  });
}

/** How many have a part in the disclosure, and how much was said beside it. The caller has checked who may see it. */
export async function countSharing(disclosureId: string) {
  const [said] = await reads()
    .select({ comments: count() })
    .from(comments)
    .where(eq(comments.disclosureId, disclosureId));
  return { participants: await countParticipants(sharedAs(disclosureId)), comments: said!.comments };
}

/** The page on which inventors and the office say who else reads a disclosure; for anybody else it is not there. */
export async function sharingPage(actor: Actor, caseId: string) {
  const [row] = await reads()
    .select({ id: disclosures.id })
    .from(disclosures)
    .where(eq(disclosures.caseId, caseId))
    .limit(1);
  const found = row && (await disclosureFor(reads(), actor, row.id));
  if (!found || !may(actor, "disclosure.share", found.relations)) return undefined;
  return { disclosure: found.disclosure, participants: await participantsIn(sharedAs(found.disclosure.id)) };
}

/** What somebody sees who opens the mailed link: the disclosure while the link is open, and nothing of it afterwards. */
export async function sharedByLink(secret: string) {
  const found = await participantBySecret(reads(), "disclosure", secret);
  if (!found) return undefined;
  const draft = found.isOpen ? await draftOf(reads(), found.participant.subjectId) : undefined;
  return { participant: found.participant, draft };
}

/** Disclosures of others in which the actor was given a part, those asked last first. */
export function disclosuresSharedWith(actor: Actor) {
  return reads()
    .select({
      id: disclosures.id,
      title: disclosures.title,
      original: disclosures.original,
      state: disclosures.state,
      part: participants.part,
      by: { name: people.name, names: people.names },
    })
    .from(participants)
    .innerJoin(disclosures, eq(disclosures.id, participants.subjectId))
    .innerJoin(people, eq(people.id, participants.invitedBy))
    .where(
      and(eq(participants.subject, "disclosure"), eq(participants.email, actor.email), isNull(participants.leftAt)),
    )
    .orderBy(asc(participants.invitedAt))
    .limit(50);
}
