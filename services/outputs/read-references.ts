import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { Cite } from "@citation-js/core";
import type { Affiliation, Contributor, Funding, outputKinds } from "#db/schema/outputs.ts";
import { type Language, type Localised, writtenIn } from "../language.ts";
import { validRor } from "./identifiers.ts";
import { licences } from "./lists.ts";

export interface Reference {
  title: string;
  /** The language that the reference itself says the title is in. */
  original?: Language;
  /** Title and summary in the other languages of the portal in which the reference gives them. */
  translated?: { title: Localised; summary: Localised };
  kind: (typeof outputKinds)[number];
  doi?: string;
  /** As much of a date as is told: `2013`, `2013-05` or a day. */
  producedOn?: string;
  summary: string;
  publishedIn?: string;
  contributors: Contributor[];
  /** When it was made public, only where the day is known: it counts for the patent clock. */
  publishedOn?: string;
  fundings: Funding[];
  affiliations: Affiliation[];
  links: string[];
  /** An identifier of `content/licences.yaml`. */
  licence?: string;
}

/** One entry of the text: what was read, or why it could not be. `place` counts entries from 1. */
export type ReadReference = { place: number } & (
  | { reference: Reference }
  | { problem: "unreadable" | "noTitle"; near: string }
);

/**
 * Reads references from BibTeX, RIS, CSL-JSON, Crossref, DataCite or ORCID works JSON. Entries are read one by one, so
 * that a broken one is told apart and takes no other with it. Nothing recognised gives an empty list. Pure.
 */
