import type { Language } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";

/** Programme files say everything in all three languages: this picks the reader's. */
export function useWords() {
  const { i18n } = useTranslation();
  return (text: Record<Language, string>) => text[i18n.language as Language];
}
