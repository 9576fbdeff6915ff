import type { LoaderFunctionArgs } from "@remix-run/node";
import { Badge, DemoMark, SourceMark, type Tone } from "../components/badge.tsx";
import { Board } from "../components/board.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { Meter, ScoreBars, StackedBar } from "../components/charts.tsx";
import { Combobox } from "../components/combobox.tsx";
import { Confirm } from "../components/dialog.tsx";
import { Checkbox, MoneyField, Select, TextArea, TextField } from "../components/fields.tsx";
import { FileDrop, UploadProgress } from "../components/file-drop.tsx";
import { History } from "../components/history.tsx";
import { JourneyBar } from "../components/journey-bar.tsx";
import { EmptyState, Explained, Facts, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Stepper } from "../components/stepper.tsx";
import { Table } from "../components/table.tsx";
import { Tabs } from "../components/tabs.tsx";
import { say } from "../components/toast.tsx";
import { useTranslation } from "../i18n/words.ts";
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
      <div className="grid grid-cols-1 gap-6 xl:grid-cols-2">
        {(["light", "dark"] as const).map((theme) => (
          <div
            key={theme}
            data-theme={theme}
            className="min-w-0 rounded-md border border-line bg-paper p-5 text-ink max-sm:p-3"
          >
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
            <Stepper
              label={t("outputs.disclosure.eyebrow")}
              steps={[
                { label: t("outputs.disclosure.invention"), to: "#kit", state: "done" },
                { label: t("outputs.disclosure.inventors"), to: "#kit", state: "now" },
                { label: t("outputs.disclosure.made"), to: "#kit", state: "ahead" },
              ]}
            />
            <Tabs
              name={`${theme}-tab`}
              label={t("outputs.office.views")}
              tabs={[
                { id: "list", label: t("outputs.office.list") },
                { id: "board", label: t("outputs.office.board") },
              ]}
            />
            <Combobox
              name={`${theme}-g`}
              label={t("outputs.field")}
              choices={["photonics", "marine", "textiles"].map((field) => ({
                value: field,
                label: t(`catalogue.fields.${field}`),
              }))}
            />
            <Combobox name={`${theme}-h`} label={t("outputs.field")} choices={[]} errors={["required"]} />
            <TextField name={`${theme}-i`} type="date" label={t("outputs.made.date")} defaultValue="2026-11-24" />
            <FileDrop
              name={`${theme}-j`}
              label={t("outputs.files.add")}
              hint={t("outputs.files.hint", { megabytes: 20 })}
              accept={["pdf"]}
              multiple
            />
            <UploadProgress share={0.62} />
            <div className="my-3 flex gap-2">
              <Confirm label={t("outputs.act.withdraw")} title={t("outputs.act.withdrawAsk")}>
                <Button type="button" look="danger">
                  {t("outputs.act.withdraw")}
                </Button>
              </Confirm>
              <Button type="button" onClick={() => say("saved")}>
                {t("kit.toast.region")}
              </Button>
            </div>
            <Board
              label={t("outputs.office.board")}
              columns={(["submitted", "inTriage"] as const).map((state) => ({
                id: state,
                label: t(`outputs.states.${state}`),
              }))}
              cards={[
                {
                  id: "1",
                  column: "submitted",
                  to: "/admin/components",
                  title: "MicroNeuro",
                  meta: t("outputs.office.days", { days: 4, target: 2 }),
                  isOverdue: true,
                  moves: [{ to: "inTriage", intent: "triage", label: t("outputs.act.triage") }],
                },
                {
                  id: "2",
                  column: "inTriage",
                  to: "/admin/components",
                  title: "CARES Copilot",
                  meta: t("outputs.office.days", { days: 1, target: 10 }),
                  moves: [],
                },
              ]}
            />
            <History
              entries={[{ sequence: 1, at: 0, actorName: "Leung Mei-fong", action: "family.opened", hash: "9f2c41" }]}
            />
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
                { key: "a", label: t("programmes.part.government"), amount: 20, color: "var(--fund)" },
                { key: "b", label: t("programmes.part.industryCash"), amount: 10, color: "var(--mat)" },
                { key: "c", label: t("programmes.part.gap"), amount: 8, color: "", isGap: true },
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
            <Explained summary={t("evaluation.whyOthers")}>{t("funding.guidePrevails")}</Explained>
            <Facts rows={[[t("outputs.kind"), t("outputs.kinds.software")]]} />
            <Table
              rows={[{ id: "1" }]}
              rowKey={(row) => row.id}
              columns={[
                { head: t("outputs.number"), isUnbroken: true, cell: (row) => row.id },
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
