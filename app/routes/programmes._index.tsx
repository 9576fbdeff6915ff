import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { hongKongDay, openCalls, programmes } from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { Badge } from "../components/badge.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const language = await languageOf(request);
  const calls = await openCalls(hongKongDay(Date.now()));
  return programmes().map((programme) => ({
    id: programme.id,
    name: readable(programme.name, language),
    owner: readable(programme.owner, language),
    summary: readable(programme.summary, language),
    min: programme.grant.min,
    max: programme.grant.max,
    currency: programme.grant.currency,
    calls: calls
      .filter((call) => call.programmeId === programme.id)
      .map((call) => ({ id: call.id, title: readable(call.title, language), closesOn: call.closesOn })),
  }));
}

export default function Programmes() {
  const programmes = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PublicPage className="max-w-4xl">
      <PageHead title={t("site.nav.programmes")} />
      {programmes.map((programme) => (
        <article key={programme.id} className="border-b border-line py-4">
          <h2 className="text-xl">
            <Link to={`/programmes/${programme.id}`}>
              <Text value={programme.name} />
            </Link>
          </h2>
          <p className="text-sm text-ink3">
            <Text value={programme.owner} />
            {programme.min && programme.max && (
              <>
                {" "}
                · {format.money(programme.min, programme.currency)} – {format.money(programme.max, programme.currency)}
              </>
            )}
          </p>
          <p className="mt-1 max-w-[75ch] text-ink2">
            <Text value={programme.summary} />
          </p>
          <p className="mt-2 flex flex-wrap items-center gap-3 text-[15px]">
            {programme.calls.map((call) => (
              <Badge key={call.id} tone="ok">
                {call.title.text} · {t("funding.closes", { day: format.date(call.closesOn) })}
              </Badge>
            ))}
            <Link to={`/programmes/${programme.id}/match`}>{t("funding.whatMatches")}</Link>
          </p>
        </article>
      ))}
    </PublicPage>
  );
}
