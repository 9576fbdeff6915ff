import { eq } from "drizzle-orm";
import { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { outputs } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { type Language, type Localised, plain, writtenIn } from "../language.ts";
import { fail, forbidden, ok, type Result } from "../result.ts";
import { type Reference, readReferences } from "./read-references.ts";

/** 2 MB of references is some thousand: more than a person checks at once. */
export const LARGEST_LIST = 2 * 1024 * 1024;
const MOST = 1000;

export type PreviewRow =
  | { place: number; stand: "new"; reference: Reference }
  | { place: number; stand: "known"; reference: Reference; outputId: string }
  | { place: number; stand: "twice"; reference: Reference }
  | { place: number; stand: "broken"; problem: "unreadable" | "noTitle"; near: string };

/** What the text would bring: what is new, what the author has already (same DOI, or same title and year), what is broken. */
export async function previewReferences(actor: Actor, text: string): Promise<Result<PreviewRow[]>> {
  if (!may(actor, "output.record")) return forbidden();
  if (text.length > LARGEST_LIST) return fail("listTooLong");
  const read = readReferences(text);
  if (read.length === 0) return fail("noReferences", { fields: { text: ["invalid"] } });
  if (read.length > MOST) return fail("listTooLong");
  const known = await knownTo(reads(), actor);
  const seen = new Set<string>();
  return ok(
    read.map((each): PreviewRow => {
      const { place } = each;
      if (!("reference" in each)) return { place, stand: "broken", problem: each.problem, near: each.near };
      const { reference } = each;
      const keys = keysOf(reference);
      const outputId = keys.map((key) => known.get(key)).find(Boolean);
      if (outputId) return { place, stand: "known", reference, outputId };
      const isTwice = keys.some((key) => seen.has(key));
      for (const key of keys) seen.add(key);
      return { place, stand: isTwice ? "twice" : "new", reference };
    }),
  );
}

const keysOf = ({
  doi,
  title,
  producedOn,
}: {
  doi?: string | null;
  title: string;
  producedOn?: string | null;
}): string[] => [
  ...(doi ? [`doi ${doi.toLowerCase()}`] : []),
  `title ${title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} ${producedOn?.slice(0, 4) ?? ""}`,
];

async function knownTo(from: Pick<Transaction, "select">, actor: Actor): Promise<Map<string, string>> {
  const mine = await from
    .select({
      id: outputs.id,
      title: outputs.title,
      original: outputs.original,
      doi: outputs.doi,
      producedOn: outputs.producedOn,
    })
    .from(outputs)
    .where(eq(outputs.createdBy, actor.personId));
  return new Map(
    mine.flatMap(({ id, title, original, doi, producedOn }) =>
      keysOf({ doi, producedOn, title: plain(title, original) }).map((key): [string, string] => [key, id]),
    ),
  );
}

export const importForm = z.object({
  text: z.string("required").min(1, "required"),
  field: z.string("required").trim().min(1, "required").max(100, "tooLong"),
  places: z.preprocess(
    (value) => (typeof value === "string" ? [value] : value),
    z.array(z.coerce.number().int()).min(1, "required").max(MOST, "tooMany"),
  ),
});

/**
 * Records the picked references as outputs of the author, all or none. What came in meanwhile is left out; `left` counts
 * all of the list that was not recorded.
 */
export async function importReferences(
  actor: Actor,
  { text, field, places }: z.output<typeof importForm>,
  language: Language,
): Promise<Result<{ added: number; left: number }>> {
  if (!may(actor, "output.record")) return forbidden();
  if (text.length > LARGEST_LIST) return fail("listTooLong");
  const read = readReferences(text);
  const picked = read.filter((each) => places.includes(each.place));
  return transact(async (tx) => {
    const known = await knownTo(tx, actor);
    let added = 0;
    const now = Date.now();
    for (const each of picked) {
      if (!("reference" in each)) continue;
      const { reference } = each;
      if (keysOf(reference).some((key) => known.has(key))) continue;
      const id = newId();
      const original = reference.original ?? writtenIn(reference.title, language);
      await tx.insert(outputs).values({
        id,
        organisationId: actor.organisationId,
        kind: reference.kind,
        title: cut({ ...reference.translated?.title, [original]: reference.title }, 300),
        original,
        summary: cut({ ...reference.translated?.summary, [original]: reference.summary || reference.title }, 20_000),
        field,
        doi: reference.doi ?? null,
        producedOn: reference.producedOn ?? null,
        contributors: reference.contributors,
        publishedIn: reference.publishedIn ?? null,
        publishedOn: reference.publishedOn ?? null,
        fundings: reference.fundings.length > 0 ? reference.fundings : null,
        affiliations: reference.affiliations.length > 0 ? reference.affiliations : null,
        links: reference.links.length > 0 ? reference.links : null,
        licence: reference.licence ?? null,
        createdBy: actor.personId,
        createdAt: now,
        updatedAt: now,
      });
      await record(
        tx,
        actor,
        "output.recorded",
        { kind: "output", id, caseId: id },
        { kind: reference.kind, by: "import" },
        now,
      );
      for (const key of keysOf(reference)) known.set(key, id);
      added++;
    }
    return ok({ added, left: read.length - added });
  });
}

const cut = (text: Localised, most: number): Localised =>
  Object.fromEntries(Object.entries(text).map(([language, each]) => [language, each.slice(0, most)]));
