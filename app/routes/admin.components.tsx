import type { LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { Badge, DemoMark, SourceMark, type Tone } from "../components/badge.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { Meter, ScoreBars, StackedBar } from "../components/charts.tsx";
import { Checkbox, MoneyField, Select, TextArea, TextField } from "../components/fields.tsx";
import { JourneyBar } from "../components/journey-bar.tsx";
import { EmptyState, Explained, Facts, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { requirePermission } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requirePermission(request, context, "portal.administer");
  return null;
}

const tones: Tone[] = ["plain", "ok", "warn", "bad", "accent", "seal"];

/** Every component of the kit in its states, light and dark, in the reader's language. */
export default function Components() {
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead title={t("admin.components")} />
      <div className="grid gap-6 xl:grid-cols-2">
        {(["light", "dark"] as const).map((theme) => (
          <div key={theme} data-theme={theme} className="rounded-md border border-line bg-paper p-5 text-ink">
            <Section title={t(`site.theme.${theme}`)}>
              <div className="flex flex-wrap gap-2">
                <Button look="primary" type="button">
                  {t("kit.nextPage")}
                </Button>
                <Button type="button">{t("kit.nextPage")}</Button>
                <Button look="danger" type="button">
                  {t("kit.nextPage")}
                </Button>
                <Button look="quiet" type="button">
                  {t("kit.nextPage")}
                </Button>
                <Button type="button" disabled>
                  {t("kit.nextPage")}
                </Button>
                <LinkButton to="/admin/components">{t("kit.firstPage")}</LinkButton>
              </div>
              <p className="mt-3 flex flex-wrap gap-2">
                {tones.map((tone) => (
                  <Badge key={tone} tone={tone}>
                    {t("site.nav.technologies")}
                  </Badge>
                ))}{" "}
                <DemoMark />
              </p>
              <p className="mt-2">
                <SourceMark source="Cap. 514" confidence="unverified" />
              </p>
            </Section>
            <TextField name={`${theme}-a`} label={t("identity.name")} hint={t("identity.passwordHint")} required />
            <TextField name={`${theme}-b`} label={t("identity.email")} errors={["required"]} />
            <MoneyField name={`${theme}-c`} label={t("deals.amount")} defaultValue="1,250,000.50" />
            <Select
              name={`${theme}-d`}
              label={t("admin.role")}
              choices={[{ value: "a", label: t("site.role.researcher") }]}
            />
            <TextArea name={`${theme}-e`} label={t("deals.write")} />
            <Checkbox name={`${theme}-f`} label={t("catalogue.offers.exclusiveLicence")} />
            <JourneyBar
              steps={[
                { step: "output", lane: "origination", state: "done" },
                { step: "deal", lane: "maturation", state: "now" },
                { step: "funded", lane: "funding", state: "ahead" },
              ]}
            />
            <StackedBar
              label={t("funding.matchHead")}
              parts={[
                { key: "a", label: t("funding.part.government"), amount: 20, color: "var(--fund)" },
                { key: "b", label: t("funding.part.industryCash"), amount: 10, color: "var(--mat)" },
                { key: "c", label: t("funding.part.gap"), amount: 8, color: "", isGap: true },
              ]}
            />
            <ScoreBars
              rows={[
                { label: t("evaluation.pathway.licence"), score: 86, isStrong: true },
                { label: t("evaluation.pathway.spinOff"), score: 34 },
              ]}
            />
            <p className="my-2">
              <Meter label="60 %" value={60} of={100} />
            </p>
            <Explained summary={t("evaluation.why")}>{t("funding.guidePrevails")}</Explained>
            <Facts rows={[[t("outputs.kind"), t("outputs.kinds.software")]]} />
            <Table
              rows={[{ id: "1" }]}
              rowKey={(row) => row.id}
              columns={[
                { head: t("outputs.number"), cell: (row) => row.id },
                { head: t("deals.amount"), cell: () => "1", numeric: true },
              ]}
            />
            <EmptyState title={t("deals.none")}>{t("deals.noneText")}</EmptyState>
          </div>
        ))}
      </div>
    </WorkPage>
  );
}
