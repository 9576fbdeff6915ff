import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { latestEvents, verifyChain } from "#services/audit/index.ts";
import { ruledOut } from "#services/funding/index.ts";
import { invitationForm, invite, organisationList } from "#services/identity/index.ts";
import { plain, readable } from "#services/language.ts";
import { Button, LinkButton } from "../components/button.tsx";
import { FormProblem, Select, TextField } from "../components/fields.tsx";
import { rulesToKnowView } from "../components/funding/rules-to-know.server.ts";
import { RulesToKnow } from "../components/funding/rules-to-know.tsx";
import { PageHead, Section, WorkPage } from "../components/page.tsx";
import { PageLinks, Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor, requirePermission } from "../session.server.ts";

const PAGE = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requirePermission(request, context, "portal.administer");
  const language = await languageOf(request);
  const asked = Number(new URL(request.url).searchParams.get("after"));
  const after = Number.isSafeInteger(asked) && asked > 0 ? asked : undefined;
  const [events, chain, organisations, toKnow, out] = await Promise.all([
    latestEvents(after, PAGE),
    after ? undefined : verifyChain(),
    organisationList(),
    rulesToKnowView(actor, language),
    ruledOut(actor),
  ]);
  return {
    chain,
    toKnow,
    ruledOut: out.map((each) => ({ ...each, title: readable(each.title, language) })),
    events: events.map(({ sequence, at, actorName, action, subjectKind, subjectId, hash }) => ({
      sequence,
      at,
      actorName,
      action,
      subjectKind,
      subjectId,
      hash,
    })),
    after: events.length === PAGE ? events.at(-1)!.sequence : null,
    organisations: organisations
      .map((each) => ({ value: each.id, label: plain(each.name, language) }))
      .sort((a, b) => a.label.localeCompare(b.label)),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "administrator");
  const input = await parseForm(request, invitationForm);
  if (!input.ok) return badInput(input);
  return answer(await invite(actor, input.value, await languageOf(request)), input.form, {
    to: "/admin",
    done: "invited",
  });
}

const roles = [
  "researcher",
  "ttoOfficer",
  "partner",
  "fundingOfficer",
  "reviewer",
  "auditor",
  "incubationManager",
  "administrator",
];

export default function Admin() {
  const { chain, events, organisations, after, toKnow, ruledOut } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead
        title={t("site.workspace.admin")}
        actions={
          <>
            <LinkButton to="/admin/programmes">{t("programmes.admin.title")}</LinkButton>
            <LinkButton to="/admin/outbox">{t("admin.outbox")}</LinkButton>
            <LinkButton to="/admin/components">{t("admin.components")}</LinkButton>
          </>
        }
      />
      <RulesToKnow {...toKnow} forAdministrator />
      {ruledOut.length > 0 && (
        <Section title={t("admin.ruledOut")}>
          <p className="mb-2 text-sm text-ink2">{t("admin.ruledOutText")}</p>
          <Table
            rows={ruledOut}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.number"),
                isUnbroken: true,
                cell: (row) => <Link to={`/applications/${row.id}`}>{row.number}</Link>,
              },
              { head: t("outputs.title"), cell: (row) => <Text value={row.title} /> },
              { head: t("admin.reason"), cell: (row) => row.reason },
              { head: t("outputs.since"), cell: (row) => format.day(row.since) },
            ]}
          />
        </Section>
      )}
      <Section title={t("admin.invite")}>
        <Form method="post" noValidate className="grid items-end gap-x-4 sm:grid-cols-4">
          <div className="sm:col-span-4">
            <FormProblem />
          </div>
          <TextField name="email" type="email" label={t("identity.email")} required />
          <Select name="organisationId" label={t("admin.organisation")} choices={organisations} />
          <Select
            name="role"
            label={t("admin.role")}
            choices={roles.map((role) => ({ value: role, label: t(`site.role.${role}`) }))}
          />
          <div className="mb-4">
            <Button look="primary">{t("admin.inviteButton")}</Button>
          </div>
        </Form>
      </Section>
      <Section
        title={t("admin.audit")}
        aside={
          chain && (
            <span className={chain.intact ? "text-sm text-ok" : "text-sm font-semibold text-bad"}>
              {chain.intact ? t("admin.intact", { count: chain.events }) : t("admin.broken", { at: chain.brokenAt })}
            </span>
          )
        }
      >
        <Table
          rows={events}
          rowKey={(row) => String(row.sequence)}
          columns={[
            { head: "#", cell: (row) => row.sequence },
            { head: t("admin.when"), cell: (row) => format.instant(row.at) },
            { head: t("admin.who"), cell: (row) => row.actorName },
            { head: t("admin.what"), cell: (row) => t(`journey.event.${row.action.replace(".", "_")}`) },
            { head: t("admin.subject"), cell: (row) => `${row.subjectKind} ${row.subjectId.slice(-8)}` },
            { head: t("admin.seal"), cell: (row) => <span className="text-seal">◉ {row.hash.slice(0, 10)}</span> },
          ]}
        />
        <PageLinks after={after} />
        <p className="mt-3">
          <Link to="/help">{t("site.nav.help")}</Link>
        </p>
      </Section>
    </WorkPage>
  );
}
