import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { suggest } from "#services/catalogue/index.ts";
import { languageOf } from "../i18n/language.server.ts";

/** What the search box offers while one types. */
export async function loader({ request }: LoaderFunctionArgs) {
  const typed = new URL(request.url).searchParams.get("q") ?? "";
  return json(await suggest(typed, await languageOf(request)), {
    headers: { "Cache-Control": "private, max-age=60", Vary: "Cookie, Accept-Language" },
  });
}
