import { useLoaderData } from "@remix-run/react";
import { pipelineFigures } from "#services/insights/index.ts";
import { PageHead, PublicPage, Section } from "../components/page.tsx";
import { PipelineLanes } from "../components/pipeline-lanes.tsx";
import { Table } from "../components/table.tsx";
import { useTranslation } from "../i18n/words.ts";

export const loader = () => pipelineFigures();

export default function Insights() {
  const figures = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <PublicPage>
      <PageHead title={t("site.nav.insights")} />
      <p className="mb-4 text-ink2">{t("landing.pipeline", { count: figures.cases })}</p>
      <PipelineLanes steps={figures.steps} />
      <Section title={t("landing.steps")}>
        <Table
          rows={figures.steps}
          rowKey={(row) => row.step}
          columns={[
            { head: t("landing.step"), cell: (row) => t(`journey.step.${row.step}`) },
            { head: t("landing.lane"), cell: (row) => t(`journey.lane.${row.lane}`) },
            { head: t("landing.casesHead"), cell: (row) => row.count, numeric: true },
          ]}
        />
      </Section>
    </PublicPage>
  );
}
