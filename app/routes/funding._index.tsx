import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { applicationsFor, callForm, hongKongDay, openCalls, programmes, publishCall } from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, Select, TextField } from "../components/fields.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer", "reviewer");
  const language = await languageOf(request);
  const [applications, calls] = await Promise.all([applicationsFor(actor), openCalls(hongKongDay(Date.now()))]);
  return {
    mayPublish: actor.role === "fundingOfficer",
    applications: applications.map(({ stages, title, lead, ...each }) => ({
      ...each,
      title: readable(title, language),
      lead: readable(lead, language),
      grant: stages.reduce((sum, stage) => sum + stage.grant, 0),
    })),
    calls: calls.map((call) => ({
      id: call.id,
      title: readable(call.title, language),
      closesOn: call.closesOn,
      programmeId: call.programmeId,
    })),
    programmes: programmes().map((each) => ({ value: each.id, label: each.name[language] })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer");
  const input = await parseForm(request, callForm);
  if (!input.ok) return badInput(input);
  return answer(await publishCall(actor, input.value), input.form, { to: "/funding", done: "callPublished" });
}

export default function FundingDesk() {
  const { applications, calls, programmes, mayPublish } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead title={t("site.workspace.funding")} />
      <Section title={t("funding.applications")}>
        {applications.length === 0 ? (
          <EmptyState title={t("funding.noApplications")}>{t("funding.noApplicationsText")}</EmptyState>
        ) : (
          <Table
            rows={applications}
            rowKey={(row) => row.id}
            columns={[
              { head: t("outputs.number"), cell: (row) => <Link to={`/applications/${row.id}`}>{row.number}</Link> },
              { head: t("outputs.title"), cell: (row) => <Text value={row.title} /> },
              { head: t("funding.lead"), cell: (row) => <Text value={row.lead} /> },
              { head: t("funding.grant"), cell: (row) => format.money(row.grant, row.currency), numeric: true },
              {
                head: t("outputs.state"),
                cell: (row) => (
                  <Badge tone={["submitted", "underReview"].includes(row.state) ? "warn" : "plain"}>
                    {t(`funding.states.${row.state}`)}
                  </Badge>
                ),
              },
            ]}
          />
        )}
      </Section>
      <Section title={t("funding.calls")}>
        {calls.map((call) => (
          <p key={call.id} className="border-b border-line py-1.5">
            <Text value={call.title} /> · {t("funding.closes", { day: format.date(call.closesOn) })}
          </p>
        ))}
        {mayPublish && (
          <details className="mt-4" open={calls.length === 0}>
            <summary className="font-semibold">{t("funding.publishCall")}</summary>
            <Form method="post" noValidate className="mt-3 max-w-2xl" key={calls.length}>
              <FormProblem />
              <TextField name="title" label={t("outputs.title")} required />
              <div className="grid gap-x-4 sm:grid-cols-3">
                <Select name="programmeId" label={t("funding.programme")} choices={programmes} />
                <TextField name="opensOn" type="date" label={t("funding.opensOn")} required />
                <TextField name="closesOn" type="date" label={t("funding.closesOn")} required />
              </div>
              <Button look="primary">{t("funding.publishCall")}</Button>
            </Form>
          </details>
        )}
      </Section>
    </WorkPage>
  );
}
