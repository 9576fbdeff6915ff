import { eq } from "drizzle-orm";
import { transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { outputs } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import type { Language, Localised } from "../language.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import type { OutputInput } from "./forms.ts";

/** Puts a research result on record. With it a case begins. */
export async function recordOutput(
  actor: Actor,
  input: OutputInput,
  language: Language,
): Promise<Result<{ id: string }>> {
  if (!may(actor, "output.record")) return forbidden();
  const id = newId();
  const now = Date.now();
  const { title, original } = titleOf(input, language);
  return transact(async (tx) => {
    await tx.insert(outputs).values({
      id,
      organisationId: actor.organisationId,
      title,
      original,
      summary: { [original]: input.summary },
      ...factsOf(input),
      createdBy: actor.personId,
      createdAt: now,
      updatedAt: now,
    });
    await record(tx, actor, "output.recorded", { kind: "output", id, caseId: id }, { kind: input.kind }, now);
    return ok({ id });
  });
}

/**
 * Changes what is on record of an output: by whoever recorded it. `updatedAt` is the one that the form was opened with:
 * a later save from another window is told so instead of overwriting. Saving what is kept already leaves no trace.
 */
export async function editOutput(
  actor: Actor,
  id: string,
  input: OutputInput,
  updatedAt: number,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const [output] = await tx.select().from(outputs).where(eq(outputs.id, id)).limit(1);
    if (!output || output.createdBy !== actor.personId) return notFound();
    if (!may(actor, "output.record")) return forbidden();
    const { title } = titleOf(input, output.original);
    const original = title[output.original] ? output.original : (Object.keys(title)[0] as Language);
    const next = {
      title,
      original,
      summary: { ...output.summary, [output.original]: input.summary },
      ...factsOf(input),
    };
    const changed = (Object.keys(next) as Array<keyof typeof next>).filter(
      (name) => JSON.stringify(next[name] ?? null) !== JSON.stringify(output[name] ?? null),
    );
    if (changed.length === 0) return ok({ id });
    if (output.updatedAt !== updatedAt) return fail("changedMeanwhile");
    const now = Date.now();
    await tx
      .update(outputs)
      .set({ ...next, updatedAt: now })
      .where(eq(outputs.id, id));
    await record(tx, actor, "output.edited", { kind: "output", id, caseId: id }, { fields: changed }, now);
    return ok({ id });
  });
}

function titleOf(input: OutputInput, language: Language): { title: Localised; original: Language } {
  const title: Localised = {
    ...(input.titleEn && { en: input.titleEn }),
    ...(input.titleHant && { "zh-Hant": input.titleHant }),
    ...(input.titleHans && { "zh-Hans": input.titleHans }),
  };
  return {
    title,
    original: title[language] ? language : title.en ? "en" : title["zh-Hant"] ? "zh-Hant" : "zh-Hans",
  };
}

const listed = <T>(rows: T[]): T[] | null => (rows.length > 0 ? rows : null);

const factsOf = (input: OutputInput) => ({
  kind: input.kind,
  field: input.field,
  trl: input.trl ?? null,
  doi: input.doi ?? null,
  producedOn: input.producedOn ?? null,
  publishedOn: input.publishedOn ?? null,
  publishedIn: input.publishedIn || null,
  contributors: listed(input.contributors.map(({ name, orcid }) => ({ name, ...(orcid && { orcid }) }))),
  affiliations: listed(input.affiliations.map(({ name, ror }) => ({ name: name || ror!, ...(ror && { ror }) }))),
  fundings: listed(input.fundings.map(({ name, award }) => ({ name, ...(award && { award }) }))),
  otherFields: listed(input.otherFields.filter((each) => each !== input.field)),
  goals: listed(input.goals),
  links: listed(input.links),
  licence: input.licence ?? null,
});
