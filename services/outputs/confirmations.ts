import { and, eq } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { associates, disclosures, inventors } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, hashSecret, isForAnother, thePortal } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { mailLater, noticeLater } from "../notify/index.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import { textSeal } from "./disclosed-text.ts";
import type { Associate, Inventor } from "./draft.ts";
import { saidOn } from "./said.ts";
import { percentOf } from "./shares.ts";

/**
 * A word on a share, or of an approver; `share` and `text` (its seal) are those that the page showed, so that nobody
 * confirms another.
 */
export type Word = { confirms: true; share?: number; text?: string } | { confirms: false; reason: string };

const shown = {
  id: disclosures.id,
  caseId: disclosures.caseId,
  title: disclosures.title,
  original: disclosures.original,
  state: disclosures.state,
  organisationId: disclosures.organisationId,
  createdBy: disclosures.createdBy,
  originRows: disclosures.originRows,
  novelty: disclosures.novelty,
  solution: disclosures.solution,
  purpose: disclosures.purpose,
  problem: disclosures.problem,
  advantages: disclosures.advantages,
};
type Asked = { kind: "inventor"; person: Inventor } | { kind: "approver"; person: Associate };
type Shown = Pick<typeof disclosures.$inferSelect, keyof typeof shown>;

async function askedBySecret(
  tx: Pick<Transaction, "select">,
  secret: string,
): Promise<(Asked & { disclosure: Shown }) | undefined> {
  const hash = hashSecret(secret);
  const [inventor] = await tx
    .select({ person: inventors, disclosure: shown })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .where(eq(inventors.tokenHash, hash))
    .limit(1);
  if (inventor) return { kind: "inventor", ...inventor };
  const [approver] = await tx
    .select({ person: associates, disclosure: shown })
    .from(associates)
    .innerJoin(disclosures, eq(disclosures.id, associates.disclosureId))
    .where(and(eq(associates.tokenHash, hash), eq(associates.kind, "approver")))
    .limit(1);
  return approver && { kind: "approver", ...approver };
}

/**
 * What somebody sees who opens the mailed link: the own part, and what is disclosed while a word on it is awaited, since
 * nobody can stand by what they have not read. Afterwards the link opens nothing of the invention.
 */
export async function askedPerson(secret: string) {
  const found = await askedBySecret(reads(), secret);
  if (!found) return undefined;
  const { kind, person, disclosure } = found;
  const [asker] = await reads()
    .select({ name: people.name, email: people.email, institution: organisations.name })
    .from(people)
    .innerJoin(organisations, eq(organisations.id, disclosure.organisationId))
    .where(eq(people.id, disclosure.createdBy))
    .limit(1);
  const named = await reads()
    .select({ name: inventors.name, affiliation: inventors.affiliation, share: inventors.shareBasisPoints })
    .from(inventors)
    .where(eq(inventors.disclosureId, disclosure.id))
    .orderBy(inventors.position)
    .limit(100);
  const isOpen = disclosure.state === "awaitingInventors";
  const text = textSeal(disclosure);
  const confirmed = (await saidOn(reads(), disclosure.id)).get(person.id)?.text;
  return {
    kind,
    disclosure,
    text,
    disclosed: isOpen ? disclosure : null,
    /** Confirmed, and the text was changed since. */
    isEarlierText: person.confirmation === "confirmed" && confirmed !== undefined && confirmed !== text,
    asker,
    name: person.name,
    email: person.email,
    contribution: person.contribution,
    confirmation: person.confirmation,
    disputeReason: person.disputeReason,
    share: kind === "inventor" ? person.shareBasisPoints : null,
    named,
    isOpen,
  };
}

/**
 * An inventor's word on the share, or an approver's on the disclosure, by the mailed link: no account is needed. The
 * language in which the page was read is the one for what is mailed to them next. Nobody who is signed in confirms for
 * somebody else.
 */
