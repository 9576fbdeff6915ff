import type { LoaderFunctionArgs } from "@remix-run/node";

/** Workspaces and forms are nobody's search result; questions to the catalogue are without end. */
const keptOut = [
  "/account",
  "/admin",
  "/agree/",
  "/applications",
  "/calendar/",
  "/cases/",
  "/confirm/",
  "/deals/",
  "/disclose/",
  "/enquiry/",
  "/funding",
  "/incubator",
  "/invitation/",
  "/inventor/",
  "/office",
  "/partner",
  "/research",
  "/reset",
  "/shared/",
  "/sign-in",
  "/sign-up",
  "/sponsor/",
  "/technologies?*q=",
  "/technologies/*/ask",
  "/technologies/*/offer",
  "/unsubscribe/",
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
