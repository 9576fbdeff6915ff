import { createHmac, timingSafeEqual } from "node:crypto";
import { and, asc, count, eq, gt, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { reads, type Transaction } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { participantParts, participants, people, type sharedKinds } from "#db/schema/identity.ts";
import { record } from "../audit/index.ts";
import { type Localised, languages, plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import type { Actor } from "./actor.ts";
import type { Relation } from "./permissions.ts";
import { hashSecret, newSecret } from "./secret.ts";

/** How many addresses may ever be asked onto one record: each link more is a leak more of what is not public. */
const MOST_ASKED = 20;
const LINK_DAYS = 30;
const DAY = 86_400_000;

type Part = (typeof participantParts)[number];
type SharedKind = (typeof sharedKinds)[number];
/** A record onto which people are asked who do not stand to it otherwise. */
interface Shared {
  kind: SharedKind;
  id: string;
}
type Subject = Shared & { caseId: string | null };
type Reading = Pick<Transaction, "select">;

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

const mails: Record<SharedKind, Record<Part, string>> = {
  disclosure: { read: "sharedToRead", comment: "sharedToComment", edit: "sharedToEdit" },
  application: {
    read: "applicationShared_read",
    comment: "applicationShared_comment",
    edit: "applicationShared_edit",
  },
};

/** What each part lets somebody do: to write is to comment and to read as well. */
export const relationsOfPart: Record<Part, Relation[]> = {
  read: ["reader"],
  comment: ["reader", "commenter"],
  edit: ["reader", "commenter", "editor"],
};

/** The rows of those who have a part in the record now. */
const on = ({ kind, id }: Shared) =>
  and(eq(participants.subject, kind), eq(participants.subjectId, id), isNull(participants.leftAt));

/**
 * Asks somebody onto a record, with or without an account, by a mailed link in their language. The same address again
 * gets a new link and the part now given; the link before leads nowhere. Fails with `onItAlready` for the addresses of
 * its `own` people, `tooManyAsked` past the limit. The caller has checked that the actor may share it.
 */
export async function askOnto(
  tx: Transaction,
  actor: Actor,
  { title, own, ...subject }: Subject & { title: Localised; own: readonly string[] },
  { name, email, part, language }: z.output<typeof participantForm>,
): Promise<Result<object>> {
  if (own.includes(email)) return fail("onItAlready", { fields: { email: ["onItAlready"] } });
  const asked = await tx
    .select({ id: participants.id, email: participants.email })
    .from(participants)
    .where(and(eq(participants.subject, subject.kind), eq(participants.subjectId, subject.id)))
    .limit(MOST_ASKED + 1);
  const known = asked.find((each) => each.email === email);
  if (!known && asked.length >= MOST_ASKED) return fail("tooManyAsked", { params: { most: MOST_ASKED } });
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
  if (known) await tx.update(participants).set(values).where(eq(participants.id, known.id));
  else
    await tx
      .insert(participants)
      .values({ id: newId(), subject: subject.kind, subjectId: subject.id, email, ...values });
  const [account] = await tx.select({ language: people.language }).from(people).where(eq(people.email, email)).limit(1);
  const theirs = account?.language ?? language;
  await mailLater(tx, {
    to: email,
    language: theirs,
    message: mails[subject.kind][part],
    params: { secret, name: actor.name, title: plain(title, theirs), days: LINK_DAYS },
  });
  await record(tx, actor, "participant.invited", subject, { who: name, part }, now);
  return ok({});
}

/** Gives somebody another part, or none: then the link leads nowhere at once. The same part again leaves no trace. */
export async function givePart(
  tx: Transaction,
  actor: Actor,
  subject: Subject,
  { subject: participantId, part }: z.output<typeof partForm>,
): Promise<Result<object>> {
  const [known] = await tx
    .select()
    .from(participants)
    .where(and(eq(participants.id, participantId), on(subject)))
    .limit(1);
  if (!known) return notFound();
  if (known.part === part) return ok({});
  const now = Date.now();
  await tx
    .update(participants)
    .set(part === "none" ? { leftAt: now, tokenHash: null } : { part })
    .where(eq(participants.id, participantId));
  const told = { who: known.name, from: known.part, ...(part !== "none" && { part }) };
  await record(tx, actor, part === "none" ? "participant.removed" : "participant.changed", subject, told, now);
  return ok({});
}

/** Who has a part in the record, in the order in which they were asked. The caller has checked who may see it. */
export const participantsIn = (subject: Shared, from: Reading = reads()) =>
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
    .where(on(subject))
    .orderBy(asc(participants.invitedAt), asc(participants.id))
    .limit(MOST_ASKED);

export async function countParticipants(subject: Shared): Promise<number> {
  const [row] = await reads().select({ asked: count() }).from(participants).where(on(subject));
  return row!.asked;
}

/** The accounts of those who have one of the parts in the record. */
export const accountsWith = (tx: Reading, parts: readonly Part[], subject: Shared) =>
  tx
    .select({ id: people.id, name: people.name, email: people.email })
    .from(participants)
    .innerJoin(people, eq(people.email, participants.email))
    .where(and(on(subject), inArray(participants.part, parts)))
    .limit(MOST_ASKED);

/** As what the actor was asked onto the record: none for whoever was not. */
export async function relationsByPart(tx: Reading, actor: Actor, subject: Shared): Promise<Relation[]> {
  const [row] = await tx
    .select({ part: participants.part })
    .from(participants)
    .where(and(on(subject), eq(participants.email, actor.email)))
    .limit(1);
  return row ? relationsOfPart[row.part] : [];
}

/**
 * A link for a later mail: the secret of the first is not known any more. It ends when that one does: its mark is made
 * with the hash that is kept.
 */
const laterLink = (id: string, tokenHash: string): string =>
  `${id}~${createHmac("sha256", tokenHash).update(id).digest("base64url").slice(0, 32)}`;

const isSame = (given: string, right: string): boolean =>
  given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));

