import type { SearchDocument } from "#db/client.ts";
import type { TechnologyProfile } from "#db/schema/catalogue.ts";
import type { Localised } from "../language.ts";
import { documentTerms } from "./terms.ts";

interface Searchable {
  searchKey: number;
  title: Localised;
  valueLine: Localised;
  profile: TechnologyProfile;
}

const all = (text: Localised | undefined) => Object.values(text ?? {});

/** What a technology is found by: its titles and keywords first, then what its page says. */
export function searchDocument({ searchKey, title, valueLine, profile }: Searchable): SearchDocument {
  const body = [
    ...all(valueLine),
    ...all(profile.problem),
    ...all(profile.solution),
    ...(profile.applications ?? []).flatMap(all),
    ...(profile.advantages ?? []).flatMap((advantage) => [...all(advantage.claim), ...all(advantage.evidence)]),
  ];
  return {
    key: searchKey,
    title: documentTerms([...all(title), ...Object.values(profile.keywords ?? {}).flat()].join(" \n ")),
    body: documentTerms(body.join(" \n ")),
  };
}
