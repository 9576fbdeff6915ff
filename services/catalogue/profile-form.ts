import { z } from "zod";
import type { Advantage, ProfileContent } from "#db/schema/catalogue.ts";
import { regions } from "#db/schema/identity.ts";
import { type Language, type Localised, languages } from "../language.ts";

export const offerKinds = [
  "exclusiveLicence",
  "nonExclusiveLicence",
  "fieldOfUseLicence",
  "evaluationLicence",
  "expressLicence",
  "coDevelopment",
  "investment",
] as const;
export const deployments = ["onSite", "hybrid", "cloud", "device", "notApplicable"] as const;

const LINE = 300;
const PASSAGE = 6_000;

/** A text that may be written in each of the three languages. */
const words = (most: number) => {
  const one = z.string().trim().max(most, "tooLong").default("");
  return z
    .object({ en: one, "zh-Hant": one, "zh-Hans": one })
    .prefault({})
    .transform(
      (text): Localised => Object.fromEntries(languages.filter((each) => text[each]).map((each) => [each, text[each]])),
    );
};
const isSaid = (text: Localised | undefined) => Object.keys(text ?? {}).length > 0;
const figure = z.string().trim().max(60, "tooLong").default("");
const linesOf = (text: string | undefined) =>
  (text ?? "")
    .split("\n")
    .map((each) => each.trim())
    .filter(Boolean);

/** Lists are typed one a line, and the same line of each language belongs together. */
function lineByLine(text: Localised): Localised[] {
  const lists = languages.map((language) => [language, linesOf(text[language])] as const);
  const longest = Math.max(...lists.map(([, lines]) => lines.length));
  return Array.from({ length: longest }, (_, place) =>
    Object.fromEntries(lists.flatMap(([language, lines]) => (lines[place] ? [[language, lines[place]]] : []))),
  );
}

const manyTicked = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z.preprocess(
    (value) => (typeof value === "string" ? [value] : (value ?? [])),
    z.array(z.enum(values, "invalid")).max(values.length),
  );

/** As the classification prints it (WIPO IPC): `A61B 34/30`, or only its beginning, `A61B`. */
const ipcSymbol = /^[A-H]\d{2}[A-Z](\s\d{1,4}\/\d{2,6})?$/;

const advantage = z
  .object({
    claim: words(LINE),
    evidence: words(2_000),
    rival: z
      .object({ name: words(LINE), ours: figure, theirs: figure })
      .prefault({})
      .transform((rival) => (isSaid(rival.name) || rival.ours || rival.theirs ? rival : undefined)),
  })
  .transform(({ claim, evidence, rival }): Advantage => ({ claim, evidence, ...(rival && { rival }) }));

export const profileForm = z
  .object({
    /** The version that the form was opened with. */
    version: z.coerce.number().int().min(0).default(0),
    original: z.enum(languages, "required"),
    title: words(LINE),
    valueLine: words(LINE),
    problem: words(PASSAGE),
    solution: words(PASSAGE),
    advantages: z.array(advantage).max(8, "tooMany").default([]),
    applications: words(PASSAGE),
    trl: z.coerce.number("notANumber").int("notANumber").min(1, "trlRange").max(9, "trlRange").optional(),
    ripeness: words(2_000),
    regulatory: words(2_000),
    payer: words(LINE),
    route: words(2_000),
    offers: manyTicked(offerKinds),
    package: words(2_000),
    fieldOfUse: words(LINE),
    territory: words(LINE),
    expressTerms: words(2_000),
    landing: z
      .array(z.object({ region: z.enum(regions, "invalid").optional(), place: words(100) }))
      .max(6, "tooMany")
      .default([]),
    deployment: z.enum(deployments, "invalid").optional(),
    team: words(2_000),
    publications: z.string().max(PASSAGE, "tooLong").default(""),
    video: z
      .url({ protocol: /^https$/, error: "httpsNeeded" })
      .max(500, "tooLong")
      .optional(),
    pictures: z
      .array(z.object({ id: z.string().max(40), alt: words(LINE), keep: z.stringbool().default(true) }))
      .max(6, "tooMany")
      .default([]),
    keywords: words(1_000),
    ipc: z
      .string()
      .default("")
      .transform((typed) =>
        typed
          .toUpperCase()
          .split(/[,;；，\n]/)
          .map((each) => each.trim().replaceAll(/\s+/g, " "))
          .filter(Boolean),
      )
      .refine((symbols) => symbols.length <= 20 && symbols.every((each) => ipcSymbol.test(each)), "ipcShape"),
  })
  .transform(({ version, ...typed }) => ({ version, content: contentOf(typed) }));

