import { createCookie } from "@remix-run/node";
import i18next, { type i18n, type TFunction } from "i18next";
import { isLanguage, type Language } from "./languages.ts";
import en from "./messages.en.ts";
import zhHans from "./messages.zh-Hans.ts";
import zhHant from "./messages.zh-Hant.ts";
import { i18nOptions } from "./options.ts";
import { type Words, wordsOf } from "./words.ts";

export const languageCookie = createCookie("lang", { path: "/", maxAge: 31_536_000, sameSite: "lax" });

/** The language that the address asks for, as the switch at the top of every page does. */
export function askedLanguage(request: Request): Language | undefined {
  const asked = new URL(request.url).searchParams.get("lang");
  return isLanguage(asked) ? asked : undefined;
}

/** The language chosen in this browser, now or before; undefined while nobody chose any. */
export async function chosenLanguage(request: Request): Promise<Language | undefined> {
  const kept = await languageCookie.parse(request.headers.get("Cookie"));
  return askedLanguage(request) ?? (isLanguage(kept) ? kept : undefined);
}

/** The reader's language: asked for in the address, remembered, or the browser's first that we speak. */
export async function languageOf(request: Request): Promise<Language> {
  const chosen = await chosenLanguage(request);
  if (chosen) return chosen;
  for (const tag of wished(request.headers.get("Accept-Language") ?? "")) {
    if (/^zh-(hant|hk|tw|mo)/.test(tag)) return "zh-Hant";
    if (tag.startsWith("zh")) return "zh-Hans";
    if (tag.startsWith("en")) return "en";
  }
  return "en";
}

/** Language tags of an Accept-Language header in lower case, the most wished first (RFC 9110, 12.5.4). */
function wished(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters.find((each) => each.trim().startsWith("q="));
      return { tag, weight: weight ? Number(weight.trim().slice(2)) || 0 : 1 };
    })
    .filter((each) => each.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((each) => each.tag);
}

const words: i18n = i18next.createInstance();
await words.init({
  ...i18nOptions,
  resources: { en: { translation: en }, "zh-Hant": { translation: zhHant }, "zh-Hans": { translation: zhHans } },
});

/** One instance a language: rendering of one reader's page never changes the language of another's. */
const instances = new Map<Language, Words>();

export function wordsFor(language: Language): Words {
  let own = instances.get(language);
  if (!own) {
    own = wordsOf(words.cloneInstance({ lng: language }));
    instances.set(language, own);
  }
  return own;
}

export const messagesFor = (language: Language): TFunction => words.getFixedT(language);
