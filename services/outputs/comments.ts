import { and, asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { participantParts, people } from "#db/schema/identity.ts";
import { comments, inventors } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import {
  type Actor,
  accountsWith,
  isForAnother,
  mailAnswer,
  may,
  participantBySecret,
  relationsOfPart,
  thePortal,
} from "../identity/index.ts";
import { noticeLater } from "../notify/index.ts";
import { onceKey } from "../once.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { sharedAs, sharedDisclosureFor } from "./disclosures.ts";
import { type Disclosure, draftOf } from "./draft.ts";
import { steps } from "./missing.ts";

export const commentForm = z.object({
  step: z.enum(steps, "invalid"),
  text: z.string("required").trim().min(1, "required").max(5_000, "tooLong"),
  key: onceKey,
});
type Said = z.output<typeof commentForm>;

/** What was said beside the steps of a disclosure, oldest first. The caller has checked who may read it. */
export const commentsOf = (disclosureId: string) =>
  reads()
    .select({
      id: comments.id,
      step: comments.step,
      author: comments.author,
      text: comments.text,
      createdAt: comments.createdAt,
    })
    .from(comments)
    .where(eq(comments.disclosureId, disclosureId))
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(500);

/** Says something beside a step: for its inventors, the office once it has it, and whoever was given leave to comment. */
export async function commentOn(actor: Actor, id: string, said: Said): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await sharedDisclosureFor(tx, actor, id);
    if (!found) return notFound();
    if (!may(actor, "disclosure.comment", found.relations)) return forbidden();
    return say(tx, found.disclosure, said, actor, actor.personId);
  });
}

/** The same by the mailed link, without an account: never under the name of somebody else than who is signed in. */
export async function commentByLink(secret: string, said: Said, actor?: Actor): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await participantBySecret(tx, "disclosure", secret);
    if (!found?.isOpen) return fail("linkSpent");
    const { participant } = found;
    if (isForAnother(participant.email, actor)) return fail("linkOfAnother");
    if (!relationsOfPart[participant.part].includes("commenter")) return forbidden();
    const draft = (await draftOf(tx, participant.subjectId))!;
    const [account] = await tx
      .select({ id: people.id })
      .from(people)
      .where(eq(people.email, participant.email))
      .limit(1);
    const by = { ...thePortal, personId: account?.id ?? null, name: participant.name };
    return say(tx, draft.disclosure, said, by, account?.id ?? null);
  });
}

async function say(
  tx: Transaction,
  disclosure: Disclosure,
  { step, text, key }: Said,
  by: Parameters<typeof record>[1],
  authorId: string | null,
): Promise<Result<object>> {
  if (disclosure.state === "withdrawn") return fail("wrongState");
  const now = Date.now();
  const { id, caseId } = disclosure;
  const [said] = await tx
    .insert(comments)
    .values({ id: key ?? newId(), disclosureId: id, step, authorId, author: by.name, text, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: comments.id });
  if (!said) return ok({});
  await record(tx, by, "disclosure.commented", { kind: "disclosure", id, caseId }, { step }, now);
  for (const personId of await readersOf(tx, disclosure))
    if (personId !== authorId)
      await noticeLater(
        tx,
        {
          personId,
          message: "disclosureCommented",
          params: { name: by.name, title: disclosure.title },
          link: `/disclosures/${id}`,
        },
        now,
      );
  const here = and(eq(comments.disclosureId, id), eq(comments.step, step), isNull(comments.authorId));
  const spoke = await tx.selectDistinct({ author: comments.author }).from(comments).where(here);
  const shared = { ...sharedAs(id), title: disclosure.title };
  await mailAnswer(tx, shared, { author: by.name, authorId, spoke: spoke.map((each) => each.author) }, now);
  return ok({});
}

/** The accounts of all who read along: its author and inventors, its officer, and who was given a part. */
async function readersOf(tx: Transaction, { id, createdBy, officerId, submittedAt }: Disclosure): Promise<Set<string>> {
  const named = await tx.select({ id: inventors.personId }).from(inventors).where(eq(inventors.disclosureId, id));
  const accounts = await accountsWith(tx, participantParts, sharedAs(id));
  const all = [createdBy, submittedAt === null ? null : officerId, ...[...named, ...accounts].map((each) => each.id)];
  return new Set(all.filter((each) => each !== null));
}
