import { createHash } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { atomFeed, technologyFeed } from "#services/exchange/index.ts";
import { languageOf, messagesFor } from "../i18n/language.server.ts";

/** The newest technologies as an Atom feed, of all fields or of one (`?field=`), in the language asked for. */
export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const language = await languageOf(request);
  const t = messagesFor(language);
  const origin = process.env.PORTAL_ORIGIN ?? url.origin;
  const field = url.searchParams.get("field")?.slice(0, 200) || undefined;
  const chosen = new URLSearchParams({ ...(field && { field }), lang: language });
  const name = field ? t(`catalogue.fields.${field}`, { defaultValue: field }) : t("site.nav.technologies");
  const body = atomFeed({
    id: `${origin}/feeds/technologies.atom?${chosen}`,
    title: `Slipway 啟航 · ${name}`,
    language,
    self: `${origin}/feeds/technologies.atom?${chosen}`,
    page: `${origin}/technologies?${chosen}`,
    entries: await technologyFeed({ ...(field && { field }), language, origin }),
  });
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = { ETag: etag, "Cache-Control": "no-cache", Vary: "Accept-Language, Cookie" };
  if (request.headers.get("If-None-Match")?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "Content-Type": "application/atom+xml; charset=utf-8" } });
}