export async function answerByLink(
  secret: string,
  word: Word,
  language: Language,
  actor?: Actor,
): Promise<Result<void>> {
  return transact(async (tx): Promise<Result<void>> => {
    const found = await askedBySecret(tx, secret);
    if (found?.disclosure.state !== "awaitingInventors") return fail("linkSpent");
    if (isForAnother(found.person.email, actor)) return fail("linkOfAnother");
    const by = { ...thePortal, personId: found.person.personId, name: found.person.name };
    return take(tx, found, found.disclosure, word, by, language);
  });
}

/** The same word from somebody who is signed in. */
export async function answerSignedIn(actor: Actor, disclosureId: string, word: Word): Promise<Result<void>> {
  return transact(async (tx): Promise<Result<void>> => {
    const mine = { disclosure: shown };
    const [inventor] = await tx
      .select({ person: inventors, ...mine })
      .from(inventors)
      .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
      .where(and(eq(inventors.disclosureId, disclosureId), eq(inventors.personId, actor.personId)))
      .limit(1);
    const [approver] = inventor
      ? []
      : await tx
          .select({ person: associates, ...mine })
          .from(associates)
          .innerJoin(disclosures, eq(disclosures.id, associates.disclosureId))
          .where(
            and(
              eq(associates.disclosureId, disclosureId),
              eq(associates.personId, actor.personId),
              eq(associates.kind, "approver"),
            ),
          )
          .limit(1);
    const found: (Asked & { disclosure: Shown }) | undefined = inventor
      ? { kind: "inventor", ...inventor }
      : approver && { kind: "approver", ...approver };
    if (!found) return notFound();
    if (found.disclosure.state !== "awaitingInventors") return fail("wrongState");
    return take(tx, found, found.disclosure, word, actor);
  });
}

async function take(
  tx: Transaction,
  asked: Asked,
  disclosure: Shown,
  word: Word,
  by: Parameters<typeof record>[1],
  language?: Language,
): Promise<Result<void>> {
  if (asked.kind === "inventor" && word.confirms && word.share !== asked.person.shareBasisPoints)
    return fail("shareChanged", { params: { share: percentOf(asked.person.shareBasisPoints) } });
  const text = textSeal(disclosure);
  if (word.confirms && word.text !== text) return fail("wordingChanged");
  const now = Date.now();
  const values = word.confirms
    ? { confirmation: "confirmed" as const, confirmedAt: now, disputeReason: null }
    : { confirmation: "disputed" as const, confirmedAt: null, disputeReason: word.reason };
  const table = asked.kind === "inventor" ? inventors : associates;
  await tx.update(table).set(values).where(eq(table.id, asked.person.id));
  await record(
    tx,
    by,
    asked.kind === "inventor"
      ? word.confirms
        ? "inventor.confirmed"
        : "inventor.disputed"
      : word.confirms
        ? "approver.signed"
        : "approver.refused",
    { kind: "disclosure", id: disclosure.id, caseId: disclosure.caseId },
    {
      person: asked.person.id,
      ...(asked.kind === "inventor" && { share: asked.person.shareBasisPoints }),
      ...(word.confirms && { text }),
      ...(language && { language }),
    },
    now,
  );
  if (!word.confirms) await tellAuthor(tx, disclosure, asked, word.reason);
  return ok(undefined);
}

/** The author hears of a dispute or a refusal at once, with its reason: only the author can answer it. */
async function tellAuthor(tx: Transaction, disclosure: Shown, { kind, person }: Asked, reason: string): Promise<void> {
  const { name } = person;
  const message = kind === "inventor" ? "inventorDisputes" : "approverRefuses";
  const [author] = await tx
    .select({ email: people.email, language: people.language })
    .from(people)
    .where(eq(people.id, disclosure.createdBy))
    .limit(1);
  if (!author) return;
  const language = author.language ?? disclosure.original;
  await mailLater(tx, {
    to: author.email,
    language,
    message,
    params: { name, reason, title: plain(disclosure.title, language), caseId: disclosure.caseId },
  });
  await noticeLater(tx, {
    personId: disclosure.createdBy,
    message,
    params: { name, title: disclosure.title },
    link: `/cases/${disclosure.caseId}`,
  });
}
