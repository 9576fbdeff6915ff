import { RemixBrowser } from "@remix-run/react";
import i18next from "i18next";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { isLanguage } from "./i18n/languages.ts";
import { i18nOptions } from "./i18n/options.ts";
import { WordsProvider, wordsOf } from "./i18n/words.ts";

const load = {
  en: () => import("./i18n/messages.en.ts"),
  "zh-Hant": () => import("./i18n/messages.zh-Hant.ts"),
  "zh-Hans": () => import("./i18n/messages.zh-Hans.ts"),
};

const asked = document.documentElement.lang;
const language = isLanguage(asked) ? asked : "en";
const messages = await load[language]();
await i18next.init({ ...i18nOptions, lng: language, resources: { [language]: { translation: messages.default } } });

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <WordsProvider value={wordsOf(i18next)}>
        <RemixBrowser />
      </WordsProvider>
    </StrictMode>,
  );
});
