import type { Searchable } from "../search-document.ts";

/** What lists filter, count and sort by, as one line of the index: read into memory whole, so kept short. */
export interface Card {
  field: string;
  institution: string;
  trl: number;
  pathway: string;
  offers: string[];
  landing: string[];
  ip: string[];
  languages: string[];
  publishedAt: number;
  availability: string;
}

type Line = [string, string, number, string, string[], string[], string[], string[], number, string];

export function cardOf(technology: Searchable): string {
  const { ip = [], landing = [], title } = technology;
  const line: Line = [
    technology.field ?? "other",
    technology.organisationId ?? "",
    technology.trl ?? 0,
    technology.pathway ?? "",
    technology.offers ?? [],
    [...new Set(landing.map((each) => each.region))],
    ip.length === 0 ? ["none"] : [...new Set(ip.map((each) => each.status))],
    Object.entries(title).flatMap(([language, text]) => (text ? [language] : [])),
    technology.publishedAt ?? 0,
    technology.availability ?? "available",
  ];
  return JSON.stringify(line);
}

export function readCard(card: string): Card {
  const line = JSON.parse(card) as Line;
  const [field, institution, trl, pathway, offers, landing, ip, languages, publishedAt, availability] = line;
  return { field, institution, trl, pathway, offers, landing, ip, languages, publishedAt, availability };
}
