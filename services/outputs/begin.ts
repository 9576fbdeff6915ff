import { eq } from "drizzle-orm";
import { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { people } from "#db/schema/identity.ts";
import {
  associates,
  comments,
  disclosureKinds,
  disclosures,
  inventors,
  type Origin,
  outputs,
  type PublicDisclosure,
} from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { isDay } from "../day.ts";
import { detachAll } from "../documents/index.ts";
import { type Actor, forgetParticipants, may } from "../identity/index.ts";
import { type Language, plain, writtenIn } from "../language.ts";
import { onceKey } from "../once.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { disclosureFor, sharedAs } from "./disclosures.ts";
import { ruleNamed } from "./obligations.ts";
import { WHOLE } from "./shares.ts";
import { hongKongToday } from "./today.ts";

type Output = typeof outputs.$inferSelect;

/**
 * Begins the confidential report of an invention from an output on record, with what the output tells: title, summary,
 * whoever made it (to be told apart into inventors and contributors), who paid, and when it was published. Twice gives
 * the first.
 */
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
    return ok(await insertDraft(tx, actor, output, carriedOver(output, Date.now()), Date.now()));
  });
}

type Begun = Partial<Pick<typeof disclosures.$inferInsert, "novelty" | "solution" | "purpose" | "originRows">> & {
  publicDisclosures: PublicDisclosure[];
};

async function insertDraft(
  tx: Transaction,
  actor: Actor,
  output: Output,
  begun: Begun,
  now: number,
): Promise<{ id: string }> {
  const id = newId();
  await tx.insert(disclosures).values({
    id,
    caseId: output.id,
    organisationId: output.organisationId,
    title: output.title,
    original: output.original,
    state: "draft",
    stateSince: now,
    ...begun,
    createdBy: actor.personId,
    createdAt: now,
    updatedAt: now,
  });
  const [me] = await tx
    .select({ orcid: people.orcid, names: people.names })
    .from(people)
    .where(eq(people.id, actor.personId))
    .limit(1);
  const mine = [actor.name, ...Object.values(me?.names ?? {})].map(folded);
  await tx.insert(inventors).values({
    id: newId(),
    disclosureId: id,
    position: 0,
    personId: actor.personId,
    name: actor.name,
    email: actor.email,
    shareBasisPoints: WHOLE,
    confirmation: "awaiting",
  });
  // Who stands on a paper need not have invented: they come as contributors, and the author says who is an inventor.
  const others = (output.contributors ?? [])
    .filter((each) => !mine.includes(folded(each.name)) && !(me?.orcid && me.orcid === each.orcid))
    .slice(0, 20);
  for (const [position, { name }] of others.entries())
    await tx.insert(associates).values({
      id: newId(),
      disclosureId: id,
      kind: "contributor",
      position,
      name,
      email: "",
      confirmation: "awaiting",
    });
  await record(tx, actor, "disclosure.begun", { kind: "disclosure", id, caseId: output.id }, {}, now);
  return { id };
}

/** A name without case, commas and the order of its parts. */
const folded = (name: string) =>
  name
    .toLowerCase()
    .split(/[\s,.-]+/)
    .filter(Boolean)
    .sort()
    .join(" ");

/** The first day of a date of which only the year or the month is told. */
const firstDayOf = (date: string | null): string | null => date && `${date}-01-01`.slice(0, "2013-05-06".length);

/** What an output tells of the disclosure that is begun from it. Pure. */
function carriedOver(output: Output, now: number): Begun {
  // A reference that gives only a year or month counts from its first day: no clock runs too late by it.
  const on = output.publishedOn ?? (output.publishedIn || output.doi ? firstDayOf(output.producedOn) : null);
  const originRows: Origin[] = (output.fundings ?? []).map(({ name, award }) => ({
    id: newId(),
    rule: ruleNamed(name) ?? "",
    name,
    reference: award ?? "",
  }));
  return {
    // A summary that only repeats the title tells nothing of how it works.
    ...(plain(output.summary, output.original) !== plain(output.title, output.original) && {
      solution: plain(output.summary, output.original),
    }),
    originRows,
    publicDisclosures: on
      ? [
          {
            id: newId(),
            kind: output.kind === "paper" ? "paper" : "web",
            on,
            isPlanned: on > hongKongToday(now),
            where: output.publishedIn ?? "",
          },
        ]
      : [],
  };
}

