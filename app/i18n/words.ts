import type { i18n, TFunction } from "i18next";
import { createContext, useContext } from "react";

export interface Words {
  t: TFunction;
  i18n: i18n;
}

const context = createContext<Words | undefined>(undefined);

export const WordsProvider = context.Provider;

/** The language of an instance never changes while a page stands: another language is another page. */
export const wordsOf = (instance: i18n): Words => ({ t: instance.getFixedT(instance.language), i18n: instance });

/** The reader's words. */
export function useTranslation(): Words {
  const words = useContext(context);
  if (!words) throw new Error("useTranslation needs a WordsProvider above it");
  return words;
}
