import type { ServerRuntimeMetaDescriptor } from "@remix-run/server-runtime";
import { type Language, languages } from "./i18n/languages.ts";

/** Pages that anybody may read, and search engines should: each with what lies below it. */
const publicPages = ["technologies", "needs", "ventures", "programmes", "insights", "help"];

export function isPublicPage(pathname: string): boolean {
  return pathname === "/" || publicPages.includes(pathname.split("/")[1] ?? "");
}

/**
 * The address of a page in one language, or for the reader's own choice. A page is the same whatever list it was reached
 * from: of its parameters only the language makes another page of it.
 */
export const addressIn = (origin: string, pathname: string, language?: string): string =>
  `${origin}${pathname}${language ? `?lang=${language}` : ""}`;

/** `<link>`s that tell a page's own address and where it stands in each language (x-default: as the reader's browser asks). */
export function alternates(origin: string, pathname: string): Array<{ hrefLang: string; href: string }> {
  return [
    ...languages.map((language) => ({ hrefLang: language, href: addressIn(origin, pathname, language) })),
    { hrefLang: "x-default", href: addressIn(origin, pathname) },
  ];
}

const locales: Record<Language, string> = { en: "en_HK", "zh-Hant": "zh_HK", "zh-Hans": "zh_CN" };

/** What other sites show when somebody shares the page: https://ogp.me. */
export function shareMeta({
  origin,
  pathname,
  language,
  title,
  description,
  image,
}: {
  origin: string;
  pathname: string;
  language: Language;
  title: string;
  description: string;
  image?: { url: string; alt: string };
}): ServerRuntimeMetaDescriptor[] {
  return [
    { property: "og:site_name", content: "Slipway 啟航" },
    { property: "og:type", content: "article" },
    { property: "og:title", content: title },
    { property: "og:description", content: description },
    { property: "og:url", content: addressIn(origin, pathname, language) },
    { property: "og:locale", content: locales[language] },
    ...languages
      .filter((each) => each !== language)
      .map((each) => ({ property: "og:locale:alternate", content: locales[each] })),
    ...(image
      ? [
          { property: "og:image", content: image.url },
          { property: "og:image:type", content: "image/png" },
          { property: "og:image:width", content: "1200" },
          { property: "og:image:height", content: "630" },
          { property: "og:image:alt", content: image.alt },
          { name: "twitter:card", content: "summary_large_image" },
        ]
      : []),
  ];
}
