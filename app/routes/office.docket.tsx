import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { hongKongDay } from "#services/funding/index.ts";
import { peopleOf } from "#services/identity/index.ts";
import { nameIn, readable } from "#services/language.ts";
import {
  calendarSince,
  docketOf,
  doneForm,
  endCalendar,
  latestCheck,
  markDone,
  newCalendar,
  undatedFilings,
} from "#services/protection/index.ts";
import { ActForm } from "../components/act-form.tsx";
import { SourceMark } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Checkbox, FormProblem, Select, TextField } from "../components/fields.tsx";
import { EmptyState, Explained, PageHead, Section, WorkPage } from "../components/page.tsx";
import { CountedFrom } from "../components/protection/counted-from.tsx";
import { PageLinks, Table } from "../components/table.tsx";
import { Tabs } from "../components/tabs.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, formOf, parseForm, refuse } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const offices = ["HK", "CN", "US", "EP", "JP", "KR", "TW", "SG", "IL", "PCT"];
/** How far ahead the list looks, in months: a granted patent has renewals for twenty years. */
const horizons = ["3", "12", "36", "all"] as const;
const known = (search: URLSearchParams) => ({
  show: search.get("show") === "done" ? ("done" as const) : ("open" as const),
  jurisdiction: offices.find((code) => code === search.get("office")),
  officer: search.get("officer")?.slice(0, 60) || undefined,
  q: search.get("q")?.trim().slice(0, 100) || undefined,
  months: horizons.find((each) => each === search.get("months")) ?? "12",
  isOverdue: search.get("overdue") === "1",
});

