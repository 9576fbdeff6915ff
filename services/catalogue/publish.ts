import { and, eq, max, sql } from "drizzle-orm";
import { z } from "zod";
import { search, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { pathwayDecisions } from "#db/schema/evaluation.ts";
import { disclosures, outputs } from "#db/schema/outputs.ts";
import { families, filings } from "#db/schema/protection.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import type { Localised } from "../language.ts";
import { disclosureFor } from "../outputs/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { searchDocument } from "./search-document.ts";

const line = z.string().trim().max(300, "tooLong").default("");
const passage = z.string().trim().max(20_000, "tooLong").default("");

const offerKinds = [
  "exclusiveLicence",
  "nonExclusiveLicence",
  "fieldOfUseLicence",
  "evaluationLicence",
  "expressLicence",
  "coDevelopment",
  "investment",
] as const;

export const publicationForm = z
  .object({
    titleEn: line,
    titleHant: line,
    titleHans: line,
    valueLineEn: line,
    valueLineHant: line,
    valueLineHans: line,
    problemEn: passage,
    problemHant: passage,
    problemHans: passage,
    solutionEn: passage,
    solutionHant: passage,
    solutionHans: passage,
    offers: z.preprocess(
      (value) => (typeof value === "string" ? [value] : (value ?? [])),
      z.array(z.enum(offerKinds)).min(1, "required"),
    ),
    trl: z.coerce.number("notANumber").int("notANumber").min(1, "trlRange").max(9, "trlRange"),
    landingRegion: z.enum(["hongKong", "mainland", "elsewhere"], "required"),
    deployment: z.enum(["onSite", "hybrid", "cloud", "device", "notApplicable"], "required"),
  })
  .refine((input) => input.titleEn || input.titleHant || input.titleHans, { path: ["titleEn"], message: "required" })
  .refine((input) => input.solutionEn || input.solutionHant || input.solutionHans, {
    path: ["solutionEn"],
    message: "required",
  });

type Publication = z.output<typeof publicationForm>;

function written(input: Publication, name: "title" | "valueLine" | "problem" | "solution"): Localised {
  const text: Localised = {};
  if (input[`${name}En`]) text.en = input[`${name}En`];
  if (input[`${name}Hant`]) text["zh-Hant"] = input[`${name}Hant`];
  if (input[`${name}Hans`]) text["zh-Hans"] = input[`${name}Hans`];
  return text;
}

const places: Record<Publication["landingRegion"], Localised> = {
  hongKong: { en: "Hong Kong", "zh-Hant": "香港", "zh-Hans": "香港" },
  mainland: { en: "Greater Bay Area", "zh-Hant": "粵港澳大灣區", "zh-Hans": "粤港澳大湾区" },
  elsewhere: { en: "Abroad", "zh-Hant": "海外", "zh-Hans": "海外" },
};

/** Puts the non-confidential profile of an accepted case into the catalogue, findable from the same moment. */
export async function publishTechnology(
  actor: Actor,
  caseId: string,
  input: Publication,
): Promise<Result<{ slug: string }>> {
  return transact(async (tx) => {
    const [row] = await tx
      .select({ disclosure: disclosures, output: outputs })
      .from(disclosures)
      .innerJoin(outputs, eq(outputs.id, disclosures.caseId))
      .where(eq(disclosures.caseId, caseId))
      .limit(1);
    const found = row && (await disclosureFor(tx, actor, row.disclosure.id));
    if (!row || !found) return notFound();
    if (!may(actor, "technology.publish", found.relations)) return forbidden();
    if (row.disclosure.state !== "accepted") return fail("wrongState");
    const [known] = await tx
      .select({ slug: technologies.slug })
      .from(technologies)
      .where(eq(technologies.caseId, caseId))
      .limit(1);
    if (known) return fail("alreadyPublished");
    const [decision] = await tx
      .select({ pathway: pathwayDecisions.pathway })
      .from(pathwayDecisions)
      .where(eq(pathwayDecisions.caseId, caseId))
      .limit(1);
    const filed = await tx
      .select({
        jurisdiction: filings.jurisdiction,
        state: filings.state,
        filedOn: filings.filedOn,
        grantedOn: filings.grantedOn,
      })
      .from(filings)
      .innerJoin(families, eq(families.id, filings.familyId))
      .where(eq(families.caseId, caseId))
      .limit(20);
    const title = written(input, "title");
    const now = Date.now();
    const technology = {
      id: newId(),
      slug: await freeSlug(tx, title.en ?? title["zh-Hant"] ?? title["zh-Hans"] ?? ""),
      caseId,
      organisationId: row.output.organisationId,
      state: "published" as const,
      original: title.en ? ("en" as const) : title["zh-Hant"] ? ("zh-Hant" as const) : ("zh-Hans" as const),
      title,
      valueLine: written(input, "valueLine"),
      profile: {
        problem: written(input, "problem"),
        solution: written(input, "solution"),
        ...(row.output.facts && { facts: row.output.facts }),
      },
      field: row.output.field,
      trl: input.trl,
      pathway: decision?.pathway ?? null,
      offers: input.offers,
      landing: [{ region: input.landingRegion, place: places[input.landingRegion] }],
      deployment: input.deployment,
      ip: filed.flatMap((filing) => {
        const day = filing.filedOn ?? filing.grantedOn;
        const status = filing.state === "granted" ? ("granted" as const) : ("pending" as const);
        return day ? [{ jurisdiction: filing.jurisdiction, status, year: Number(day.slice(0, 4)) }] : [];
      }),
      ipc: [],
      contactId: actor.personId,
      source: row.output.source,
      isDemonstration: row.output.isDemonstration,
      publishedAt: now,
      updatedAt: now,
      createdAt: now,
      searchKey: await nextSearchKey(tx),
    };
    await tx.insert(technologies).values(technology);
    await search().index(tx, [searchDocument(technology)]);
    await record(
      tx,
      actor,
      "technology.published",
      { kind: "technology", id: technology.id, caseId },
      { slug: technology.slug },
      now,
    );
    return ok({ slug: technology.slug });
  });
}

export async function nextSearchKey(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ last: max(technologies.searchKey) }).from(technologies);
  return (row?.last ?? 0) + 1;
}

/** An address made of the title, with a number when another technology has it already. */
async function freeSlug(tx: Transaction, title: string): Promise<string> {
  const base =
    title
      .toLowerCase()
      .normalize("NFKD")
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 60) || "technology";
  const taken = new Set(
    (
      await tx
        .select({ slug: technologies.slug })
        .from(technologies)
        .where(and(sql`${technologies.slug} >= ${base}`, sql`${technologies.slug} < ${`${base}~`}`))
        .limit(1000)
    ).map((row) => row.slug),
  );
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}
