import type { LoaderFunctionArgs } from "@remix-run/node";
import { sitemap } from "#services/exchange/index.ts";

/** All that search engines may read, with its languages; in parts (`?part=`) when the catalogue is large. */
export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const part = url.searchParams.get("part");
  if (part !== null && !/^\d{1,6}$/.test(part)) throw new Response(null, { status: 404 });
  const body = await sitemap(process.env.PORTAL_ORIGIN ?? url.origin, part === null ? undefined : Number(part));
  if (body === undefined) throw new Response(null, { status: 404 });
  return new Response(body, {
    headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "no-cache" },
  });
}
