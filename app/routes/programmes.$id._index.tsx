import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { programme } from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { SourceMark } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { PageHead, PublicPage, Section } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const rules = programme(params.id!);
  if (!rules) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  return {
    ...rules,
    name: readable(rules.name, language),
    owner: readable(rules.owner, language),
    summary: readable(rules.summary, language),
    stages: rules.stages.map((stage) => ({ ...stage, name: readable(stage.name, language) })),
    aspects: rules.aspects.map((aspect) => ({ ...aspect, name: readable(aspect.name, language) })),
  };
}

export default function ProgrammePage() {
  const rules = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PublicPage className="max-w-4xl">
      <PageHead
        eyebrow={
          <>
            <Text value={rules.owner} /> · {t("funding.readOn", { day: format.date(rules.readOn) })}
          </>
        }
        title={<Text value={rules.name} />}
        actions={
          <LinkButton look="primary" to={`/programmes/${rules.id}/match`}>
            {t("funding.whatMatches")}
          </LinkButton>
        }
      >
        <p className="mt-2 max-w-[70ch] text-ink2">
          <Text value={rules.summary} />
        </p>
      </PageHead>
      <Section title={t("funding.rules")}>
        <Table
          rows={[
            {
              id: "lead",
              name: t("funding.whoLeads"),
              value: rules.lead.kinds.map((kind) => t(`funding.leadKinds.${kind}`)).join(", "),
              source: rules.lead.source,
              confidence: rules.lead.confidence as string,
            },
            ...(rules.grant.min !== null && rules.grant.max !== null
              ? [
                  {
                    id: "grant",
                    name: t("funding.grant"),
                    value: `${format.money(rules.grant.min, rules.grant.currency)} – ${format.money(rules.grant.max, rules.grant.currency)}`,
                    source: rules.grant.source,
                    confidence: rules.grant.confidence as string,
                  },
                ]
              : []),
            ...rules.stages.map((stage) => ({
              id: stage.id,
              name: stage.name.text,
              value: t("funding.stageRule", {
                government: stage.ratio.government,
                others: stage.ratio.others,
                sides: stage.matchFrom.map((side) => t(`funding.sides.${side}`)).join(" + "),
                inKind: stage.inKindMaxShare.replace("/1", ""),
                months: stage.months?.usual ?? stage.monthsAlone?.usual ?? 12,
              }),
              source: stage.source,
              confidence: stage.confidence as string,
            })),
            ...(rules.teamBenefitMin
              ? [
                  {
                    id: "ip",
                    name: t("funding.teamBenefit"),
                    value: format.percent(rules.teamBenefitMin.basisPoints),
                    source: rules.teamBenefitMin.source,
                    confidence: rules.teamBenefitMin.confidence as string,
                  },
                ]
              : []),
          ]}
          rowKey={(row) => row.id}
          columns={[
            { head: t("funding.rule"), cell: (row) => <b>{row.name}</b> },
            { head: t("funding.says"), cell: (row) => row.value },
            {
              head: t("funding.source"),
              cell: (row) => <SourceMark source={row.source} confidence={row.confidence} />,
            },
          ]}
        />
      </Section>
      <Section title={t("funding.aspects")} aside={<SourceMark confidence={rules.weightsConfidence} />}>
        <Table
          rows={rules.aspects}
          rowKey={(row) => row.id}
          columns={[
            { head: t("funding.aspect"), cell: (row) => <Text value={row.name} /> },
            { head: t("funding.weight"), cell: (row) => `${row.weight} %`, numeric: true },
          ]}
        />
      </Section>
      <p className="text-sm text-ink3">{t("funding.guidePrevails")}</p>
    </PublicPage>
  );
}
