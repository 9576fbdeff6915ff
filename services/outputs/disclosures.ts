import { and, asc, eq, like } from "drizzle-orm";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { people } from "#db/schema/identity.ts";
import { disclosures, inventors, outputs } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { sealOf } from "../documents/index.ts";
import { type Actor, hashSecret, may, newSecret, type Relation, thePortal } from "../identity/index.ts";
import { plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { basisPointsOf, type DisclosureInput } from "./forms.ts";
import { disclosureMachine } from "./states.ts";
import { tellOffice } from "./tell.ts";

export type Disclosure = typeof disclosures.$inferSelect;

/** Begins the confidential report of an invention from an output on record. */
export async function beginDisclosure(actor: Actor, caseId: string): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const [output] = await tx.select().from(outputs).where(eq(outputs.id, caseId)).limit(1);
    if (!output || output.createdBy !== actor.personId) return notFound();
    const [known] = await tx
      .select({ id: disclosures.id })
      .from(disclosures)
      .where(eq(disclosures.caseId, caseId))
      .limit(1);
    if (known) return ok({ id: known.id });
    if (!may(actor, "disclosure.write", ["own"])) return forbidden();
    const id = newId();
    const now = Date.now();
    await tx.insert(disclosures).values({
      id,
      caseId,
      organisationId: output.organisationId,
      title: output.title,
      original: output.original,
      state: "draft",
      stateSince: now,
      publicDisclosures: [],
      createdBy: actor.personId,
      createdAt: now,
      updatedAt: now,
    });
    await tx.insert(inventors).values({
      id: newId(),
      disclosureId: id,
      position: 0,
      personId: actor.personId,
      name: actor.name,
      email: actor.email,
      shareBasisPoints: 10_000,
      confirmation: "awaiting",
    });
    await record(tx, actor, "disclosure.begun", { kind: "disclosure", id, caseId }, {}, now);
    return ok({ id });
  });
}

/** The disclosure and how the actor stands to it; undefined when the actor may not know of it. */
export async function disclosureFor(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
): Promise<{ disclosure: Disclosure; relations: Relation[] } | undefined> {
  const [disclosure] = await tx.select().from(disclosures).where(eq(disclosures.id, id)).limit(1);
  if (!disclosure) return undefined;
  const [named] = await tx
    .select({ id: inventors.id })
    .from(inventors)
    .where(and(eq(inventors.disclosureId, id), eq(inventors.personId, actor.personId)))
    .limit(1);
  const relations: Relation[] = [];
  if (disclosure.createdBy === actor.personId || named) relations.push("own");
  // A draft is its inventors' alone: the office sees it from the day it is submitted.
  if (disclosure.organisationId === actor.organisationId && disclosure.submittedAt !== null)
    relations.push("organisation");
  return may(actor, "disclosure.read", relations) ? { disclosure, relations } : undefined;
}

/**
 * Saves what was typed. A change of the inventors or their shares voids every confirmation. `version` is the one the
 * form was opened with: a later save from another window is told so instead of overwriting.
 */
export async function saveDisclosure(
  actor: Actor,
  id: string,
  input: DisclosureInput,
  version: number,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, id);
    if (!found) return notFound();
    const { disclosure, relations } = found;
    if (!may(actor, "disclosure.write", relations)) return forbidden();
    if (!stepFor(disclosureMachine, disclosure.state, "edit", actor.role)) return fail("wrongState");
    if (disclosure.version !== version) return fail("changedMeanwhile");
    const missing = input.inventors.findIndex((inventor) => !inventor.name || !inventor.email);
    if (missing >= 0)
      return fail("inventorsIncomplete", {
        fields: { [`inventors[${missing}].${input.inventors[missing]!.name ? "email" : "name"}`]: ["required"] },
      });
    const now = Date.now();
    const { inventors: named, ...facts } = input;
    await tx
      .update(disclosures)
      .set({
        ...facts,
        madeIn: facts.madeIn ?? null,
        publicDisclosures: facts.publicDisclosures.map((row) => ({
          kind: row.kind ?? "talk",
          on: row.on ?? "",
          isPlanned: row.isPlanned,
          where: row.where,
        })),
        state: disclosure.state === "returned" ? "returned" : "draft",
        version: version + 1,
        updatedAt: now,
      })
      .where(eq(disclosures.id, id));
    await tx.delete(inventors).where(eq(inventors.disclosureId, id));
    for (const [position, inventor] of named.entries()) {
      const [person] = await tx
        .select({ id: people.id })
        .from(people)
        .where(eq(people.email, inventor.email!))
        .limit(1);
      await tx.insert(inventors).values({
        id: newId(),
        disclosureId: id,
        position,
        personId: person?.id ?? null,
        name: inventor.name,
        email: inventor.email!,
        affiliation: inventor.affiliation,
        contribution: inventor.contribution,
        shareBasisPoints: Math.min(10_000, basisPointsOf(inventor.share)),
        confirmation: "awaiting",
      });
    }
    await record(
      tx,
      actor,
      "disclosure.saved",
      { kind: "disclosure", id, caseId: disclosure.caseId },
      { version: version + 1 },
      now,
    );
    return ok({ id });
  });
}