const line = z.string("required").trim().min(1, "required").max(300, "tooLong");
const passage = z.string("required").trim().min(1, "required").max(20_000, "tooLong");

/** The first screen: five questions, two minutes. Whether anything is public may be left open. */
export const firstAnswersForm = z
  .object({
    title: line,
    novelty: passage,
    solution: passage,
    purpose: passage,
    isPublic: z.enum(["no", "made", "planned"], "required"),
    kind: z.enum(disclosureKinds).optional(),
    on: z
      .string()
      .refine((day) => day === "" || isDay(day), "notADate")
      .optional(),
    where: z.string().trim().max(300, "tooLong").default(""),
    key: onceKey,
  })
  // The day of what is planned may not be fixed yet; what was made has one.
  .refine((input) => input.isPublic !== "made" || Boolean(input.on), { path: ["on"], message: "required" })
  .refine((input) => input.isPublic !== "made" || !input.on || input.on <= hongKongToday(Date.now()), {
    path: ["on"],
    message: "inTheFuture",
  })
  .refine((input) => input.isPublic !== "planned" || !input.on || input.on >= hongKongToday(Date.now()), {
    path: ["on"],
    message: "plannedInThePast",
  });
export type FirstAnswers = z.output<typeof firstAnswersForm>;

/** Makes an output and a draft of its disclosure from five answers, in one act; twice with one key gives the first. */
export async function discloseFromAnswers(
  actor: Actor,
  answers: FirstAnswers,
  language: Language,
): Promise<Result<{ id: string }>> {
  if (!may(actor, "output.record") || !may(actor, "disclosure.write", ["own"])) return forbidden();
  return transact(async (tx) => ok(await startCase(tx, actor, answers, language, Date.now())));
}

export async function startCase(
  tx: Transaction,
  actor: Actor,
  { title, novelty, solution, purpose, isPublic, kind, on, where, key }: FirstAnswers,
  language: Language,
  now: number,
): Promise<{ id: string }> {
  const [sent] = key
    ? await tx
        .select({ id: disclosures.id, by: outputs.createdBy })
        .from(outputs)
        .leftJoin(disclosures, eq(disclosures.caseId, outputs.id))
        .where(eq(outputs.id, key))
        .limit(1)
    : [];
  if (sent?.id && sent.by === actor.personId) return { id: sent.id };
  // A key that names another's record, or one whose draft was deleted, makes a case of its own.
  const caseId = key && !sent ? key : newId();
  const original = writtenIn([title, novelty, solution, purpose].join("\n"), language);
  const output: typeof outputs.$inferInsert = {
    id: caseId,
    organisationId: actor.organisationId,
    kind: "knowHow",
    title: { [original]: title },
    original,
    summary: { [original]: purpose.slice(0, 2000) },
    field: "other",
    createdBy: actor.personId,
    createdAt: now,
    updatedAt: now,
  };
  const [inserted] = await tx.insert(outputs).values(output).returning();
  await record(tx, actor, "output.recorded", { kind: "output", id: caseId, caseId }, { kind: "knowHow" }, now);
  const made: PublicDisclosure[] =
    isPublic === "no"
      ? []
      : [{ id: newId(), kind: kind ?? "talk", on: on ?? "", isPlanned: isPublic === "planned", where }];
  return insertDraft(tx, actor, inserted!, { novelty, solution, purpose, publicDisclosures: made }, now);
}

/** Takes away a draft that the office has never seen; what was submitted is withdrawn, never deleted. */
export async function deleteDraft(actor: Actor, id: string): Promise<Result<{ caseId: string }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, id);
    if (!found) return notFound();
    const { disclosure } = found;
    if (disclosure.createdBy !== actor.personId || !may(actor, "disclosure.write", found.relations)) return forbidden();
    if (disclosure.state !== "draft" || disclosure.submittedAt !== null) return fail("wrongState");
    await tx.delete(inventors).where(eq(inventors.disclosureId, id));
    await tx.delete(associates).where(eq(associates.disclosureId, id));
    await forgetParticipants(tx, sharedAs(id));
    await tx.delete(comments).where(eq(comments.disclosureId, id));
    await detachAll(tx, { kind: "disclosure", id });
    await tx.delete(disclosures).where(eq(disclosures.id, id));
    await record(tx, actor, "disclosure.deleted", { kind: "disclosure", id, caseId: disclosure.caseId });
    return ok({ caseId: disclosure.caseId });
  });
}
