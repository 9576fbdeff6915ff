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

/**
 * `RemixBrowser` waits for the page's data by suspending, outside any boundary. Whoever types at that moment makes React 18
 * finish at once, which it cannot: it gives up the whole page ("Root did not complete", error 345). Called once beforehand,
 * it only begins to read the data and throws the promise.
 */
async function dataIsRead(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (reading) {
    await reading;
  }
}

await dataIsRead();
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
