import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { applicantRoles, factForm, hongKongDay, ownFacts, tellFact } from "#services/funding/index.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Checkbox, FormProblem, Select, TextArea, TextField } from "../components/fields.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const kinds = ["registration", "address", "directors", "shareholders", "bank"] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, ...applicantRoles);
  return { facts: await ownFacts(actor), today: hongKongDay(Date.now()) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, ...applicantRoles);
  const input = await parseForm(request, factForm);
  if (!input.ok) return badInput(input);
  return answer(await tellFact(actor, input.value), input.form, { to: "/applications/facts", done: "factKept" });
}

export default function OrganisationFacts() {
  const { facts, today } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead title={t("applications.facts.title")}>
        <p className="text-ink2">{t("applications.facts.text")}</p>
      </PageHead>
      <Section title={t("applications.facts.inForce")}>
        {facts.length === 0 ? (
          <EmptyState title={t("applications.facts.none")} />
        ) : (
          <Table
            rows={facts}
            rowKey={(row) => row.id}
            columns={[
              { head: t("applications.facts.what"), cell: (row) => t(`applications.facts.kinds.${row.kind}`) },
              { head: t("applications.facts.value"), cell: (row) => row.value },
              { head: t("applications.facts.asOf"), cell: (row) => format.date(row.asOf) },
              {
                head: t("applications.facts.reuse"),
                cell: (row) => <Badge tone={row.mayReuse ? "ok" : "plain"}>{t(`kit.yesNo.${row.mayReuse}`)}</Badge>,
              },
            ]}
          />
        )}
      </Section>
      <Section title={t("applications.facts.tell")}>
        <Form method="post" noValidate className="max-w-2xl" key={facts.length}>
          <FormProblem />
          <div className="grid gap-x-4 sm:grid-cols-2">
            <Select
              name="kind"
              label={t("applications.facts.what")}
              choices={kinds.map((kind) => ({ value: kind, label: t(`applications.facts.kinds.${kind}`) }))}
            />
            <TextField
              name="asOf"
              type="date"
              label={t("applications.facts.asOf")}
              defaultValue={today}
              max={today}
              required
            />
          </div>
          <TextArea name="value" label={t("applications.facts.value")} rows={3} required />
          <Checkbox name="mayReuse" label={t("applications.facts.consent")} />
          <Button look="primary">{t("outputs.disclosure.save")}</Button>
        </Form>
      </Section>
    </WorkPage>
  );
}
