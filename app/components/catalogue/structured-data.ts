import type { TechnologyView } from "./technology-view.server.ts";

const availability: Record<string, string> = {
  available: "https://schema.org/InStock",
  underOption: "https://schema.org/LimitedAvailability",
  licensedInPart: "https://schema.org/LimitedAvailability",
  licensed: "https://schema.org/SoldOut",
  noLongerOffered: "https://schema.org/Discontinued",
};

/** A technology in the words of schema.org: a creative work that an institution offers, with its place in the catalogue. */
export function structuredData(
  technology: TechnologyView,
  { origin, url, image }: { origin: string; url: string; image: string },
): Record<string, unknown> {
  const day = (at: number | null) => (at === null ? undefined : new Date(at).toISOString().slice(0, 10));
  const institution = technology.organisation && {
    "@type": "Organization",
    name: technology.organisation.text,
  };
  const work = {
    "@type": "CreativeWork",
    "@id": `${origin}/technologies/${technology.slug}`,
    url,
    name: technology.title.text,
    description: technology.valueLine.text || technology.solution.text,
    abstract: technology.solution.text || undefined,
    inLanguage: technology.title.lang,
    image,
    keywords: technology.keywords.length > 0 ? technology.keywords.join(", ") : undefined,
    about: technology.ipc.map((symbol) => ({ "@type": "DefinedTerm", name: symbol, inDefinedTermSet: "IPC" })),
    creativeWorkStatus: technology.trl ? `TRL ${technology.trl}` : undefined,
    datePublished: day(technology.publishedAt),
    dateModified: day(technology.updatedAt),
    ...(institution && { creator: institution, provider: institution }),
    citation: technology.publications.map(({ title, url: at }) => ({
      "@type": "CreativeWork",
      name: title,
      url: at,
    })),
    ...(institution && {
      offers: {
        "@type": "Offer",
        url,
        availability: availability[technology.offer],
        offeredBy: institution,
        ...(technology.licensedNote && { description: technology.licensedNote }),
        ...(technology.invitation && { availabilityEnds: technology.invitation.closesOn }),
      },
    }),
    ...(technology.source?.url && { isBasedOn: technology.source.url }),
  };
  const place = {
    "@type": "BreadcrumbList",
    itemListElement: [
      { "@type": "ListItem", position: 1, name: "Slipway", item: `${origin}/` },
      { "@type": "ListItem", position: 2, name: "Technologies", item: `${origin}/technologies` },
      { "@type": "ListItem", position: 3, name: technology.title.text, item: url },
    ],
  };
  return { "@context": "https://schema.org", "@graph": [work, place] };
}
