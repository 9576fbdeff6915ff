import type { LoaderFunctionArgs } from "@remix-run/node";
import { technologyBySlug } from "#services/catalogue/index.ts";
import { technologyFlyer } from "#services/documents/index.ts";
import { plain } from "#services/language.ts";
import { formatsOf } from "../i18n/format.ts";
import { languageOf, messagesFor } from "../i18n/language.server.ts";

/** The one-page flyer, in the reader's language. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await technologyBySlug(params.slug!);
  if (!found) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const t = messagesFor(language);
  const { technology, organisation, contact } = found;
  const { profile } = technology;
  const words = (text: Parameters<typeof plain>[0]) => plain(text, language);
  const bytes = await technologyFlyer({
    language,
    at: technology.updatedAt,
    title: words(technology.title),
    valueLine: words(technology.valueLine),
    facts: [
      [t("catalogue.stage"), technology.trl ? `TRL ${technology.trl} · ${t(`catalogue.trl.${technology.trl}`)}` : "–"],
      [
        t("catalogue.howToHave"),
        technology.offers.map((offer) => t(`catalogue.offers.${offer}`)).join(language === "en" ? ", " : "、") ||
          technology.licence ||
          "–",
      ],
      [
        t("catalogue.landing"),
        technology.landing.map((each) => words(each.place)).join(language === "en" ? ", " : "、") || "–",
      ],
      [
        t("catalogue.ip"),
        technology.ip
          .map((each) => t(`catalogue.ipStatus.${each.status}`, { jurisdiction: each.jurisdiction, year: each.year }))
          .join(" · ") || "–",
      ],
    ],
    sections: [
      { heading: t("catalogue.problem"), text: words(profile.problem) },
      { heading: t("catalogue.solution"), text: words(profile.solution) },
      {
        heading: t("catalogue.advantages"),
        bullets: (profile.advantages ?? []).map((each) => `${words(each.claim)} ${words(each.evidence)}`),
      },
      { heading: t("catalogue.applications"), bullets: (profile.applications ?? []).map(words) },
    ],
    notes: [
      [organisation && words(organisation.name), contact && t("catalogue.contact", { name: contact })]
        .filter(Boolean)
        .join(" · "),
      technology.source ? `${t("outputs.source")} ${words(technology.source.text)}` : "",
      technology.isDemonstration ? t("catalogue.demonstrationNote") : "",
    ],
    foot: `Slipway 啟航 · /technologies/${technology.slug} · ${formatsOf(language).day(technology.updatedAt)}`,
  });
  return new Response(new Uint8Array(bytes), {
    headers: { "Content-Type": "application/pdf", "Content-Disposition": `inline; filename="${technology.slug}.pdf"` },
  });
}
