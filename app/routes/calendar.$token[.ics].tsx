import type { LoaderFunctionArgs } from "@remix-run/node";
import { calendarOf } from "#services/protection/index.ts";
import { languageOf } from "../i18n/language.server.ts";

/** For a calendar program, which signs in by the secret in the address alone. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const origin = process.env.PORTAL_ORIGIN ?? new URL(request.url).origin;
  const feed = await calendarOf(params.token ?? "", await languageOf(request), origin);
  if (feed === undefined) throw new Response(null, { status: 404 });
  return new Response(feed, {
    headers: { "Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, max-age=900" },
  });
}
