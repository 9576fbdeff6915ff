import { RemixBrowser } from "@remix-run/react";
import i18next from "i18next";
import { type ReactNode, StrictMode, startTransition, useEffect } from "react";
import { hydrateRoot } from "react-dom/client";
import { heedEarlyTyping } from "./early-typing.ts";
import { isLanguage } from "./i18n/languages.ts";
import { i18nOptions } from "./i18n/options.ts";
import { WordsProvider, wordsOf } from "./i18n/words.ts";

const load = {
  en: () => import("./i18n/messages.en.ts"),
  "zh-Hant": () => import("./i18n/messages.zh-Hant.ts"),
  "zh-Hans": () => import("./i18n/messages.zh-Hans.ts"),
};

const tellEarlyTyping = heedEarlyTyping();

const asked = document.documentElement.lang;
const language = isLanguage(asked) ? asked : "en";
const messages = await load[language]();
await i18next.init({ ...i18nOptions, lng: language, resources: { [language]: { translation: messages.default } } });

/** Around everything: its effect comes after those of the page, which by then listens to its fields. */
function TakenOver({ children }: { children: ReactNode }) {
  useEffect(tellEarlyTyping, []);
  return children;
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <TakenOver>
        <WordsProvider value={wordsOf(i18next)}>
          <RemixBrowser />
        </WordsProvider>
      </TakenOver>
    </StrictMode>,
  );
});
