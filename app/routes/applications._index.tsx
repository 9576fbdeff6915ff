import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import {
  applicationForm,
  applicationsFor,
  beginApplication,
  hongKongDay,
  openCalls,
  programme,
} from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { publicVentures } from "#services/ventures/index.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Combobox } from "../components/combobox.tsx";
import { FormProblem, MoneyField, TextArea, TextField } from "../components/fields.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const language = await languageOf(request);
  const [mine, calls, ventures] = await Promise.all([
    applicationsFor(actor),
    openCalls(hongKongDay(Date.now())),
    publicVentures(),
  ]);
  const wanted = new URL(request.url).searchParams.get("call");
  const call = calls.find((each) => each.id === wanted) ?? calls[0];
  return {
    mine: mine.map(({ id, number, title, state }) => ({ id, number, title: readable(title, language), state })),
    call: call && {
      id: call.id,
      title: readable(call.title, language),
      stages: (programme(call.programmeId)?.stages ?? []).map((stage) => ({
        id: stage.id,
        months: stage.months?.usual ?? stage.monthsAlone?.usual ?? 12,
        name: readable(stage.name, language),
      })),
    },
    calls: calls.map((each) => ({ id: each.id, title: readable(each.title, language) })),
    ventures: ventures.map(({ venture }) => ({ value: venture.slug, label: readable(venture.name, language).text })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const input = await parseForm(request, applicationForm);
  if (!input.ok) return badInput(input);
  return answer(await beginApplication(actor, input.value), input.form, {
    to: ({ id }) => `/applications/${id}`,
    done: "applicationBegun",
  });
}

export default function Applications() {
  const { mine, call, calls, ventures } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead title={t("funding.ourApplications")} />
      {mine.length > 0 && (
        <Section title={t("funding.applications")}>
          <Table
            rows={mine}
            rowKey={(row) => row.id}
            columns={[
              { head: t("outputs.number"), cell: (row) => <Link to={`/applications/${row.id}`}>{row.number}</Link> },
              { head: t("outputs.title"), cell: (row) => <Text value={row.title} /> },
              { head: t("outputs.state"), cell: (row) => <Badge>{t(`funding.states.${row.state}`)}</Badge> },
            ]}
          />
        </Section>
      )}
      <Section title={t("funding.apply")}>
        {call ? (
          <>
            {calls.length > 1 && (
              <p className="mb-3 flex flex-wrap gap-3">
                {calls.map((each) => (
                  <Link
                    key={each.id}
                    to={`?call=${each.id}`}
                    aria-current={each.id === call.id || undefined}
                    className="aria-[current]:font-semibold"
                  >
                    {each.title.text}
                  </Link>
                ))}
              </p>
            )}
            <Form method="post" noValidate className="max-w-3xl">
              <FormProblem />
              <input type="hidden" name="callId" value={call.id} />
              <p className="mb-3 font-semibold">
                <Text value={call.title} />
              </p>
              <TextField name="title" label={t("outputs.title")} required />
              <Combobox
                name="ventureSlug"
                label={t("funding.venture")}
                choices={ventures}
                empty={t("funding.noVenture")}
              />
              <TextArea name="summary" label={t("funding.summary")} rows={5} required />
              {call.stages.map((stage, place) => (
                <fieldset key={stage.id} className="grid gap-x-4 border-t border-line pt-2 sm:grid-cols-3">
                  <legend className="sr-only">{stage.name.text}</legend>
                  <p className="font-semibold sm:col-span-3">
                    <Text value={stage.name} />
                  </p>
                  <input type="hidden" name={`stages[${place}].id`} value={stage.id} />
                  <TextField
                    name={`stages[${place}].months`}
                    label={t("funding.months")}
                    defaultValue={stage.months}
                    inputMode="numeric"
                  />
                  <MoneyField name={`stages[${place}].cost`} label={t("programmes.field.cost")} />
                  <MoneyField name={`stages[${place}].grant`} label={t("programmes.field.grant")} />
                </fieldset>
              ))}
              <Button look="primary">{t("funding.begin")}</Button>
            </Form>
          </>
        ) : (
          <EmptyState title={t("funding.noCalls")}>{t("funding.noCallsText")}</EmptyState>
        )}
      </Section>
    </WorkPage>
  );
}
