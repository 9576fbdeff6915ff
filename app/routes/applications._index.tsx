import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import {
  applicationForm,
  applicationsFor,
  beginApplication,
  eligibilityOf,
  hongKongDay,
  openCalls,
  rulesOfCalls,
  windowOf,
} from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { publicVentures } from "#services/ventures/index.ts";
import { Badge } from "../components/badge.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { Combobox } from "../components/combobox.tsx";
import { MoneyField, TextArea, TextField } from "../components/fields.tsx";
import { FormProblem } from "../components/form-problem.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer", "researcher");
  const language = await languageOf(request);
  const now = Date.now();
  const [mine, calls, ventures] = await Promise.all([
    applicationsFor(actor),
    openCalls(hongKongDay(now)),
    publicVentures(),
  ]);
  const open = calls.filter((each) => windowOf(each).from <= now && now <= windowOf(each).until);
  const wanted = new URL(request.url).searchParams.get("call");
  const call = open.find((each) => each.id === wanted) ?? open[0];
  const rulesByCall = await rulesOfCalls(open.map((each) => each.id));
  const rules = call && rulesByCall.get(call.id);
  const eligible = await eligibilityOf(actor, rulesByCall);
  return {
    mayBegin: actor.role === "ttoOfficer",
    mine: mine.map(({ id, number, title, state, award }) => ({
      id,
      number,
      title: readable(title, language),
      state,
      award,
    })),
    call: call &&
      rules && {
        id: call.id,
        title: readable(call.title, language),
        closesAt: windowOf(call).until,
        currency: rules.grant.currency,
        programmeId: rules.id,
        eligibility: eligible.get(call.id),
        stages: rules.stages.map((stage) => ({
          id: stage.id,
          months: stage.months?.usual ?? stage.monthsAlone?.usual ?? 12,
          name: readable(stage.name, language),
        })),
      },
    calls: open.map((each) => ({
      id: each.id,
      title: readable(each.title, language),
      mayLead: eligible.get(each.id)?.ok ?? false,
    })),
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
  const { mine, call, calls, ventures, mayBegin } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead
        title={t("funding.ourApplications")}
        actions={mayBegin && <LinkButton to="/applications/facts">{t("applications.facts.title")}</LinkButton>}
      />
      {mine.length > 0 && (
        <Section title={t("funding.applications")}>
          <Table
            rows={mine}
            rowKey={(row) => row.id}
            columns={[
              { head: t("outputs.number"), cell: (row) => <Link to={`/applications/${row.id}`}>{row.number}</Link> },
              { head: t("outputs.title"), cell: (row) => <Text value={row.title} /> },
              {
                head: t("outputs.state"),
                cell: (row) => (
                  <>
                    <Badge>{t(`funding.states.${row.state}`)}</Badge>{" "}
                    {row.award && <Link to={`/applications/${row.id}/award`}>{t(`awards.states.${row.award}`)}</Link>}
                  </>
                ),
              },
            ]}
          />
        </Section>
      )}
      {mayBegin && (
        <Section title={t("funding.apply")}>
          {call ? (
            <>
              {calls.length > 1 && (
                <p className="mb-3 flex flex-wrap gap-x-4 gap-y-1">
                  {calls.map((each) => (
                    <Link
                      key={each.id}
                      to={`?call=${each.id}`}
                      aria-current={each.id === call.id || undefined}
                      className="aria-[current]:font-semibold"
                    >
                      <span className={each.mayLead ? "text-ok" : "text-bad"} aria-hidden>
                        {each.mayLead ? "✓" : "✗"}
                      </span>{" "}
                      {each.title.text}
                    </Link>
                  ))}
                </p>
              )}
              <p className="font-semibold">
                <Text value={call.title} />
              </p>
              <p className="mb-2 text-sm text-ink3">
                {t("applications.closesAt", { at: format.instant(call.closesAt) })} ·{" "}
                <Link to={`/programmes/${call.programmeId}`} className="underline">
                  {t("funding.rules")}
                </Link>
              </p>
              <p className={call.eligibility?.ok ? "mb-4 text-ok" : "mb-4 text-bad"}>
                {call.eligibility?.ok
                  ? `✓ ${t("applications.mayLead")}`
                  : `✗ ${t("applications.mayNotLead", { source: call.eligibility?.source ?? "" })}`}
              </p>
              <Form method="post" noValidate className="max-w-3xl">
                <FormProblem />
                <input type="hidden" name="callId" value={call.id} />
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
                    <MoneyField
                      name={`stages[${place}].cost`}
                      label={t("programmes.field.cost")}
                      currency={call.currency}
                    />
                    <MoneyField
                      name={`stages[${place}].grant`}
                      label={t("programmes.field.grant")}
                      currency={call.currency}
                    />
                  </fieldset>
                ))}
                <Button look="primary">{t("funding.begin")}</Button>
              </Form>
            </>
          ) : (
            <EmptyState title={t("funding.noCalls")}>{t("funding.noCallsText")}</EmptyState>
          )}
        </Section>
      )}
    </WorkPage>
  );
}
