import type { TFunction } from "i18next";
import type { Flyer } from "#services/documents/index.ts";
import { formatsOf } from "../../i18n/format.ts";
import type { Language } from "../../i18n/languages.ts";
import type { TechnologyView } from "./technology-view.server.ts";

/** A technology's page as its flyer: the same facts in the same order, in the words of one language. */
export function flyerOf(
  technology: TechnologyView,
  { language, t, origin, picture }: { language: Language; t: TFunction; origin: string; picture?: Buffer },
): Flyer {
  const between = language === "en" ? ", " : "、";
  const format = formatsOf(language);
  const url = `${origin}/technologies/${technology.slug}`;
  const kinds = technology.offers.map((offer) => t(`catalogue.offers.${offer}`)).join(between);
  const labelled = (label: string, text: string) => (text ? [`${label}${t("kit.colon")}${text}`] : []);
  return {
    language,
    institution: technology.organisation?.text ?? technology.sourceName ?? "",
    eyebrow: [
      t(`catalogue.fields.${technology.field}`, { defaultValue: technology.field }),
      technology.pathway ? t(`evaluation.pathway.${technology.pathway}`) : "",
      t(`technology.availability.${technology.offer}`),
    ]
      .filter(Boolean)
      .join("  ·  "),
    title: technology.title.text,
    valueLine: technology.valueLine.text,
    facts: [
      [t("catalogue.stage"), technology.trl ? `TRL ${technology.trl} · ${t(`catalogue.trl.${technology.trl}`)}` : "–"],
      [t("catalogue.howToHave"), kinds || (technology.licence ?? "–")],
      [t("catalogue.landing"), technology.landing.map((place) => place.text).join(between) || "–"],
      [
        t("catalogue.ip"),
        technology.ip
          .map((each) => t(`catalogue.ipStatus.${each.status}`, { jurisdiction: each.jurisdiction, year: each.year }))
          .join(technology.ip.length > 4 ? " · " : "\n") || "–",
      ],
    ],
    left: [
      { heading: t("catalogue.problem"), text: technology.problem.text },
      { heading: t("catalogue.solution"), text: technology.solution.text },
      { heading: t("catalogue.applications"), bullets: technology.applications.map((each) => each.text) },
      { heading: t("technology.ripeness"), text: technology.ripeness.text },
    ],
    advantages: {
      heading: t("catalogue.advantages"),
      items: technology.advantages.slice(0, 4).map(({ claim, evidence, rival }) => ({
        claim: claim.text,
        evidence: evidence.text,
        ...(rival && {
          ours: rival.ours,
          against: t("technology.against", { figure: rival.theirs, rival: rival.name.text }),
        }),
      })),
    },
    right: [
      {
        heading: t("technology.whatIsOffered"),
        bullets: [
          ...(technology.licensedNote ? [technology.licensedNote] : []),
          ...(technology.taken.text ? [technology.taken.text] : []),
          ...labelled(t("technology.fieldOfUse"), technology.fieldOfUse.text),
          ...labelled(t("technology.territory"), technology.territory.text),
        ],
      },
      {
        heading: t("technology.wayToSale"),
        bullets: [
          ...(technology.way.text ? [technology.way.text] : []),
          ...labelled(t("catalogue.payer"), technology.payer.text),
        ],
      },
    ],
    ...(picture && { picture }),
    ask: {
      heading: t("technology.askHere"),
      lines: [
        url.replace(/^https?:\/\//, ""),
        technology.contact ? t("catalogue.contact", { name: technology.contact }) : "",
      ].filter(Boolean),
      url: `${url}?lang=${language}`,
    },
    notes: [
      technology.source ? `${t("outputs.source")} ${technology.source.text.text}` : "",
      technology.isDemonstration ? t("catalogue.demonstrationNote") : "",
    ],
    updated: `${t("catalogue.updated")} ${format.day(technology.updatedAt)}`,
    at: technology.updatedAt,
  };
}
