import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  importForm,
  importReferences,
  LARGEST_LIST,
  type PreviewRow,
  previewReferences,
} from "#services/outputs/index.ts";
import { textIn } from "#services/text-file.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Combobox } from "../components/combobox.tsx";
import { fields } from "../components/field-names.ts";
import { FileField, FormProblem, TextArea } from "../components/fields.tsx";
import { PageHead, Section, WorkPage } from "../components/page.tsx";
import { answer, badInput, formOf, parseForm, refuse } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "researcher", "ttoOfficer");
  return { megabytes: LARGEST_LIST / 1024 / 1024 };
}

const previewForm = z.object({ text: z.string().default(""), file: z.file().optional() });

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "researcher", "ttoOfficer");
  if ((await formOf(request.clone())).get("intent") === "import") {
    const input = await parseForm(request.clone(), importForm);
    if (!input.ok) {
      // The preview stands as it was, with what was picked in it.
      const form = await formOf(request);
      const text = String(form.get("text") ?? "");
      const rows = await previewReferences(actor, text);
      if (!rows.ok) return badInput({ ...input, values: {} });
      const picked = form.getAll("places").map(Number);
      return data({ text, rows: rows.value, picked, fields: input.fields, values: {} }, { status: 400 });
    }
    const imported = await importReferences(actor, input.value, await languageOf(request));
    return answer(imported, undefined, {
      to: "/research",
      done: ({ added, left }) => `imported?count=${added}&left=${left}`,
    });
  }
  const input = await parseForm(request, previewForm);
  if (!input.ok) return badInput(input);
  const { file } = input.value;
  if (!file) {
    const rows = await previewReferences(actor, input.value.text);
    return rows.ok ? data({ text: input.value.text, rows: rows.value }) : refuse(rows, input.form);
  }
  const unread = (why: string) => refuse({ ok: false, code: "fileUnread", fields: { file: [why] } }, input.form);
  if (file.size === 0) return unread("fileOfNothing");
  if (file.size > LARGEST_LIST) return unread("listTooLong");
  const text = textIn(new Uint8Array(await file.arrayBuffer()));
  if (text === undefined) return unread("referencesOfOtherKind");
  const rows = await previewReferences(actor, text);
  if (rows.ok) return data({ text, rows: rows.value });
  return rows.code === "forbidden" ? refuse(rows) : unread(rows.code);
}

export default function ImportOutputs() {
  const { t } = useTranslation();
  const preview = useActionData<{ text: string; rows: PreviewRow[]; picked?: number[] }>();
  return (
    <WorkPage>
      <PageHead
        eyebrow={<Link to="/research">{t("site.workspace.research")}</Link>}
        title={t("outputs.import.title")}
      />
      <FormProblem />
      {preview?.rows ? <Preview text={preview.text} rows={preview.rows} picked={preview.picked} /> : <Source />}
    </WorkPage>
  );
}

function Source() {
  const { t } = useTranslation();
  const { megabytes } = useLoaderData<typeof loader>();
  return (
    <Form method="post" noValidate encType="multipart/form-data" className="max-w-3xl">
      <p className="mb-4 text-ink2">{t("outputs.import.intro")}</p>
      <FileField
        name="file"
        label={t("outputs.import.file")}
        accept={["bib", "ris", "json", "txt"]}
        megabytes={megabytes}
      />
      <TextArea name="text" label={t("outputs.import.paste")} rows={10} className="font-mono" spellCheck={false} />
      <Button look="primary">{t("outputs.import.preview")}</Button>
    </Form>
  );
}

const tones = { new: "ok", known: "plain", twice: "warn", broken: "bad" } as const;

/** What would come in. Nothing is written before the last button. */
function Preview({ text, rows, picked }: { text: string; rows: PreviewRow[]; picked: number[] | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (stand: PreviewRow["stand"]) => rows.filter((row) => row.stand === stand).length;
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="text" value={text} />
      <p className="mb-3" role="status">
        {(["new", "known", "twice", "broken"] as const)
          .filter((stand) => count(stand) > 0)
          .map((stand) => `${count(stand)} ${t(`outputs.import.stand.${stand}`)}`)
          .join(" · ")}
      </p>
      <ul className="mb-5">
        {rows.map((row) => (
          <li key={row.place} className="flex items-start gap-3 border-b border-line py-2">
            {row.stand === "new" ? (
              <input
                type="checkbox"
                name="places"
                value={row.place}
                defaultChecked={picked?.includes(row.place) ?? true}
                aria-label={row.reference.title}
                className="mt-1 size-5 shrink-0 accent-accent"
              />
            ) : (
              <span className="w-5 shrink-0" />
            )}
            <div className="min-w-0 flex-1">
              {row.stand === "broken" ? (
                <p className="text-bad">
                  {t(`outputs.import.problem.${row.problem}`, { place: row.place })}{" "}
                  <code className="break-all text-sm text-ink3">{row.near}</code>
                </p>
              ) : (
                <>
                  <p className="font-semibold break-words">{row.reference.title}</p>
                  {Object.entries(row.reference.translated?.title ?? {})
                    .filter(([, title]) => title !== row.reference.title)
                    .map(([language, title]) => (
                      <p key={language} lang={language} className="break-words text-ink2">
                        {title}
                      </p>
                    ))}
                  <p className="text-sm text-ink3">
                    {[
                      t(`outputs.kinds.${row.reference.kind}`),
                      row.reference.contributors
                        .slice(0, 3)
                        .map((each) => each.name)
                        .join(", ") + (row.reference.contributors.length > 3 ? " …" : ""),
                      row.reference.producedOn && format.partOfDate(row.reference.producedOn),
                      row.reference.publishedIn,
                      row.reference.doi,
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </>
              )}
            </div>
            <span className="text-sm">
              <Badge tone={tones[row.stand]}>{t(`outputs.import.stand.${row.stand}`)}</Badge>{" "}
              {row.stand === "known" && <Link to={`/cases/${row.outputId}`}>{t("outputs.import.look")}</Link>}
            </span>
          </li>
        ))}
      </ul>
      {count("new") > 0 && (
        <Section title={t("outputs.import.take")}>
          <div className="max-w-md">
            <Combobox
              name="field"
              label={t("outputs.field")}
              hint={t("outputs.import.fieldHint")}
              choices={fields.map((field) => ({ value: field, label: t(`catalogue.fields.${field}`) }))}
              required
            />
          </div>
          <Button look="primary" name="intent" value="import">
            {t("outputs.import.button")}
          </Button>
        </Section>
      )}
      <p className="mt-3">
        <Link to="/research/outputs/import" reloadDocument>
          {t("outputs.import.again")}
        </Link>
      </p>
    </Form>
  );
}
