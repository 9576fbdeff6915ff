import { and, asc, count, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { people } from "#db/schema/identity.ts";
import { comments, disclosures, inventors, participantParts, participants } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, hashSecret, may, newSecret, readSigned, signed } from "../identity/index.ts";
import { languages, plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { disclosureFor } from "./disclosures.ts";
import { type Disclosure, draftOf } from "./draft.ts";

/** How many addresses may ever be asked onto one disclosure: each link more is a leak more of what is not public. */
const MOST_ASKED = 20;
const LINK_DAYS = 30;
const DAY = 86_400_000;

export const participantForm = z.object({
  name: z.string("required").trim().min(1, "required").max(200, "tooLong"),
  email: z
    .email("invalid")
    .max(200, "tooLong")
    .transform((typed) => typed.toLowerCase()),
  part: z.enum(participantParts, "required"),
  language: z.enum(languages, "required"),
});
export const partForm = z.object({ subject: z.string(), part: z.enum([...participantParts, "none"], "required") });

const mails = { read: "sharedToRead", comment: "sharedToComment", edit: "sharedToEdit" } as const;

/** A disclosure for whoever may say who else reads it: its inventors and the office that has it. */
async function shareable(tx: Transaction, actor: Actor, id: string): Promise<Result<Disclosure>> {
  const found = await disclosureFor(tx, actor, id);
  if (!found) return notFound();
  if (!may(actor, "disclosure.share", found.relations)) return forbidden();
  return ok(found.disclosure);
}

/**
 * Asks somebody onto the disclosure, with or without an account, by a mailed link in their language. The same address
 * again gets a new link and the part now given, and the link before leads nowhere. Fails with `onItAlready` for its
 * inventors, `tooManyAsked` past the limit.
 */
export async function inviteParticipant(
  actor: Actor,
  id: string,
  { name, email, part, language }: z.output<typeof participantForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const shared = await shareable(tx, actor, id);
    if (!shared.ok) return shared;
    const disclosure = shared.value;
    if (disclosure.state === "withdrawn") return fail("wrongState");
    const [inventor] = await tx
      .select({ id: inventors.id })
      .from(inventors)
      .where(and(eq(inventors.disclosureId, id), eq(inventors.email, email)))
      .limit(1);
    if (inventor) return fail("onItAlready", { fields: { email: ["onItAlready"] } });
    const asked = await tx.select().from(participants).where(eq(participants.disclosureId, id));
    const known = asked.find((each) => each.email === email);
    if (!known && asked.length >= MOST_ASKED) return fail("tooManyAsked", { params: { most: MOST_ASKED } });
    const now = Date.now();
    const { secret, hash } = newSecret();
    const values = {
      name,
      part,
      language,
      invitedBy: actor.personId,
      invitedAt: now,
      expiresAt: now + LINK_DAYS * DAY,
      tokenHash: hash,
      leftAt: null,
    };
    if (known) await tx.update(participants).set(values).where(eq(participants.id, known.id));
    else await tx.insert(participants).values({ id: newId(), disclosureId: id, email, ...values });
    const [account] = await tx
      .select({ language: people.language })
      .from(people)
      .where(eq(people.email, email))
      .limit(1);
    const theirs = account?.language ?? language;
    await mailLater(tx, {
      to: email,
      language: theirs,
      message: mails[part],
      params: { secret, name: actor.name, title: plain(disclosure.title, theirs), days: LINK_DAYS },
    });
    const event = { kind: "disclosure", id, caseId: disclosure.caseId };
    await record(tx, actor, "participant.invited", event, { who: name, part }, now);
    return ok({ id });
  });
}

/** Gives somebody another part, or none: then the link leads nowhere at once. The same part again leaves no trace. */
export async function changePart(
  actor: Actor,
  id: string,
  { subject, part }: z.output<typeof partForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const shared = await shareable(tx, actor, id);
    if (!shared.ok) return shared;
    const [known] = await tx
      .select()
      .from(participants)
      .where(and(eq(participants.id, subject), eq(participants.disclosureId, id), isNull(participants.leftAt)))
      .limit(1);
    if (!known) return notFound();
    if (known.part === part) return ok({});
    const now = Date.now();
    await tx
      .update(participants)
      .set(part === "none" ? { leftAt: now, tokenHash: null } : { part })
      .where(eq(participants.id, subject));
    const event = { kind: "disclosure", id, caseId: shared.value.caseId };
    const action = part === "none" ? "participant.removed" : "participant.changed";
    await record(
      tx,
      actor,
      action,
      event,
      { who: known.name, from: known.part, ...(part !== "none" && { part }) },
      now,
    );
    return ok({});
  });
}

