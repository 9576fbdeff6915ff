import type { Terms } from "#db/schema/deals.ts";
import type { Language } from "../language.ts";

const words = {
  exclusive: { en: "exclusive", "zh-Hant": "獨家", "zh-Hans": "独占" },
  sole: { en: "sole", "zh-Hant": "排他", "zh-Hans": "排他" },
  nonExclusive: { en: "non-exclusive", "zh-Hant": "非獨家", "zh-Hans": "普通" },
  licensee: { en: "the licensee pays them", "zh-Hant": "由被許可方支付", "zh-Hans": "由被许可方支付" },
  shared: { en: "shared equally", "zh-Hant": "雙方平分", "zh-Hans": "双方平分" },
  licensor: { en: "the licensor pays them", "zh-Hant": "由許可方支付", "zh-Hans": "由许可方支付" },
} as const;

const locales = { en: "en-HK", "zh-Hant": "zh-HK", "zh-Hans": "zh-CN" };

/** The terms as they stand in the contract's clauses. */
export function agreementValues(
  terms: Terms,
  names: { technology: string; licensor: string; partner: string },
  date: string,
  language: Language,
): Record<string, string> {
  const money = (minor: number) =>
    new Intl.NumberFormat(locales[language], {
      style: "currency",
      currency: terms.currency,
      currencyDisplay: "code",
    }).format(minor / 100);
  const percent = (basisPoints: number) => `${basisPoints / 100}%`;
  return {
    ...names,
    date,
    exclusivity: words[terms.exclusivity][language],
    fieldOfUse: terms.fieldOfUse,
    territory: terms.territory.join(language === "en" ? ", " : "、"),
    years: String(terms.years),
    upfront: money(terms.upfront),
    royaltyRate: percent(terms.royaltyBasisPoints),
    minimumAnnual: money(terms.minimumAnnual),
    sublicenceRate: percent(terms.sublicenceBasisPoints),
    patentCosts: words[terms.patentCosts][language],
    diligence: terms.diligence,
  };
}
