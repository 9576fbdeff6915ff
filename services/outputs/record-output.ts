import { eq } from "drizzle-orm";
import { transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { outputs } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, may, organisationList } from "../identity/index.ts";
import type { Language, Localised } from "../language.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import type { OutputInput } from "./forms.ts";
import { validRor } from "./identifiers.ts";

/** Puts a research result on record. With it a case begins. The same form sent twice gives the first. */
export async function recordOutput(
  actor: Actor,
  input: OutputInput,
  language: Language,
): Promise<Result<{ id: string }>> {
  if (!may(actor, "output.record")) return forbidden();
  const id = input.key ?? newId();
  const now = Date.now();
  const { title, original } = titleOf(input, language);
  const facts = factsOf(await withRors(input));
  return transact(async (tx) => {
    const [recorded] = await tx
      .insert(outputs)
      .values({
        id,
        organisationId: actor.organisationId,
        title,
        original,
        summary: { [original]: input.summary },
        ...facts,
        createdBy: actor.personId,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: outputs.id });
    // What stands there under the key is the same form's, or somebody else's: then its page says that there is none.
    if (!recorded) return ok({ id });
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
  const facts = factsOf(await withRors(input));
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
      ...facts,
    };
    const changed = (Object.keys(next) as Array<keyof typeof next>).filter(
      (name) => JSON.stringify(next[name] ?? null) !== JSON.stringify(output[name] ?? null),
    );
    if (changed.length === 0) return ok({ id });
    if (output.updatedAt !== updatedAt) return fail("changedMeanwhile", { kept: keptBeside(output, changed) });
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

/** An organisation on record brings its ROR id along when its name is chosen. */
async function withRors(input: OutputInput): Promise<OutputInput> {
  if (input.affiliations.every((each) => each.ror)) return input;
  const homes = await organisationList();
  const known = (name: string) => homes.find((each) => Object.values(each.name).includes(name))?.rorId ?? "";
  return {
    ...input,
    affiliations: input.affiliations.map(({ name, ror }) => ({ name, ror: ror ?? validRor(known(name)) })),
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

/** What is on record of the fields that would be overwritten, by their names on the form. Pure. */
function keptBeside(output: typeof outputs.$inferSelect, changed: string[]): Record<string, string> {
  const titles = { titleEn: output.title.en, titleHant: output.title["zh-Hant"], titleHans: output.title["zh-Hans"] };
  const lines = {
    summary: output.summary[output.original],
    links: output.links?.join("\n"),
    "contributors[0].name": output.contributors?.map((each) => each.name).join("\n"),
    "affiliations[0].name": output.affiliations?.map((each) => each.name).join("\n"),
    "fundings[0].name": output.fundings?.map((each) => [each.name, each.award].filter(Boolean).join(" ")).join("\n"),
    ...Object.fromEntries(
      (["trl", "doi", "producedOn", "publishedOn", "publishedIn", "field"] as const).map((name) => [
        name,
        output[name],
      ]),
    ),
  };
  const named = changed.includes("title") ? titles : {};
  return {
    updatedAt: String(output.updatedAt),
    ...Object.fromEntries(
      [
        ...Object.entries(named),
        ...Object.entries(lines).filter(([name]) => changed.includes(name.split("[")[0]!)),
      ].map(([name, value]) => [name, String(value ?? "")]),
    ),
  };
}
