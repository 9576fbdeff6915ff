import {
  besideTechnology,
  languageMarks,
  type NamedTechnology,
  offerState,
  pictureSizes,
} from "#services/catalogue/index.ts";
import { type Language, type Localised, plain, readable } from "#services/language.ts";
import { messagesFor } from "../../i18n/language.server.ts";
import { licensedNote } from "./availability.tsx";

/** A technology as its page shows it to one reader. `pictures` is the address under which its pictures are kept. */
export async function technologyView(
  found: NamedTechnology,
  language: Language,
  { pictures, now }: { pictures: string; now: number },
) {
  const { technology, organisation, contact, contactNames } = found;
  const { profile } = technology;
  const words = (text: Localised | undefined | null) => readable(text, language, technology.original);
  const [beside, sizes] = await Promise.all([
    besideTechnology(found, now),
    profile.pictures?.length ? pictureSizes(technology.id) : new Map<string, { width: number; height: number }>(),
  ]);
  return {
    slug: technology.slug,
    state: technology.state,
    offer: offerState(technology),
    licensedParts: technology.licensedParts,
    licensedNote: licensedNote(messagesFor(language), technology.licensedParts, language),
    title: words(technology.title),
    valueLine: words(technology.valueLine),
    problem: words(profile.problem),
    solution: words(profile.solution),
    advantages: (profile.advantages ?? []).map((each) => ({
      claim: words(each.claim),
      evidence: words(each.evidence),
      rival: each.rival ? { name: words(each.rival.name), ours: each.rival.ours, theirs: each.rival.theirs } : null,
    })),
    applications: (profile.applications ?? []).map(words),
    ripeness: words(profile.ripeness),
    regulatory: words(profile.regulatory),
    payer: words(profile.payer),
    way: words(profile.route),
    taken: words(profile.package),
    fieldOfUse: words(profile.fieldOfUse),
    territory: words(profile.territory),
    expressTerms: words(profile.expressTerms),
    facts: (profile.facts ?? []).map(words),
    team: words(profile.team),
    publications: profile.publications ?? [],
    video: profile.video ?? null,
    pictures: (profile.pictures ?? []).map(({ id, alt }) => ({
      src: `${pictures}/${id}`,
      alt: words(alt),
      width: sizes.get(id)?.width ?? 1600,
      height: sizes.get(id)?.height ?? 900,
    })),
    keywords: profile.keywords?.[language] ?? [],
    field: technology.field,
    ipc: technology.ipc,
    trl: technology.trl,
    pathway: technology.pathway,
    offers: technology.offers,
    landing: technology.landing.map((each) => words(each.place)),
    deployment: technology.deployment,
    ip: beside.ip,
    invitation: beside.invitation
      ? { closesOn: beside.invitation.closesOn, terms: words(beside.invitation.terms) }
      : null,
    marks: languageMarks(technology),
    source: technology.source
      ? { kind: technology.source.kind, text: words(technology.source.text), url: technology.source.url ?? null }
      : null,
    sourceName: technology.sourceName,
    licence: technology.licence,
    isDemonstration: technology.isDemonstration,
    publishedAt: technology.publishedAt,
    updatedAt: technology.updatedAt,
    organisation: organisation ? readable(organisation.name, language) : null,
    contact: contactNames ? plain(contactNames, language) : contact,
    mayAsk: Boolean(organisation) && technology.state === "published",
  };
}

export type TechnologyView = Awaited<ReturnType<typeof technologyView>>;
