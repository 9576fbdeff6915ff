import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { programmesInForce } from "#services/funding/index.ts";
import { Badge } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { openCallsView } from "../components/funding/open-calls.server.ts";
import { OpenCalls } from "../components/funding/open-calls.tsx";
import { PageHead, PublicPage, Section } from "../components/page.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

const rungs = ["research", "startUp", "incubator", "talent", "industry", "capital"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const language = await languageOf(request);
  const [programmes, calls] = await Promise.all([programmesInForce(), openCallsView(language, Date.now())]);
  const rows = programmes
    .sort((a, b) => (a.ladder?.order ?? 999) - (b.ladder?.order ?? 999) || a.id.localeCompare(b.id))
    .map((programme) => ({
      id: programme.id,
      kind: programme.kind,
      rung: programme.rung,
      name: programme.name[language],
      owner: programme.owner[language],
      summary: programme.summary[language],
      status: programme.status.value,
      min: programme.grant.min,
      max: programme.grant.max,
      currency: programme.grant.currency,
      calls: calls.filter((call) => call.programmeId === programme.id),
    }));
  return {
    calls,
    schemes: rows.filter((row) => row.kind === "scheme"),
    templates: rows.filter((row) => row.kind === "template"),
  };
}
type Row = ReturnType<typeof useLoaderData<typeof loader>>["schemes"][number];

export default function Programmes() {
  const { calls, schemes, templates } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-4xl">
      <PageHead
        title={t("site.nav.programmes")}
        actions={
          <>
            <LinkButton look="primary" to="/programmes/ladder">
              {t("programmes.ladder.title")}
            </LinkButton>
            <LinkButton to="/programmes/register">{t("programmes.register.title")}</LinkButton>
          </>
        }
      >
        <p className="mt-2 max-w-[70ch] text-ink2">{t("programmes.intro")}</p>
      </PageHead>
      {calls.length > 0 && (
        <Section title={t("programmes.openNow")}>
          <OpenCalls calls={calls} />
        </Section>
      )}
      {rungs.map((rung) => (
        <Section key={rung} title={t(`programmes.rung.${rung}`)}>
          {schemes
            .filter((row) => row.rung === rung)
            .map((row) => (
              <ProgrammeRow key={row.id} row={row} />
            ))}
        </Section>
      ))}
      <Section title={t("programmes.templates")} id="templates">
        <p className="mb-2 max-w-[70ch] text-ink2">{t("programmes.templatesText")}</p>
        {templates.map((row) => (
          <ProgrammeRow key={row.id} row={row} />
        ))}
      </Section>
      <p className="text-sm text-ink3">{t("funding.guidePrevails")}</p>
    </PublicPage>
  );
}

function ProgrammeRow({ row }: { row: Row }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money =
    row.max === null
      ? null
      : row.min === null
        ? t("programmes.upTo", { amount: format.money(row.max, row.currency) })
        : `${format.money(row.min, row.currency)} – ${format.money(row.max, row.currency)}`;
  return (
    <article className="border-b border-line py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-lg">
          <Link to={`/programmes/${row.id}`}>{row.name}</Link>
        </h3>
        {row.calls.some((call) => call.isOpen) ? (
          <Badge tone="ok">{t("programmes.open")}</Badge>
        ) : (
          <Badge tone={row.status === "closed" ? "bad" : row.status === "openAllYear" ? "ok" : "plain"}>
            {t(`programmes.status.${row.status}`)}
          </Badge>
        )}
      </div>
      <p className="text-sm text-ink3">
        {row.owner}
        {money && ` · ${money}`}
      </p>
      <p className="mt-1 max-w-[75ch] text-ink2">{row.summary}</p>
      <OpenCalls calls={row.calls} />
      <p className="mt-1 text-[15px]">
        <Link to={`/programmes/${row.id}/match`}>{t("funding.whatMatches")}</Link>
      </p>
    </article>
  );
}
