import { eq } from "drizzle-orm";
import { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import { associates, disclosures, inventors } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, may, newSecret } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { textSeal } from "./disclosed-text.ts";
import { disclosureFor } from "./disclosures.ts";
import { type Associate, type Disclosure, draftOf, type Inventor, isAsked } from "./draft.ts";
import { missingIn, refusedFor } from "./missing.ts";
import { approvalRule } from "./practice.ts";
import { saidOn } from "./said.ts";
import { percentOf } from "./shares.ts";
import { disclosureMachine } from "./states.ts";
import { hongKongToday } from "./today.ts";

/** Asks every inventor to confirm the shares, and approvers to sign. The one who asks confirms by asking. */
export async function askInventors(actor: Actor, id: string): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, id);
    if (!found) return notFound();
    const { disclosure, relations } = found;
    if (!may(actor, "disclosure.submit", relations)) return forbidden();
    if (!stepFor(disclosureMachine, disclosure.state, "askInventors", actor.role)) return fail("wrongState");
    const draft = (await draftOf(tx, id))!;
    const now = Date.now();
    const refused = refusedFor(missingIn(draft, approvalRule(disclosure.organisationId), hongKongToday(now)), id);
    if (refused) return refused;
    // To ask is to stand by the text as it is now, also for whoever confirmed the share before.
    const asker = draft.inventors.find((each) => each.personId === actor.personId);
    for (const inventor of draft.inventors) {
      // Whoever confirmed the very same shares before need not be asked again.
      if (inventor.confirmation === "confirmed") continue;
      if (inventor.personId === actor.personId)
        await tx
          .update(inventors)
          .set({ confirmation: "confirmed", confirmedAt: now, disputeReason: null, tokenHash: null })
          .where(eq(inventors.id, inventor.id));
      else await askInventor(tx, actor, disclosure, inventor, "");
    }
    for (const each of draft.associates)
      if (each.kind === "approver" && each.confirmation !== "confirmed")
        await askApprover(tx, actor, disclosure, each, "");
    await tx
      .update(disclosures)
      .set({ state: "awaitingInventors", stateSince: now, version: disclosure.version + 1 })
      .where(eq(disclosures.id, id));
    await record(
      tx,
      actor,
      "disclosure.sentToInventors",
      { kind: "disclosure", id, caseId: disclosure.caseId },
      {
        shares: draft.inventors.map((inventor) => [inventor.name, inventor.shareBasisPoints]),
        ...(asker && { person: asker.id, text: textSeal(disclosure) }),
      },
      now,
    );
    return ok({ id });
  });
}

/** What to write to somebody in: the account's language, else the one in which they read the page of their link. */
async function languageFor(tx: Transaction, disclosure: Disclosure, to: Inventor | Associate): Promise<Language> {
  const [account] = to.personId
    ? await tx.select({ language: people.language }).from(people).where(eq(people.id, to.personId)).limit(1)
    : [];
  return account?.language ?? (await saidOn(tx, disclosure.id)).get(to.id)?.language ?? disclosure.original;
}

async function askInventor(tx: Transaction, actor: Actor, disclosure: Disclosure, inventor: Inventor, words: string) {
  const { secret, hash } = newSecret();
  await tx
    .update(inventors)
    .set({ confirmation: "awaiting", confirmedAt: null, tokenHash: hash, disputeReason: null })
    .where(eq(inventors.id, inventor.id));
  const language = await languageFor(tx, disclosure, inventor);
  await mailLater(tx, {
    to: inventor.email,
    language,
    message: words ? "confirmInventorAgain" : "confirmInventor",
    params: {
      secret,
      words,
      name: actor.name,
      title: plain(disclosure.title, language),
      share: `${percentOf(inventor.shareBasisPoints)}%`,
    },
  });
}

async function askApprover(tx: Transaction, actor: Actor, disclosure: Disclosure, approver: Associate, words: string) {
  const { secret, hash } = newSecret();
  await tx
    .update(associates)
    .set({ confirmation: "awaiting", confirmedAt: null, tokenHash: hash, disputeReason: null })
    .where(eq(associates.id, approver.id));
  const language = await languageFor(tx, disclosure, approver);
  await mailLater(tx, {
    to: approver.email,
    language,
    message: words ? "approveDisclosureAgain" : "approveDisclosure",
    params: { secret, words, name: actor.name, title: plain(disclosure.title, language) },
  });
}

export const askAgainForm = z.object({
  subject: z.string(),
  words: z.string().trim().max(2000, "tooLong").default(""),
});

/**
 * Answers an inventor's dispute, or reminds somebody who has not answered: a new link goes out with the words, and the
 * one before leads nowhere. Who was added after the others is asked for the first time. Shares stay as they are; to
 * change them is another act.
 */
export async function askAgain(
  actor: Actor,
  id: string,
  { subject, words }: z.output<typeof askAgainForm>,
): Promise<Result<{ id: string; isFirst: boolean }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, id);
    if (!found) return notFound();
    const { disclosure, relations } = found;
    if (!may(actor, "disclosure.submit", relations)) return forbidden();
    if (disclosure.state !== "awaitingInventors") return fail("wrongState");
    const draft = (await draftOf(tx, id))!;
    const inventor = draft.inventors.find((each) => each.id === subject);
    const approver = draft.associates.find((each) => each.id === subject && each.kind === "approver");
    const asked = inventor ?? approver;
    if (!asked) return notFound();
    if (asked.confirmation === "confirmed") return fail("confirmedMeanwhile");
    if (!asked.email)
      return fail("askedWithoutMail", { params: { name: asked.name }, see: `/research/disclosures/${id}?step=people` });
    if (asked.confirmation === "disputed" && !words) return fail("answerNeeded", { fields: { words: ["required"] } });
    const isFirst = !isAsked(asked);
    if (inventor) await askInventor(tx, actor, disclosure, inventor, words);
    else if (approver) await askApprover(tx, actor, disclosure, approver, words);
    const event = { kind: "disclosure", id, caseId: disclosure.caseId };
    const act = isFirst ? "disclosure.personAsked" : "disclosure.askedAgain";
    await record(tx, actor, act, event, { who: asked.name, ...(words && { words }) });
    return ok({ id, isFirst });
  });
}
