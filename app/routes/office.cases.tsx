import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { hongKongDay } from "#services/funding/index.ts";
import { peopleOf } from "#services/identity/index.ts";
import { nameIn, readable } from "#services/language.ts";
import {
  assignCases,
  assignForm,
  caseFilter,
  caseList,
  dropFilter,
  filterForm,
  filtersOf,
  loadPerOfficer,
  saveFilter,
} from "#services/outputs/index.ts";
import { pressedByClock } from "#services/protection/index.ts";
import { ActForm } from "../components/act-form.tsx";
import { DemoMark } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, Select, TextField } from "../components/fields.tsx";
import { OfficerLoad } from "../components/outputs/officer-load.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { PageLinks, Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, formOf, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const states = ["submitted", "inTriage", "returned", "evaluating", "accepted", "declined", "withdrawn"] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const language = await languageOf(request);
  const filter = caseFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [{ rows, after }, load, pressed, officers, saved] = await Promise.all([
    caseList(actor, filter),
    loadPerOfficer(actor),
    pressedByClock(actor, hongKongDay(Date.now())),
    peopleOf("ttoOfficer", actor.organisationId),
    filtersOf(actor),
  ]);
  return {
    rows: rows.map((row) => ({
      ...row,
      title: readable(row.title, language, row.original),
      officer: row.officer && nameIn(row.officer, language),
    })),
    after,
    filter,
    load: load.map(({ person, ...each }) => ({
      ...each,
      name: person && nameIn(person, language),
      pressed: pressed.get(each.officerId) ?? 0,
    })),
    officers: officers.map((each) => ({ id: each.id, name: nameIn(each, language) })),
    saved,
    me: actor.personId,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const intent = String((await formOf(request.clone())).get("intent") ?? "");
  const here = `/office/cases${new URL(request.url).search}`;
  if (intent === "assign") {
    const input = await parseForm(request, assignForm);
    return input.ok
      ? answer(await assignCases(actor, input.value), input.form, { to: here, done: "casesAssigned" })
      : badInput(input);
  }
  if (intent === "dropFilter") {
    const input = await parseForm(request, z.object({ subject: z.string("required") }));
    return input.ok
      ? answer(await dropFilter(actor, input.value.subject), input.form, { to: here, done: "filterDropped" })
      : badInput(input);
  }
  const input = await parseForm(request, filterForm);
  return input.ok
    ? answer(await saveFilter(actor, input.value), input.form, { to: here, done: "filterSaved" })
    : badInput(input);
}

export default function OfficeCases() {
  const { rows, after, filter, load, officers, saved, me } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead eyebrow={<Link to="/office">{t("outputs.office.title")}</Link>} title={t("outputs.cases.title")} />
      <nav aria-label={t("outputs.cases.saved")} className="mb-4 flex flex-wrap gap-x-4 text-sm">
        <Link to="/office/cases">{t("outputs.cases.all")}</Link>
        <Link to="/office/cases?officer=me">{t("outputs.cases.mine")}</Link>
        <Link to="/office/cases?officer=nobody">{t("outputs.cases.nobodys")}</Link>
        <Link to="/office/cases?overdue=1">{t("outputs.cases.overdue")}</Link>
        {saved.map((each) => (
          <span key={each.id} className="inline-flex items-center gap-1">
            <Link to={`/office/cases?${each.query}`}>{each.name}</Link>
            <ActForm intents={["dropFilter"]} subject={each.id}>
              <button
                type="submit"
                name="intent"
                value="dropFilter"
                aria-label={t("outputs.cases.drop", { name: each.name })}
                className="min-h-6 min-w-6 text-ink3"
              >
                ×
              </button>
            </ActForm>
          </span>
        ))}
      </nav>
      <Form method="get" key={search.toString()} className="no-print grid items-end gap-x-4 sm:grid-cols-5">
        <TextField name="q" label={t("outputs.cases.words")} defaultValue={filter.q ?? ""} />
        <Select
          name="state"
          label={t("outputs.state")}
          empty={t("outputs.cases.any")}
          defaultValue={filter.state ?? ""}
          choices={states.map((state) => ({ value: state, label: t(`outputs.states.${state}`) }))}
        />
        <Select
          name="officer"
          label={t("outputs.cases.officer")}
          empty={t("outputs.cases.any")}
          defaultValue={filter.officer ?? ""}
          choices={[
            { value: "me", label: t("outputs.cases.me") },
            { value: "nobody", label: t("outputs.cases.nobody") },
            ...officers.filter((each) => each.id !== me).map((each) => ({ value: each.id, label: each.name })),
          ]}
        />
        <Select
          name="overdue"
          label={t("outputs.cases.time")}
          empty={t("outputs.cases.any")}
          defaultValue={filter.overdue ?? ""}
          choices={[{ value: "1", label: t("outputs.cases.overdue") }]}
        />
        <div className="mb-4">
          <Button>{t("outputs.cases.show")}</Button>
        </div>
      </Form>
      <FormProblem />
      {rows.length === 0 ? (
        <EmptyState title={t("outputs.cases.none")}>{t("outputs.cases.noneText")}</EmptyState>
      ) : (
        <ActForm intents={["assign"]} holdsRecord>
          <Table
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("protection.docket.pick"),
                forScreen: true,
                cell: (row) => (
                  <input
                    type="checkbox"
                    name="ids"
                    value={row.id}
                    aria-label={row.title.text}
                    className="size-5 accent-accent"
                  />
                ),
              },
              { head: t("outputs.number"), isUnbroken: true, cell: (row) => row.number ?? "–" },
              {
                head: t("outputs.title"),
                cell: (row) => (
                  <>
                    <Link to={`/cases/${row.caseId}`}>
                      <Text value={row.title} />
                    </Link>{" "}
                    {row.isDemonstration && <DemoMark />}
                  </>
                ),
              },
              { head: t("outputs.state"), cell: (row) => t(`outputs.states.${row.state}`) },
              { head: t("outputs.cases.officer"), cell: (row) => row.officer ?? t("outputs.cases.nobody") },
              {
                head: t("outputs.office.age"),
                cell: (row) => (
                  <span className={row.isOverdue ? "font-semibold text-warn" : ""}>
                    {row.target === null
                      ? t("outputs.office.daysOnly", { count: row.days })
                      : t("outputs.office.days", { days: row.days, target: row.target })}
                  </span>
                ),
                numeric: true,
              },
            ]}
          />
          <div className="no-print mt-4 flex flex-wrap items-end gap-3">
            <Select
              name="officerId"
              label={t("outputs.cases.giveTo")}
              choices={officers.map((each) => ({ value: each.id, label: each.name }))}
            />
            <div className="mb-4">
              <Button look="primary" name="intent" value="assign">
                {t("outputs.cases.give")}
              </Button>
            </div>
          </div>
        </ActForm>
      )}
      <PageLinks after={after} />
      <details className="my-6 max-w-lg">
        <summary className="font-semibold">{t("outputs.cases.keep")}</summary>
        <ActForm intents={["saveFilter"]} className="mt-2 flex items-end gap-3">
          <input type="hidden" name="query" value={search.toString()} />
          <TextField name="name" label={t("outputs.cases.name")} required />
          <div className="mb-4">
            <Button name="intent" value="saveFilter">
              {t("outputs.cases.keepButton")}
            </Button>
          </div>
        </ActForm>
      </details>
      <Section title={t("outputs.cases.load")}>
        <OfficerLoad rows={load} oldest={(at) => format.day(at)} />
      </Section>
    </WorkPage>
  );
}