/** Who has a part in the disclosure, in the order in which they were asked. The caller has checked who may see it. */
export const participantsOf = (disclosureId: string, from: Pick<Transaction, "select"> = reads()) =>
  from
    .select({
      id: participants.id,
      name: participants.name,
      email: participants.email,
      part: participants.part,
      language: participants.language,
      invitedAt: participants.invitedAt,
      expiresAt: participants.expiresAt,
      by: people.name,
    })
    .from(participants)
    .innerJoin(people, eq(people.id, participants.invitedBy))
    .where(and(eq(participants.disclosureId, disclosureId), isNull(participants.leftAt)))
    .orderBy(asc(participants.invitedAt), asc(participants.id))
    .limit(MOST_ASKED);

/** How many have a part in the disclosure, and how much was said beside it. The caller has checked who may see it. */
export async function countSharing(disclosureId: string) {
  const [asked] = await reads()
    .select({ participants: count() })
    .from(participants)
    .where(and(eq(participants.disclosureId, disclosureId), isNull(participants.leftAt)));
  const [said] = await reads()
    .select({ comments: count() })
    .from(comments)
    .where(eq(comments.disclosureId, disclosureId));
  return { participants: asked!.participants, comments: said!.comments };
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
  return { disclosure: found.disclosure, participants: await participantsOf(found.disclosure.id) };
}

/**
 * Who a link was mailed to, as a condition: by the secret of the first mail, of which only the hash is kept, or by the
 * portal's mark on a later one. Asked anew or taken off, neither leads anywhere. Not inside a transaction.
 */
export async function byLink(secret: string) {
  const [id, invitedAt] = (await readSigned("shared", secret))?.split("~") ?? [];
  const whom = id
    ? and(eq(participants.id, id), eq(participants.invitedAt, Number(invitedAt)))
    : eq(participants.tokenHash, hashSecret(secret));
  return and(whom, isNull(participants.leftAt));
}

/**
 * Those whose mailed link is open and who have no account, each with a link for the next mail: a secret once mailed is
 * not known any more. Not inside a transaction.
 */
export async function outsidersOf(disclosureId: string, now: number) {
  const rows = await reads()
    .select({
      id: participants.id,
      invitedAt: participants.invitedAt,
      name: participants.name,
      email: participants.email,
      language: participants.language,
    })
    .from(participants)
    .leftJoin(people, eq(people.email, participants.email))
    .where(
      and(
        eq(participants.disclosureId, disclosureId),
        isNull(participants.leftAt),
        gt(participants.expiresAt, now),
        isNull(people.id),
      ),
    )
    .limit(MOST_ASKED);
  return Promise.all(
    rows.map(async ({ id, invitedAt, ...rest }) => ({ ...rest, link: await signed("shared", `${id}~${invitedAt}`) })),
  );
}
export type Outsider = Awaited<ReturnType<typeof outsidersOf>>[number];

/** The participant whom a link was mailed to; `isOpen` is false past its date. */
export async function participantBy(
  tx: Pick<Transaction, "select">,
  link: Awaited<ReturnType<typeof byLink>>,
  now: number,
) {
  const [participant] = await tx.select().from(participants).where(link).limit(1);
  return participant && { participant, isOpen: participant.expiresAt > now };
}

/** What somebody sees who opens the mailed link: the disclosure while the link is open, and nothing of it afterwards. */
export async function sharedByLink(secret: string) {
  const found = await participantBy(reads(), await byLink(secret), Date.now());
  if (!found) return undefined;
  const draft = found.isOpen ? await draftOf(reads(), found.participant.disclosureId) : undefined;
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
    .innerJoin(disclosures, eq(disclosures.id, participants.disclosureId))
    .innerJoin(people, eq(people.id, participants.invitedBy))
    .where(and(eq(participants.email, actor.email), isNull(participants.leftAt)))
    .orderBy(asc(participants.invitedAt))
    .limit(50);
}
