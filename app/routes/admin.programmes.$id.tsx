import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import {
  programmeEditor,
  programmeTextForm,
  restoreFile,
  saveProgramme,
  templateText,
} from "#services/funding/index.ts";
import { Button, LinkButton } from "../components/button.tsx";
import { FormProblem, TextArea, TextField } from "../components/fields.tsx";
import { ChangedText } from "../components/funding/changed-text.tsx";
import { RuleProblems } from "../components/funding/rule-problems.tsx";
import { rulesToKnowView } from "../components/funding/rules-to-know.server.ts";
import { RulesToKnow } from "../components/funding/rules-to-know.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requirePermission } from "../session.server.ts";

/** `new` begins a programme, from another one's text when `from` names it; `version` shows what a version changed. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requirePermission(request, context, "portal.administer");
  const search = new URL(request.url).searchParams;
  if (params.id === "new")
    return {
      id: null,
      text: templateText(search.get("from") ?? "prp") ?? "",
      base: 0,
      isEdited: false,
      hasFile: false,
      versions: [],
      difference: undefined,
      unused: { versions: [], calls: [] },
    };
  const editor = await programmeEditor(actor, params.id!, Number(search.get("version")) || undefined);
  if (!editor) throw new Response(null, { status: 404 });
  const unused = await rulesToKnowView(actor, await languageOf(request), { programme: params.id! });
  return { ...editor, unused };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requirePermission(request, context, "portal.administer");
  const id = params.id === "new" ? undefined : params.id!;
  const input = await parseForm(request, programmeTextForm);
  if (!input.ok) return badInput(input);
  const wantsFile = input.form.get("intent") === "restore";
  if (wantsFile && id !== undefined)
    return answer(await restoreFile(actor, id, input.value), input.form, {
      to: `/admin/programmes/${id}`,
      done: "programmeRestored",
    });
  const saved = await saveProgramme(actor, id, input.value, await languageOf(request));
  if (!saved.ok && "problems" in saved)
    return data(
      {
        fields: { rules: ["invalid"] },
        values: { rules: input.value.rules, note: input.value.note },
        problem: { code: saved.code },
        problems: saved.problems,
      },
      { status: 400 },
    );
  return answer(saved, input.form, { to: (kept) => `/admin/programmes/${kept.id}`, done: "programmeSaved" });
}

export default function AdminProgramme() {
  const { id, text, base, isEdited, hasFile, versions, difference, unused } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const { t } = useTranslation();
  const format = useFormat();
  const problems = told && "problems" in told ? told.problems : [];
  const typed = told?.values.rules ?? text;
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <Link className="underline" to="/admin/programmes">
            {t("programmes.admin.title")}
          </Link>
        }
        title={id ?? t("programmes.admin.new")}
        actions={id && <LinkButton to={`/programmes/${id}`}>{t("programmes.admin.page")}</LinkButton>}
      >
        <p className="mt-1 max-w-[75ch] text-ink2">{t("programmes.admin.text")}</p>
      </PageHead>
      <RulesToKnow {...unused} forAdministrator />
      <Form method="post" noValidate className="mb-8">
        <FormProblem />
        {problems.length > 0 && <RuleProblems problems={problems} text={typed} />}
        <input type="hidden" name="base" value={base} />
        <TextArea
          name="rules"
          label={t("programmes.admin.rules")}
          hint={t("programmes.admin.rulesHint")}
          rows={30}
          defaultValue={text}
          required
          spellCheck={false}
          wrap="off"
          style={{ fontFamily: "ui-monospace, monospace", fontSize: "13px" }}
        />
        <TextField name="note" label={t("programmes.admin.note")} required maxLength={1000} />
        <div className="flex flex-wrap gap-2">
          <Button look="primary" name="intent" value="save">
            {t("programmes.admin.save")}
          </Button>
          {isEdited && hasFile && (
            <Button name="intent" value="restore">
              {t("programmes.admin.restore")}
            </Button>
          )}
        </div>
      </Form>
      {id && (
        <Section title={t("programmes.admin.versions")}>
          {versions.length === 0 ? (
            <EmptyState title={t("programmes.admin.noVersions")}>{t("programmes.admin.noVersionsText")}</EmptyState>
          ) : (
            <Table
              rows={versions}
              rowKey={(row) => String(row.version)}
              columns={[
                {
                  head: t("programmes.admin.version"),
                  cell: (row) => <Link to={`?version=${row.version}#changes`}>{row.version}</Link>,
                },
                { head: t("admin.when"), cell: (row) => format.instant(row.createdAt) },
                { head: t("admin.who"), cell: (row) => row.by ?? "–" },
                { head: t("programmes.admin.note"), cell: (row) => row.note },
                {
                  head: t("programmes.admin.kind"),
                  cell: (row) =>
                    unused.versions.some((each) => each.version === row.version)
                      ? t("programmes.setAside.notInForce")
                      : t(row.kind === "file" ? "programmes.admin.file" : "programmes.admin.edited"),
                },
              ]}
            />
          )}
        </Section>
      )}
      {difference && (
        <Section title={t("programmes.admin.changes")} id="changes">
          <ChangedText lines={difference} />
        </Section>
      )}
    </WorkPage>
  );
}
