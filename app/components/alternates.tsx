import { useLocation, useRouteError } from "@remix-run/react";
import { addressIn, alternates, isPublicPage } from "../head.ts";
import { isLanguage } from "../i18n/languages.ts";

/** In the head of a public page: its own address, and its address in each language. Other pages are kept out of search engines. */
export function Alternates({ origin }: { origin: string }) {
  const { pathname, search } = useLocation();
  const error = useRouteError();
  if (error || !isPublicPage(pathname)) return <meta name="robots" content="noindex" />;
  const asked = new URLSearchParams(search).get("lang");
  return (
    <>
      <link rel="canonical" href={addressIn(origin, pathname, isLanguage(asked) ? asked : undefined)} />
      {alternates(origin, pathname).map((each) => (
        <link key={each.hrefLang} rel="alternate" {...each} />
      ))}
      <link
        rel="alternate"
        type="application/atom+xml"
        title="Slipway 啟航"
        href={addressIn(origin, "/feeds/technologies.atom", isLanguage(asked) ? asked : undefined)}
      />
    </>
  );
}
