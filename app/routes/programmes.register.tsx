import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { programmesInForce, stackingTable } from "#services/funding/index.ts";
import { Badge } from "../components/badge.tsx";
import { FactMark } from "../components/funding/fact-mark.tsx";
import { StackingList } from "../components/funding/stacking-list.tsx";
import { useWords } from "../components/funding/words.ts";
import { PageHead, PublicPage, Section } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

/** Everything that is not certain, and which programmes go together, of all programmes on one page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const [language, programmes] = await Promise.all([languageOf(request), programmesInForce()]);
  return {
    names: Object.fromEntries(programmes.map((each) => [each.id, each.name[language]])),
    unknowns: programmes.flatMap((each) => each.unknowns.map((unknown) => ({ ...unknown, programme: each.id }))),
    stacking: stackingTable(),
  };
}

export default function Register() {
  const { names, unknowns, stacking } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const words = useWords();
  return (
    <PublicPage>
      <PageHead
        eyebrow={
          <Link className="underline" to="/programmes">
            {t("site.nav.programmes")}
          </Link>
        }
        title={t("programmes.register.title")}
      >
        <p className="mt-1 max-w-[70ch] text-ink2">{t("programmes.register.text")}</p>
      </PageHead>
      <Section title={t("programmes.unknowns.title")} id="unknowns">
        <Table
          rows={unknowns}
          rowKey={(row) => `${row.programme} ${row.id}`}
          columns={[
            {
              head: t("funding.programme"),
              cell: (row) => (
                <Link className="underline" to={`/programmes/${row.programme}`}>
                  {names[row.programme]}
                </Link>
              ),
            },
            { head: t("programmes.unknowns.question"), cell: (row) => <b>{words(row.question)}</b> },
            { head: t("programmes.unknowns.inForce"), cell: (row) => words(row.inForce) },
            { head: t("programmes.unknowns.ifOther"), cell: (row) => (row.ifOther ? words(row.ifOther) : "–") },
            {
              head: t("programmes.unknowns.confidence"),
              cell: (row) => (
                <Badge tone={row.confidence === "read" ? "ok" : "warn"}>
                  {t(`programmes.confidence.${row.confidence}`)}
                </Badge>
              ),
            },
            { head: t("funding.source"), cell: (row) => <FactMark source={row.source} url={row.url} /> },
          ]}
        />
      </Section>
      <StackingList pairs={stacking} names={names} title={t("programmes.stacking.title")} />
    </PublicPage>
  );
}
