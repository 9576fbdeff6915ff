import sans from "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url";
import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  type useLoaderData,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { keepLanguage } from "#services/identity/index.ts";
import { nameIn, plain } from "#services/language.ts";
import { unreadNotices } from "#services/notify/index.ts";
import { Alternates } from "./components/alternates.tsx";
import { HatSwitch } from "./components/hat-switch.tsx";
import { PrintFoot } from "./components/print-foot.tsx";
import { Done, Keys, Loading, Offline } from "./components/shell-extras.tsx";
import { SiteFooter } from "./components/site-footer.tsx";
import { SiteHeader } from "./components/site-header.tsx";
import { themes } from "./components/theme-switch.tsx";
import { WindowTitle } from "./components/window-title.tsx";
import { wasNotSent } from "./form/form-answer.ts";
import { askedLanguage, chosenLanguage, languageCookie, languageOf, messagesFor } from "./i18n/language.server.ts";
import { useTranslation } from "./i18n/words.ts";
import { flashCookie, themeCookie, viewerFor } from "./session.server.ts";
import styles from "./styles/app.css?url";
import { errorKind } from "./titles.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "preload", href: sans, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "icon", href: "/slipway.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ name: "description", content: data?.about ?? "" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const language = await languageOf(request);
  const t = messagesFor(language);
  const cookies = request.headers.get("Cookie");
  const { viewer, cookie } = await viewerFor(request, context);
  // Whoever reads in a language is written to in it; /account sets another for mail.
  const wished = viewer?.language ? askedLanguage(request) : await chosenLanguage(request);
  if (viewer && wished && wished !== viewer.language) await keepLanguage(viewer, wished);
  const done = await flashCookie.parse(cookies);
  const theme = await themeCookie.parse(cookies);
  const headers = new Headers();
  if (askedLanguage(request)) headers.append("Set-Cookie", await languageCookie.serialize(language));
  if (cookie) headers.append("Set-Cookie", cookie);
  if (done) headers.append("Set-Cookie", await flashCookie.serialize("", { maxAge: 0 }));
  return data(
    {
      language,
      about: t("technology.portal"),
      theme: themes.find((each) => each === theme) ?? "system",
      requestId: context.requestId,
      origin: process.env.PORTAL_ORIGIN ?? new URL(request.url).origin,
      now: Date.now(),
      nonce: context.nonce,
      done: typeof done === "string" && /^[a-zA-Z.]+(\?[a-z]+=\d+(&[a-z]+=\d+)*)?$/.test(done) ? done : undefined,
      isDemo: process.env.PORTAL_MODE !== "production",
      viewer: viewer && {
        id: viewer.personId,
        name: nameIn(viewer, language),
        unread: await unreadNotices(viewer.personId),
        role: viewer.actor?.role,
        membershipId: viewer.actor?.membershipId,
        organisationName:
          viewer.actor &&
          plain(viewer.hats.find((hat) => hat.id === viewer.actor?.membershipId)?.organisationName, language),
        hats: viewer.hats.map((hat) => ({
          id: hat.id,
          role: hat.role,
          organisationName: plain(hat.organisationName, language),
        })),
      },
    },
    { headers },
  );
}

/** Nothing of the frame depends on the step of a form, which may be walked without a connection. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  actionResult,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  if (wasNotSent(actionResult)) return false;
  const [from, to] = [new URL(currentUrl), new URL(nextUrl)];
  const isStepOnly = !formMethod && from.searchParams.get("step") !== to.searchParams.get("step");
  for (const url of [from, to]) url.searchParams.delete("step");
  return isStepOnly && from.href === to.href ? false : defaultShouldRevalidate;
}

export type SiteViewer = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["viewer"]>;

export function Layout({ children }: { children: ReactNode }) {
  const site = useRouteLoaderData<typeof loader>("root");
  const { i18n } = useTranslation();
  return (
    <html
      lang={site?.language ?? i18n.language}
      data-theme={site && site.theme !== "system" ? site.theme : undefined}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <WindowTitle />
        <Meta />
        {site && <Alternates origin={site.origin} />}
        <Links />
      </head>
      <body className="min-h-screen flex flex-col bg-paper text-ink">
        <SiteHeader viewer={site?.viewer ?? undefined} />
        <Done message={site?.done} at={site?.now ?? 0} />
        <main id="main" className="flex-1 w-full">
          {children}
        </main>
        <SiteFooter isDemo={site?.isDemo ?? false} theme={site?.theme ?? "system"} />
        {site && <PrintFoot origin={site.origin} at={site.now} />}
        <Loading />
        <Offline />
        <Keys />
        <ScrollRestoration nonce={site?.nonce} />
        <Scripts nonce={site?.nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const site = useRouteLoaderData<typeof loader>("root");
  const { t } = useTranslation();
  const kind = errorKind(error);
  const { pathname, search } = useLocation();
  const told: Record<string, string> = isRouteErrorResponse(error) ? error.data : {};
  return (
    <div className="mx-auto max-w-2xl px-6 py-20">
      <h1 className="font-serif text-3xl">{t(`site.error.${kind}.title`)}</h1>
      <p className="mt-4 text-ink2">{t(`site.error.${kind}.text`, { ...told })}</p>
      <p className="mt-6">
        <a href="/">{t("site.error.home")}</a>
      </p>
      {kind === "notFound" && site?.viewer && (
        <HatSwitch
          viewer={site.viewer}
          next={`${pathname}${search}`}
          className="mt-6 border-t border-line pt-4 text-sm"
        />
      )}
      {kind === "broken" && site && (
        <p className="mt-6 text-sm text-ink3">{t("site.error.reference", { id: site.requestId })}</p>
      )}
    </div>
  );
}
