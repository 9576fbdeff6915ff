import type { FacetName } from "#services/catalogue/index.ts";
import { useTranslation } from "../../i18n/words.ts";

/** What a value of a facet is called in the reader's language. */
export function useFacetWords() {
  const { t } = useTranslation();
  return (facet: FacetName, value: string, institutions: Record<string, string>): string => {
    switch (facet) {
      case "field":
        return t(`catalogue.fields.${value}`, { defaultValue: value });
      case "institution":
        return institutions[value] ?? value;
      case "pathway":
        return t(`evaluation.pathway.${value}`, { defaultValue: value });
      case "offers":
        return t(`catalogue.offers.${value}`, { defaultValue: value });
      case "landing":
        return t(`catalogue.regions.${value}`, { defaultValue: value });
      case "availability":
        return t(`technology.availability.${value}`, { defaultValue: value });
      case "stage":
        return t(`search.stages.${value}`);
      case "ip":
        return t(`search.ip.${value}`, { defaultValue: value });
      case "language":
        return t(`search.languages.${value}`);
      case "since":
        return t(`search.since.${value}`);
    }
  };
}
