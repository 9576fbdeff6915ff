import type { LoaderFunctionArgs } from "@remix-run/node";

/** Workspaces and forms are nobody's search result; questions to the catalogue are without end. */
const keptOut = [
  "/account",
  "/admin",
  "/applications",
  "/calendar/",
  "/cases/",
  "/confirm/",
  "/deals/",
  "/funding",
  "/incubator",
  "/invitation/",
  "/inventor/",
  "/office",
  "/partner",
  "/research",
  "/reset",
  "/sign-in",
  "/sign-up",
  "/technologies?*q=",
  "/technologies/*/ask",
  "/technologies/*/offer",
  "/workspace",
];

export function loader({ request }: LoaderFunctionArgs) {
  const origin = process.env.PORTAL_ORIGIN ?? new URL(request.url).origin;
  const lines = [
    "User-agent: *",
    ...keptOut.map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${origin}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
