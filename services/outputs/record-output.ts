import { transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { outputs } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import type { Language, Localised } from "../language.ts";
import { forbidden, ok, type Result } from "../result.ts";
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
  const title: Localised = {
    ...(input.titleEn && { en: input.titleEn }),
    ...(input.titleHant && { "zh-Hant": input.titleHant }),
    ...(input.titleHans && { "zh-Hans": input.titleHans }),
  };
  const original: Language = title[language] ? language : title.en ? "en" : title["zh-Hant"] ? "zh-Hant" : "zh-Hans";
  return transact(async (tx) => {
    await tx.insert(outputs).values({
      id,
      organisationId: actor.organisationId,
      kind: input.kind,
      title,
      original,
      summary: { [original]: input.summary },
      field: input.field,
      trl: input.trl ?? null,
      doi: input.doi ?? null,
      producedOn: input.producedOn ?? null,
      createdBy: actor.personId,
      createdAt: now,
      updatedAt: now,
    });
    await record(tx, actor, "output.recorded", { kind: "output", id, caseId: id }, { kind: input.kind }, now);
    return ok({ id });
  });
}