/** Asks every inventor to confirm the shares. The one who asks confirms by asking. */
export async function askInventors(actor: Actor, id: string): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, id);
    if (!found) return notFound();
    const { disclosure, relations } = found;
    if (!may(actor, "disclosure.submit", relations)) return forbidden();
    if (!stepFor(disclosureMachine, disclosure.state, "askInventors", actor.role)) return fail("wrongState");
    if (!disclosure.problem || !disclosure.solution || !disclosure.novelty || !disclosure.purpose)
      return fail("disclosureIncomplete");
    const named = await tx
      .select()
      .from(inventors)
      .where(eq(inventors.disclosureId, id))
      .orderBy(asc(inventors.position));
    const sum = named.reduce((total, inventor) => total + inventor.shareBasisPoints, 0);
    if (sum !== 10_000) return fail("sharesDoNotSum", { params: { sum: sum / 100 } });
    const now = Date.now();
    for (const inventor of named) {
      const isAsker = inventor.personId === actor.personId;
      const { secret, hash } = newSecret();
      await tx
        .update(inventors)
        .set(
          isAsker
            ? { confirmation: "confirmed", confirmedAt: now, disputeReason: null }
            : { confirmation: "awaiting", tokenHash: hash, disputeReason: null },
        )
        .where(eq(inventors.id, inventor.id));
      if (!isAsker)
        await mailLater(tx, {
          to: inventor.email,
          language: actor.language,
          message: "confirmInventor",
          params: {
            secret,
            name: actor.name,
            title: plain(disclosure.title, actor.language),
            share: `${inventor.shareBasisPoints / 100}%`,
          },
        });
    }
    await tx
      .update(disclosures)
      .set({ state: "awaitingInventors", stateSince: now, version: disclosure.version + 1 })
      .where(eq(disclosures.id, id));
    await record(
      tx,
      actor,
      "disclosure.sentToInventors",
      { kind: "disclosure", id, caseId: disclosure.caseId },
      { shares: named.map((inventor) => [inventor.name, inventor.shareBasisPoints]) },
      now,
    );
    return ok({ id });
  });
}

/** What an inventor sees who opens the mailed link. */
export async function inventorBySecret(tx: Pick<Transaction, "select">, secret: string) {
  const [row] = await tx
    .select({
      inventor: inventors,
      disclosure: {
        id: disclosures.id,
        caseId: disclosures.caseId,
        title: disclosures.title,
        original: disclosures.original,
        state: disclosures.state,
      },
    })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .where(eq(inventors.tokenHash, hashSecret(secret)))
    .limit(1);
  return row;
}

/** An inventor's word on the share, by the mailed link: no account is needed. */
export async function answerAsInventor(
  secret: string,
  word: { confirms: true } | { confirms: false; reason: string },
): Promise<Result<void>> {
  return transact(async (tx): Promise<Result<void>> => {
    const found = await inventorBySecret(tx, secret);
    if (!found) return fail("linkSpent");
    const { inventor, disclosure } = found;
    if (disclosure.state !== "awaitingInventors") return fail("linkSpent");
    const now = Date.now();
    await tx
      .update(inventors)
      .set(
        word.confirms
          ? { confirmation: "confirmed", confirmedAt: now, disputeReason: null }
          : { confirmation: "disputed", confirmedAt: null, disputeReason: word.reason },
      )
      .where(eq(inventors.id, inventor.id));
    await record(
      tx,
      { ...thePortal, personId: inventor.personId, name: inventor.name },
      word.confirms ? "inventor.confirmed" : "inventor.disputed",
      { kind: "disclosure", id: disclosure.id, caseId: disclosure.caseId },
      { share: inventor.shareBasisPoints },
      now,
    );
    return ok(undefined);
  });
}

/** Hands the disclosure to the office: numbered, sealed, and from then on visible to its officers. Needs every inventor's confirmation. */
export async function submitDisclosure(actor: Actor, id: string): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, id);
    if (!found) return notFound();
    const { disclosure, relations } = found;
    if (!may(actor, "disclosure.submit", relations)) return forbidden();
    if (!stepFor(disclosureMachine, disclosure.state, "submit", actor.role)) return fail("wrongState");
    const named = await tx
      .select()
      .from(inventors)
      .where(eq(inventors.disclosureId, id))
      .orderBy(asc(inventors.position));
    const open = named.filter((inventor) => inventor.confirmation !== "confirmed");
    if (open.length > 0)
      return fail("inventorsOpen", { params: { names: open.map((inventor) => inventor.name).join(", ") } });
    const now = Date.now();
    const number =
      disclosure.number ?? (await nextNumber(tx, disclosure.organisationId, new Date(now).getUTCFullYear()));
    const seal = sealOf({
      ...filed(disclosure),
      number,
      inventors: named.map(({ name, email, shareBasisPoints, confirmedAt }) => ({
        name,
        email,
        shareBasisPoints,
        confirmedAt,
      })),
    });
    await tx
      .update(disclosures)
      .set({ state: "submitted", stateSince: now, submittedAt: now, number, seal, version: disclosure.version + 1 })
      .where(eq(disclosures.id, id));
    await record(
      tx,
      actor,
      "disclosure.submitted",
      { kind: "disclosure", id, caseId: disclosure.caseId },
      { number, seal },
      now,
    );
    await tellOffice(tx, disclosure, number, now);
    return ok({ id });
  });
}

/** What was filed: the facts under the seal. */
function filed({
  title,
  problem,
  solution,
  novelty,
  purpose,
  origins,
  market,
  landing,
  madeIn,
  publicDisclosures,
}: Disclosure) {
  return { title, problem, solution, novelty, purpose, origins, market, landing, madeIn, publicDisclosures };
}

/** The next number of the year. Numbers that a list brought along may look otherwise and do not count. */
export async function nextNumber(tx: Transaction, organisationId: string, year: number): Promise<string> {
  const given = await tx
    .select({ number: disclosures.number })
    .from(disclosures)
    .where(and(eq(disclosures.organisationId, organisationId), like(disclosures.number, `${year}-%`)));
  const last = Math.max(0, ...given.map((each) => Number(/^\d{4}-(\d{3,6})$/.exec(each.number ?? "")?.[1] ?? 0)));
  return `${year}-${String(last + 1).padStart(3, "0")}`;
}