/** The participant whom a link to a record of this kind was mailed to; `isOpen` is false past its date. */
export async function participantBySecret(tx: Reading, kind: SharedKind, secret: string, now = Date.now()) {
  const [id, mark] = secret.split("~");
  const whose = mark ? eq(participants.id, id!) : eq(participants.tokenHash, hashSecret(secret));
  const [participant] = await tx
    .select()
    .from(participants)
    .where(and(whose, eq(participants.subject, kind), isNull(participants.leftAt)))
    .limit(1);
  if (!participant?.tokenHash) return undefined;
  if (mark && !isSame(secret, laterLink(participant.id, participant.tokenHash))) return undefined;
  return { participant, isOpen: participant.expiresAt > now };
}

/** Whether a link was mailed to another address than that of who is signed in. Who is not signed in proves nothing. Pure. */
export const isForAnother = (address: string | null, actor: Pick<Actor, "email"> | undefined): boolean =>
  actor !== undefined && address !== null && actor.email.toLowerCase() !== address.toLowerCase();

const answers: Record<SharedKind, string> = { disclosure: "sharedAnswered", application: "applicationAnswered" };

/**
 * Tells those who have no account, and were among those who `spoke` there before, by mail that somebody answered:
 * everybody else has a notice. In the language of their invitation, while their link is open.
 */
export async function mailAnswer(
  tx: Transaction,
  { title, ...subject }: Shared & { title: Localised },
  said: { author: string; authorId: string | null; spoke: readonly string[] },
  now: number,
): Promise<void> {
  const outsiders = await tx
    .select({
      id: participants.id,
      name: participants.name,
      email: participants.email,
      language: participants.language,
      tokenHash: participants.tokenHash,
    })
    .from(participants)
    .leftJoin(people, eq(people.email, participants.email))
    .where(and(on(subject), gt(participants.expiresAt, now), isNull(people.id)))
    .limit(MOST_ASKED);
  for (const { id, name, email, language, tokenHash } of outsiders) {
    const isOwn = said.authorId === null && said.author === name;
    if (isOwn || !tokenHash || !said.spoke.includes(name)) continue;
    const params = { secret: laterLink(id, tokenHash), name: said.author, title: plain(title, language) };
    await mailLater(tx, { to: email, language, message: answers[subject.kind], params }, now);
  }
}

export const forgetParticipants = (tx: Transaction, { kind, id }: Shared) =>
  tx.delete(participants).where(and(eq(participants.subject, kind), eq(participants.subjectId, id)));
