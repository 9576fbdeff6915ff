import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { technologyBySlug } from "#services/catalogue/index.ts";
import { GUEST_HOURS } from "#services/deals/index.ts";
import { readable } from "#services/language.ts";
import { PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await technologyBySlug(params.slug!);
  if (!found) throw new Response(null, { status: 404 });
  const { technology } = found;
  return {
    slug: technology.slug,
    title: readable(technology.title, await languageOf(request), technology.original),
    hours: GUEST_HOURS,
  };
}

export const meta: MetaFunction = () => [{ name: "robots", content: "noindex" }];

/** Where a guest stands after asking: nothing has gone out yet, and what makes it go. It names no address: nobody's is shown to another. */
export default function Sent() {
  const { slug, title, hours } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-2xl">
      <PageHead eyebrow={t("catalogue.ask")} title={t("partner.enquiry.sent.title")} />
      <p className="text-ink2">
        <Link to={`/technologies/${slug}`}>
          <Text value={title} />
        </Link>
      </p>
      <ol className="my-5 list-decimal space-y-2 pl-6">
        <li>{t("partner.enquiry.sent.open", { hours })}</li>
        <li>{t("partner.enquiry.sent.then")}</li>
      </ol>
      <p className="text-ink2">
        {t("partner.enquiry.sent.missing")}{" "}
        <Link to={`/technologies/${slug}/ask`}>{t("partner.enquiry.sent.again")}</Link>
      </p>
    </PublicPage>
  );
}