export function readReferences(text: string): ReadReference[] {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (/^[[{]/.test(trimmed)) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(trimmed);
    } catch {
      return [{ place: 1, problem: "unreadable", near: trimmed.slice(0, 80) }];
    }
    return worksIn(parsed).map((work, place) => judged(place + 1, () => fromJson(work), JSON.stringify(work)));
  }
  if (/^TY {2}- /m.test(trimmed)) return split(trimmed, /^(?=TY {2}- )/m, "TY", "@ris/file");
  return split(trimmed, /^(?=\s*@[a-zA-Z]+\s*[{(])/m, "@", "@bibtex/text");
}

function split(text: string, between: RegExp, start: string, forceType: "@bibtex/text" | "@ris/file"): ReadReference[] {
  const entries = text.split(between).filter((entry) => entry.trimStart().startsWith(start));
  // Abbreviations that later entries use.
  const strings = entries.filter((entry) => /^\s*@string/i.test(entry)).join("\n");
  const byKey = new Map(entries.map((entry) => [/^\s*@\w+\s*[{(]\s*([^,\s]+)/.exec(entry)?.[1], entry]));
  /** The entry that it names as where it was published: proceedings, a book. */
  const around = (entry: string) => byKey.get(/\bcrossref\s*=\s*["{]*\s*([^"},\s]+)/i.exec(entry)?.[1]) ?? "";
  return entries
    .filter((entry) => !/^\s*@(string|preamble|comment)/i.test(entry))
    .map((entry, place) =>
      judged(
        place + 1,
        () => fromCsl(new Cite(`${strings}\n${entry.trim()}\n${around(entry)}`, { forceType }).data[0] ?? {}),
        entry,
      ),
    );
}

function judged(place: number, read: () => Reference | undefined, source: string): ReadReference {
  const near = source.replaceAll(/\s+/g, " ").trim().slice(0, 80);
  try {
    const reference = read();
    return reference?.title ? { place, reference } : { place, problem: "noTitle", near };
  } catch {
    return { place, problem: "unreadable", near };
  }
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce((inner: unknown, name) => (isObject(inner) ? inner[name] : undefined), value);
const words = (value: unknown): string =>
  (typeof value === "string" ? value : Array.isArray(value) ? words(value[0]) : "").replaceAll(/<[^>]*>/g, "").trim();

/** The works of a JSON document, whatever wraps them: ORCID records and bulks, Crossref and DataCite answers, plain lists. */
function worksIn(document: unknown): unknown[] {
  if (Array.isArray(document)) return document.flatMap(worksIn);
  const groups = at(document, "activities-summary", "works", "group") ?? at(document, "group");
  if (Array.isArray(groups)) return list(groups).flatMap((group) => list(group["work-summary"]).slice(0, 1));
  const inside = [
    at(document, "message", "items"),
    at(document, "message"),
    at(document, "bulk"),
    at(document, "data", "attributes"),
    at(document, "data"),
    at(document, "work"),
    at(document, "attributes"),
  ].find((value) => value !== undefined && value !== null);
  if (inside !== undefined) return worksIn(inside);
  if (!isObject(document) || document.title !== undefined || document.titles !== undefined) return [document];
  // A registry's answers by DOI, or works under any other names.
  const named = Object.values(document).flatMap((value) => (isObject(value) ? [value] : list(value)));
  return named.some((value) => value.title !== undefined || value.titles !== undefined) ? named : [document];
}

function fromJson(work: unknown): Reference | undefined {
  if (!isObject(work)) return undefined;
  if (isObject(work.title)) return fromOrcid(work);
  return Array.isArray(work.titles) ? fromDataCite(work) : fromCsl(work);
}

/**
 * Types of DataCite 4.6 (`resourceTypeGeneral`), CSL 1.0.2 and ORCID 3.0 that are no paper. What is written is a paper,
 * a data paper and a standard too.
 */
const kinds: Array<[RegExp, Reference["kind"]]> = [
  [/software|computer|program|^(computational-?notebook|interactive-?resource|service)$/i, "software"],
  [/data-?set|data$|^(collection|image|audiovisual|sound|graphic|figure|map|motion_picture|song)$/i, "dataSet"],
  [/physical-?object|prototype|invention|^(instrument|research-tool)$/i, "prototype"],
  [/^(workflow|model|patent)$/i, "knowHow"],
];
const kindOf = (type: string): Reference["kind"] => kinds.find(([pattern]) => pattern.test(type))?.[1] ?? "paper";

/** DataCite's CSL calls software an article; a release number, which no paper has, tells it. */
const isRelease = (work: Json) => work.type === "article" && /^v?\d+\.\d/.test(words(work.version));

function fromCsl(work: Json): Reference {
  const [year, month, day] = ((at(work, "issued", "date-parts") as unknown[][] | undefined)?.[0] ?? []).map(Number);
  return {
    title: words(work.title),
    kind: isRelease(work) ? "software" : kindOf(words(work.type)),
    ...dated(year, month, day),
    ...doiOf(words(work.DOI)),
    ...published(year, month, day),
    fundings: list(work.funder).flatMap((each) => funded(words(each.name), strings(each.award))),
    affiliations: affiliated(
      list(work.author).flatMap((each) =>
        list(each.affiliation).map((home): [string, string] => [words(home.name), rorIn(home)]),
      ),
    ),
    links: linked([words(work.URL)]),
    ...licensed([...list(work.license).map((each) => words(each.URL)), words(work.license)]),
    summary: words(work.abstract),
    publishedIn: words(work["container-title"]) || words(work.publisher) || undefined,
    contributors: people(
      list(work.author).map((each) => [
        [words(each.given), words(each.family)].filter(Boolean).join(" ") || words(each.literal) || words(each.name),
        words(each.ORCID),
      ]),
    ),
  };
}

function fromDataCite(work: Json): Reference {
  const dates = list(work.dates).find((each) => each.dateType === "Issued");
  const [year, month, day] = (words(dates?.date) || String(work.publicationYear ?? "")).split("-").map(Number);
  const doi = list(work.identifiers).find((each) => each.identifierType === "DOI")?.identifier ?? work.doi;
  const named = list(work.titles).filter((each) => !/^(Alternative|Sub)/.test(words(each.titleType)));
  const described = list(work.descriptions);
  const creators = list(work.creators);
  return {
    title: words((named[0] ?? list(work.titles)[0])?.title),
    original: languageOf(words(named[0]?.lang), words(named[0]?.title)),
    translated: { title: inLanguages(named, "title"), summary: inLanguages(described, "description") },
    kind: kindOf(words(at(work, "types", "resourceTypeGeneral"))),
    ...dated(year, month, day),
    ...doiOf(words(doi)),
    ...published(year, month, day),
    fundings: list(work.fundingReferences).flatMap((each) =>
      funded(words(each.funderName), [words(each.awardNumber) || words(each.awardTitle)]),
    ),
    affiliations: affiliated(
      creators.flatMap((each) => [
        // An organisation among the creators has its own id.
        ...(idOf(each, /^ror$/i) ? [[words(each.name), idOf(each, /^ror$/i)] as [string, string]] : []),
        ...(Array.isArray(each.affiliation) ? each.affiliation : []).map((home: unknown): [string, string] => [
          words(home) || words(at(home, "name")),
          words(at(home, "affiliationIdentifier")),
        ]),
      ]),
    ),
    links: linked([words(work.url)]),
    ...licensed(list(work.rightsList).flatMap((each) => [words(each.rightsIdentifier), words(each.rightsUri)])),
    summary: words(described[0]?.description),
    publishedIn:
      words(at(work, "container", "title")) ||
      words(work.publisher) ||
      words(at(work, "publisher", "name")) ||
      undefined,
    contributors: people(
      creators.map((each) => [
        [words(each.givenName), words(each.familyName)].filter(Boolean).join(" ") || words(each.name),
        idOf(each, /orcid/i),
      ]),
    ),
  };
}

/** A creator's identifier of one scheme. */
const idOf = (creator: Json, scheme: RegExp): string =>
  words(list(creator.nameIdentifiers).find((id) => scheme.test(words(id.nameIdentifierScheme)))?.nameIdentifier);

/** The portal's language that a language tag means; a bare `zh` says nothing of the script, its signs do. */
function languageOf(tag: string, text: string): Language | undefined {
  if (/^en\b/i.test(tag)) return "en";
  if (/^zh-(hant|hk|tw|mo)\b/i.test(tag)) return "zh-Hant";
  if (/^zh-(hans|cn|sg)\b/i.test(tag)) return "zh-Hans";
  return /^zh\b/i.test(tag) ? writtenIn(text, "zh-Hans") : undefined;
}

/** What is given in languages of the portal, the first of each. */
function inLanguages(rows: Json[], member: string): Localised {
  const texts: Localised = {};
  for (const row of rows) {
    const text = words(row[member]);
    const language = languageOf(words(row.lang), text);
    if (language && text) texts[language] ??= text;
  }
  return texts;
}

function fromOrcid(work: Json): Reference {
  const part = (name: string) => Number(at(work, "publication-date", name, "value") ?? Number.NaN);
  const ids = list(at(work, "external-ids", "external-id"));
  const doi = ids.find(
    (id) =>
      id["external-id-type"] === "doi" && /^(https?:\/\/(dx\.)?doi\.org\/)?10\./.test(words(id["external-id-value"])),
  );
  return {
    title: words(at(work, "title", "title", "value")),
    kind: kindOf(words(work.type)),
    ...dated(part("year"), part("month"), part("day")),
    ...doiOf(words(doi?.["external-id-value"])),
    ...published(part("year"), part("month"), part("day")),
    fundings: [],
    affiliations: [],
    links: linked([words(at(work, "url", "value"))]),
    summary: words(work["short-description"]),
    publishedIn: words(at(work, "journal-title", "value")) || undefined,
    contributors: people(
      list(at(work, "contributors", "contributor")).map((each) => [
        words(at(each, "credit-name", "value")),
        words(at(each, "contributor-orcid", "path")),
      ]),
    ),
  };
}

function dated(year = Number.NaN, month = Number.NaN, day = Number.NaN): { producedOn?: string } {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) return {};
  if (!Number.isInteger(month) || month < 1 || month > 12) return { producedOn: String(year) };
  const upToMonth = `${year}-${String(month).padStart(2, "0")}`;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isDay = Number.isInteger(day) && day >= 1 && day <= lastDay;
  return { producedOn: isDay ? `${upToMonth}-${String(day).padStart(2, "0")}` : upToMonth };
}

/** A year or a month is no day: only a full date says when something was made public. */
function published(year?: number, month?: number, day?: number): { publishedOn?: string } {
  const { producedOn } = dated(year, month, day);
  return producedOn?.length === "2013-05-06".length ? { publishedOn: producedOn } : {};
}

const strings = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === "string" && each !== "");

const funded = (name: string, awards: string[]): Funding[] =>
  name
    ? (awards.filter(Boolean).length > 0 ? awards.filter(Boolean) : [""])
        .slice(0, 10)
        .map((award) => ({ name: name.slice(0, 300), ...(award && { award: award.slice(0, 300) }) }))
    : [];

const rorIn = (home: Json): string => words(list(home.id).find((each) => /ror/i.test(words(each["id-type"])))?.id);

/** Each organisation once. */
function affiliated(homes: Array<[name: string, ror: string]>): Affiliation[] {
  const seen = new Map<string, Affiliation>();
  for (const [name, ror] of homes) {
    const id = validRor(ror) ?? seen.get(name.toLowerCase())?.ror;
    if (name) seen.set(name.toLowerCase(), { name: name.slice(0, 300), ...(id && { ror: id }) });
  }
  return [...seen.values()].slice(0, 50);
}

const linked = (addresses: string[]): string[] =>
  addresses.filter((each) => /^https?:\/\/\S+$/.test(each) && !/\/\/(dx\.)?doi\.org\//.test(each)).slice(0, 20);

/** The open licence that an identifier or an address names, if it is one of the portal's. */
function licensed(named: string[]): { licence?: string } {
  for (const each of named) {
    const [, terms, version] = /creativecommons\.org\/(?:licenses|publicdomain)\/([\w-]+)\/(\d\.\d)/i.exec(each) ?? [];
    const wanted = (terms ? (terms === "zero" ? `CC0-${version}` : `CC-${terms}-${version}`) : each).toLowerCase();
    const found = licences().find((licence) => licence.id.toLowerCase() === wanted);
    if (found) return { licence: found.id };
  }
  return {};
}

function doiOf(typed: string): { doi?: string } {
  const doi = /10\.\d{4,9}\/\S+/.exec(typed)?.[0].toLowerCase();
  return doi ? { doi } : {};
}

const people = (named: Array<[name: string, orcid: string]>): Contributor[] =>
  named
    .filter(([name]) => name)
    .slice(0, 200)
    .map(([name, orcid]) => ({ name: name.slice(0, 200), ...(validOrcid(orcid) && { orcid: validOrcid(orcid) }) }));

/** The iD in its four groups, or undefined when it is none: its last sign is a check digit by ISO 7064 MOD 11-2. */
export function validOrcid(typed: string): string | undefined {
  const signs = /(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\s*\/?$/.exec(typed)?.slice(1).join("").toUpperCase();
  if (!signs) return undefined;
  let total = 0;
  for (const digit of signs.slice(0, 15)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return signs[15] === (check === 10 ? "X" : String(check))
    ? signs.replace(/(.{4})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4")
    : undefined;
}
