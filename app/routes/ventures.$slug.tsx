import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { historyOf } from "#services/audit/index.ts";
import { casesToApplyWith } from "#services/funding/index.ts";
import { type Actor, may } from "#services/identity/index.ts";
import { readable } from "#services/language.ts";
import { venturePage } from "#services/ventures/index.ts";
import { DemoMark } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { StackedBar } from "../components/charts.tsx";
import { entriesOf } from "../components/history.server.ts";
import { History } from "../components/history.tsx";
import { Facts, PageHead, PublicPage, Section } from "../components/page.tsx";
import { PlaceName } from "../components/place-name.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { actorFor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await actorFor(request, context);
  const page = await venturePage(actor, params.slug!);
  if (!page) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const { venture } = page;
  return {
    applying: actor ? await waysToApply(actor, venture) : null,
    name: readable(venture.name, language),
    line: readable(venture.line, language),
    about: readable(venture.about, language),
    stage: venture.stage,
    incorporatedOn: venture.incorporatedOn,
    teamSize: venture.teamSize,
    city: venture.city,
    region: venture.region,
    landing: venture.landing.map((each) => readable(each.place, language)),
    isDemonstration: venture.isDemonstration,
    organisation: readable(page.organisation, language),
    technologySlug: page.technologySlug,
    rounds: page.rounds,
    holdings: page.holdings,
    // The ledger and the history are for the same eyes.
    history: page.holdings ? await entriesOf(await historyOf("venture", venture.id), language) : [],
  };
}

/** For an officer of its institution and for its inventors: where an application with it begins, and what fits it. */
async function waysToApply(actor: Actor, { slug, caseId, organisationId }: VentureRow) {
  const isOffice = may(actor, "application.submit", actor.organisationId === organisationId ? ["organisation"] : []);
  const isInventor =
    may(actor, "application.write", ["own"]) && (await casesToApplyWith(actor)).some((each) => each.caseId === caseId);
  if (!isOffice && !isInventor) return null;
  const from = isOffice ? `venture=${slug}` : `case=${caseId}`;
  return { begin: `/applications?${from}#apply`, fitting: caseId && `/programmes/ladder?case=${caseId}` };
}
type VentureRow = NonNullable<Awaited<ReturnType<typeof venturePage>>>["venture"];

const colors: Record<string, string> = {
  founder: "var(--mat)",
  institution: "var(--orig)",
  investor: "var(--fund)",
  staff: "var(--ink3)",
};

export default function Venture() {
  const venture = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PublicPage className="max-w-4xl">
      <PageHead
        eyebrow={<Text value={venture.organisation} />}
        title={<Text value={venture.name} />}
        actions={
          venture.applying && (
            <>
              <LinkButton look="primary" to={venture.applying.begin}>
                {t("ventures.apply")}
              </LinkButton>
              {venture.applying.fitting && (
                <LinkButton to={venture.applying.fitting}>{t("ventures.fitting")}</LinkButton>
              )}
            </>
          )
        }
      >
        <p className="mt-1 text-lg text-ink2">
          <Text value={venture.line} />
        </p>
        {venture.isDemonstration && (
          <p className="mt-1">
            <DemoMark />
          </p>
        )}
      </PageHead>
      {venture.about.text && (
        <p className="mb-5 max-w-[70ch]">
          <Text value={venture.about} />
        </p>
      )}
      <Facts
        rows={[
          [t("ventures.stage"), t(`ventures.stages.${venture.stage}`)],
          [t("ventures.form.incorporatedOn"), venture.incorporatedOn && format.date(venture.incorporatedOn)],
          [t("ventures.place"), <PlaceName key="place" region={venture.region} city={venture.city} />],
          [t("ventures.team"), venture.teamSize],
          [t("catalogue.landing"), venture.landing.map((place) => place.text).join(t("programmes.comma"))],
          [
            t("deals.technology"),
            venture.technologySlug && (
              <Link key="t" to={`/technologies/${venture.technologySlug}`}>
                {t("outputs.publicProfile")}
              </Link>
            ),
          ],
        ]}
      />
      {venture.rounds.length > 0 && (
        <div className="mt-7">
          <Section title={t("ventures.rounds")}>
            <Table
              rows={venture.rounds}
              rowKey={(row) => row.id}
              columns={[
                { head: t("ventures.date"), cell: (row) => format.date(row.on) },
                { head: t("outputs.kind"), cell: (row) => t(`ventures.roundKinds.${row.kind}`) },
                { head: t("deals.amount"), cell: (row) => format.money(row.amount, row.currency), numeric: true },
              ]}
            />
          </Section>
        </div>
      )}
      {venture.holdings && (
        <div className="mt-7">
          <Section title={t("ventures.equity")}>
            <StackedBar
              label={t("ventures.equity")}
              parts={venture.holdings.map((each) => ({
                key: each.holder,
                label: each.name,
                amount: each.shares,
                color: colors[each.kind] ?? "var(--ink3)",
              }))}
            />
            <Table
              rows={venture.holdings}
              rowKey={(row) => row.holder}
              columns={[
                { head: t("ventures.holder"), cell: (row) => row.name },
                { head: t("outputs.kind"), cell: (row) => t(`ventures.holderKinds.${row.kind}`) },
                { head: t("ventures.form.shares"), cell: (row) => format.number(row.shares), numeric: true },
                { head: "%", cell: (row) => format.percent(row.basisPoints), numeric: true },
              ]}
            />
          </Section>
        </div>
      )}
      {venture.history.length > 0 && (
        <Section title={t("outputs.history")}>
          <History entries={venture.history} />
        </Section>
      )}
    </PublicPage>
  );
}