/** The same day so many months on; only to cut a list, so that a month without that day does no harm. */
function monthsFrom(today: string, months: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const language = await languageOf(request);
  const search = new URL(request.url).searchParams;
  const today = hongKongDay(Date.now());
  const { isOverdue, months, ...filter } = known(search);
  const [docket, { check, unlisted }, officers, undated, calendarAt] = await Promise.all([
    docketOf(actor, {
      ...filter,
      overdueOn: isOverdue ? today : undefined,
      until: filter.show === "open" && months !== "all" ? monthsFrom(today, Number(months)) : undefined,
      after: search.get("after") ?? undefined,
    }),
    latestCheck(today),
    peopleOf("ttoOfficer", actor.organisationId),
    undatedFilings(actor),
    calendarSince(actor),
  ]);
  return {
    today,
    unlisted,
    undated,
    calendarAt,
    officers: officers.map((each) => ({ id: each.id, name: nameIn(each, language) })),
    check: check && {
      at: check.at,
      rules: check.rules,
      filings: check.filings,
      dates: check.dates,
      differing: check.differing,
      isBroken: check.problem !== null,
    },
    after: docket.after,
    rows: docket.rows.map(({ title, act, officer, officerNames, ...row }) => ({
      ...row,
      officer: officer && nameIn({ name: officer, names: officerNames }, language),
      title: readable(title, language),
      act: readable(act, language),
      days: Math.round((Date.parse(row.safeOn) - Date.parse(today)) / 86_400_000),
    })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const here = `/office/docket${new URL(request.url).search}`;
  const intent = (await formOf(request.clone())).get("intent");
  if (intent === "endCalendar") return answer(await endCalendar(actor), undefined, { to: here, done: "calendarEnded" });
  if (intent === "calendar") {
    const made = await newCalendar(actor);
    if (!made.ok) return refuse(made);
    const origin = process.env.PORTAL_ORIGIN ?? new URL(request.url).origin;
    return data({ calendar: `${origin}/calendar/${made.value.secret}.ics` });
  }
  const input = await parseForm(request, doneForm);
  if (!input.ok) return badInput(input);
  return answer(await markDone(actor, input.value), input.form, { to: here, done: "deadlinesDone" });
}

export default function Docket() {
  const { rows, after, check, today, unlisted, undated, officers, calendarAt } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = useSearchParams();
  const isOpen = search.get("show") !== "done";
  const filter = known(search);
  return (
    <WorkPage>
      <PageHead
        eyebrow={<Link to="/office">{t("outputs.office.title")}</Link>}
        title={t("protection.docket.title")}
        actions={<Link to="/office/portfolio">{t("protection.portfolio.title")}</Link>}
      />
      <Tabs
        name="show"
        label={t("protection.docket.title")}
        tabs={[
          { id: "open", label: t("protection.docket.open") },
          { id: "done", label: t("protection.docket.done") },
        ]}
      />
      <Form key={search.toString()} method="get" className="no-print mb-2 flex flex-wrap items-end gap-x-3">
        <input type="hidden" name="show" value={filter.show} />
        <Select
          name="office"
          label={t("protection.jurisdiction")}
          empty={t("protection.docket.all")}
          choices={offices.map((code) => ({ value: code, label: code }))}
          defaultValue={filter.jurisdiction ?? ""}
        />
        <Select
          name="officer"
          label={t("outputs.cases.officer")}
          empty={t("outputs.cases.any")}
          choices={[
            { value: "me", label: t("outputs.cases.me") },
            { value: "nobody", label: t("outputs.cases.nobody") },
            ...officers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          defaultValue={filter.officer ?? ""}
        />
        {isOpen && (
          <Select
            name="months"
            label={t("protection.docket.horizon")}
            choices={horizons.map((value) => ({
              value,
              label:
                value === "all" ? t("protection.docket.wholeFuture") : t("protection.months", { count: Number(value) }),
            }))}
            defaultValue={filter.months}
          />
        )}
        <TextField name="q" label={t("protection.docket.family")} defaultValue={filter.q} />
        {isOpen && (
          <div className="mb-4">
            <Checkbox
              name="overdue"
              value="1"
              label={t("protection.docket.onlyOverdue")}
              defaultChecked={filter.isOverdue}
            />
          </div>
        )}
        <div className="mb-4">
          <Button>{t("outputs.cases.show")}</Button>
        </div>
      </Form>
      <FormProblem />
      {undated > 0 && (
        <p className="mb-4 border-l-4 border-warn bg-warn-soft px-3 py-2">
          {t("protection.docket.undated", { count: undated })}
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t("protection.docket.none")}>{t("protection.docket.noneText")}</EmptyState>
      ) : (
        <ActForm intents={["done"]} holdsRecord>
          <Table
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              ...(isOpen
                ? [
                    {
                      head: t("protection.docket.pick"),
                      forScreen: true,
                      cell: (row: (typeof rows)[number]) => (
                        <input
                          type="checkbox"
                          name="ids"
                          value={row.id}
                          aria-label={`${row.jurisdiction} ${row.act.text} ${row.title.text}`}
                          className="size-5 accent-accent"
                        />
                      ),
                    },
                  ]
                : []),
              {
                head: t("protection.safeOn"),
                cell: (row) => (
                  <span className="whitespace-nowrap">
                    <b>{format.date(row.safeOn)}</b>{" "}
                    {isOpen && (
                      <span
                        className={row.days < 0 ? "font-semibold text-bad" : row.days <= 30 ? "text-warn" : "text-ink3"}
                      >
                        {row.days < 0
                          ? t("protection.docket.overdue", { count: -row.days })
                          : t("protection.docket.left", { count: row.days })}
                      </span>
                    )}
                  </span>
                ),
              },
              { head: t("protection.jurisdiction"), cell: (row) => <b>{row.jurisdiction}</b> },
              {
                head: t("protection.act"),
                cell: (row) => (
                  <Explained summary={<Text value={row.act} />}>
                    <CountedFrom due={row} />
                    {t("protection.statutoryOn")}
                    {t("kit.colon")}
                    {format.date(row.statutoryOn)} · {t("protection.lastOn")}
                    {t("kit.colon")}
                    {format.date(row.lastOn)}
                    <br />
                    <SourceMark source={row.source} confidence={row.confidence} />
                  </Explained>
                ),
              },
              {
                head: t("outputs.title"),
                cell: (row) => (
                  <>
                    <Link to={`/cases/${row.caseId}/filings/${row.filingId}`}>
                      <Text value={row.title} />
                    </Link>
                    <span className="block text-[13px] text-ink3">
                      {[row.reference, row.number].filter(Boolean).join(" · ")}
                    </span>
                  </>
                ),
              },
              { head: t("outputs.cases.officer"), cell: (row) => row.officer ?? "–" },
              ...(isOpen
                ? []
                : [
                    {
                      head: t("protection.docket.doneOn"),
                      cell: (row: (typeof rows)[number]) => row.doneOn && format.date(row.doneOn),
                    },
                  ]),
            ]}
          />
          {isOpen && (
            <div className="no-print mt-4 flex flex-wrap items-end gap-3">
              <TextField
                name="doneOn"
                type="date"
                label={t("protection.docket.doneOn")}
                defaultValue={today}
                required
              />
              <div className="mb-4">
                <Button look="primary" name="intent" value="done">
                  {t("protection.docket.markDone")}
                </Button>
              </div>
            </div>
          )}
        </ActForm>
      )}
      <PageLinks after={after} />
      <div className="no-print">
        <CalendarSection since={calendarAt} />
      </div>
      <p className="mt-6 text-[13px] text-ink3">
        {check
          ? t(
              `protection.docket.checked.${check.isBroken ? "broken" : check.differing > 0 ? "differing" : "healthy"}`,
              {
                when: format.instant(check.at),
                rules: check.rules,
                filings: check.filings,
                dates: check.dates,
                differing: check.differing,
              },
            )
          : t("protection.docket.unchecked")}{" "}
        {unlisted.length > 0 &&
          t("protection.docket.unlisted", {
            offices: unlisted.map(({ office, until }) => `${office} ${until ?? ""}`.trim()).join(", "),
          })}{" "}
        {t("protection.note")}
      </p>
    </WorkPage>
  );
}

/** The secret address is shown once: only its hash is kept. */
function CalendarSection({ since }: { since: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const made = useActionData<{ calendar?: string }>()?.calendar;
  return (
    <Section title={t("protection.calendar.title")}>
      <p className="mb-2 max-w-[70ch] text-ink2">{t("protection.calendar.text")}</p>
      {made && (
        <p role="status" className="mb-2 break-all rounded-md bg-ok-soft px-3 py-2">
          <code>{made}</code>
        </p>
      )}
      {since !== null && !made && (
        <p className="mb-2">{t("protection.calendar.since", { on: format.instant(since) })}</p>
      )}
      <Form method="post" noValidate className="flex flex-wrap gap-3">
        <Button name="intent" value="calendar">
          {t(since === null ? "protection.calendar.button" : "protection.calendar.replace")}
        </Button>
        {since !== null && (
          <Button name="intent" value="endCalendar">
            {t("protection.calendar.end")}
          </Button>
        )}
      </Form>
    </Section>
  );
}