const places: Record<(typeof regions)[number], Localised> = {
  hongKong: { en: "Hong Kong", "zh-Hant": "香港", "zh-Hans": "香港" },
  mainland: { en: "Mainland", "zh-Hant": "內地", "zh-Hans": "内地" },
  elsewhere: { en: "Abroad", "zh-Hant": "海外", "zh-Hans": "海外" },
};

interface Typed {
  original: Language;
  title: Localised;
  valueLine: Localised;
  applications: Localised;
  advantages: Advantage[];
  trl?: number;
  offers: string[];
  landing: Array<{ region?: (typeof regions)[number]; place: Localised }>;
  deployment?: string;
  ipc: string[];
  publications: string;
  pictures: Array<{ id: string; alt: Localised; keep: boolean }>;
  video?: string;
  keywords: Localised;
  problem: Localised;
  solution: Localised;
  ripeness: Localised;
  regulatory: Localised;
  team: Localised;
  payer: Localised;
  route: Localised;
  package: Localised;
  fieldOfUse: Localised;
  territory: Localised;
  expressTerms: Localised;
}

const passages = [
  "problem",
  "solution",
  "ripeness",
  "regulatory",
  "team",
  "payer",
  "route",
  "package",
  "fieldOfUse",
  "territory",
  "expressTerms",
] as const;

/** What was typed, without the empty parts: the same facts always give the same content. */
function contentOf(typed: Typed): ProfileContent {
  const advantages = typed.advantages.filter((each) => isSaid(each.claim) || isSaid(each.evidence) || each.rival);
  const applications = lineByLine(typed.applications);
  const publications = linesOf(typed.publications).slice(0, 30).map(publicationOf);
  const pictures = typed.pictures.filter((each) => each.keep).map(({ id, alt }) => ({ id, alt }));
  const keywords = Object.fromEntries(
    Object.entries(typed.keywords).map(([language, text]) => [
      language,
      text
        .split(/[,;，；、\n]/)
        .map((each) => each.trim())
        .filter(Boolean)
        .slice(0, 30),
    ]),
  );
  return {
    original: typed.original,
    title: typed.title,
    valueLine: typed.valueLine,
    profile: {
      ...Object.fromEntries(passages.filter((name) => isSaid(typed[name])).map((name) => [name, typed[name]])),
      ...(advantages.length > 0 && { advantages }),
      ...(applications.length > 0 && { applications }),
      ...(publications.length > 0 && { publications }),
      ...(pictures.length > 0 && { pictures }),
      ...(typed.video && { video: typed.video }),
      ...(Object.keys(keywords).length > 0 && { keywords }),
    },
    trl: typed.trl ?? null,
    offers: typed.offers,
    landing: typed.landing.flatMap(({ region, place }) =>
      region ? [{ region, place: isSaid(place) ? place : places[region] }] : [],
    ),
    deployment: typed.deployment ?? null,
    ipc: typed.ipc,
  };
}

/** A line such as `Title, journal, year https://…`, or with a DOI at its end. */
function publicationOf(line: string): { title: string; url?: string } {
  const link = /^(.*?)[\s|]*(https:\/\/\S+|(?:doi:\s*)?10\.\d{4,9}\/\S+)$/i.exec(line);
  if (!link) return { title: line };
  const [, title = "", at = ""] = link;
  const url = /^https:/i.test(at) ? at : `https://doi.org/${at.replace(/^doi:\s*/i, "")}`;
  return { title: title.trim() || at, url };
}

/** The fields in which each missing answer is to be given, for the links of the refusal. */
export const fieldOfLack = {
  title: "title.en",
  valueLine: "valueLine.en",
  solution: "solution.en",
  trl: "trl",
  rival: "advantages[0].rival.name.en",
  rivalFigure: "advantages[0].rival.ours",
  rivalEvidence: "advantages[0].evidence.en",
  payer: "payer.en",
  route: "route.en",
  offers: "offers",
  package: "package.en",
  expressTerms: "expressTerms.en",
} as const;
