import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { acceptedEndings, filesOf, LARGEST_UPLOAD } from "#services/documents/index.ts";
import { readable } from "#services/language.ts";
import {
  attachmentForm,
  attachToOutput,
  editOutput,
  outputFor,
  outputForm,
  removeFromOutput,
} from "#services/outputs/index.ts";
import { ActForm } from "../components/act-form.tsx";
import { Button } from "../components/button.tsx";
import { AttachForm } from "../components/cases/files.tsx";
import { OutputForm } from "../components/outputs/output-form.tsx";
import { outputLists } from "../components/outputs/output-lists.server.ts";
import { PageHead, Section, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { useFormAnswer } from "../form/form-answer.ts";
import { answer, badInput, formOf, parseForm, refuse } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requirePermission } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requirePermission(request, context, "output.record");
  const found = await outputFor(actor, params.id!);
  if (found?.output.createdBy !== actor.personId) throw new Response(null, { status: 404 });
  const { output } = found;
  const language = await languageOf(request);
  const files = await filesOf({ kind: "output", id: output.id });
  return {
    ...(await outputLists(language)),
    caseId: output.id,
    title: readable(output.title, language, output.original),
    updatedAt: output.updatedAt,
    known: {
      titleEn: output.title.en ?? "",
      titleHant: output.title["zh-Hant"] ?? "",
      titleHans: output.title["zh-Hans"] ?? "",
      kind: output.kind,
      field: output.field,
      summary: output.summary[output.original] ?? "",
      trl: output.trl === null ? "" : String(output.trl),
      doi: output.doi ?? "",
      producedOn: output.producedOn ?? "",
      publishedOn: output.publishedOn ?? "",
      publishedIn: output.publishedIn ?? "",
      contributors: output.contributors ?? [],
      affiliations: output.affiliations ?? [],
      fundings: output.fundings ?? [],
      otherFields: output.otherFields ?? [],
      goals: output.goals ?? [],
      links: (output.links ?? []).join("\n"),
      licence: output.licence ?? "",
    },
    files: files.map(({ id, name, size }) => ({ id, name, size })),
    largestUpload: LARGEST_UPLOAD / 1024 / 1024,
    acceptedEndings,
  };
}

const editForm = z.intersection(outputForm, z.object({ updatedAt: z.coerce.number().int() }));

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requirePermission(request, context, "output.record");
  const id = params.id!;
  const form = await formOf(request.clone());
  const page = `/research/outputs/${id}`;
  if (form.get("intent") === "removeFile") {
    const removed = await removeFromOutput(actor, id, String(form.get("subject") ?? ""));
    return answer(removed, form, { to: page, done: "fileRemoved" });
  }
  if (form.get("intent") === "attach") {
    const sent = await parseForm(request, attachmentForm);
    if (!sent.ok) return badInput(sent);
    return answer(await attachToOutput(actor, id, sent.value.files), sent.form, { to: page, done: "attached" });
  }
  const input = await parseForm(request, editForm);
  if (!input.ok) return badInput(input);
  const { updatedAt, ...facts } = input.value;
  const edited = await editOutput(actor, id, facts, updatedAt);
  return edited.ok
    ? answer(edited, input.form, { to: `/cases/${id}`, done: "outputEdited" })
    : refuse(edited, input.form);
}

export default function EditOutput() {
  const {
    caseId,
    title,
    known,
    updatedAt,
    files,
    largestUpload,
    acceptedEndings: endings,
    ...lists
  } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const { kept } = useFormAnswer();
  return (
    <WorkPage>
      <PageHead eyebrow={<Link to={`/cases/${caseId}`}>{<Text value={title} />}</Link>} title={t("research.title")} />
      <OutputForm {...lists} known={known} button={t("research.save")}>
        <input type="hidden" name="updatedAt" value={kept?.updatedAt ?? updatedAt} />
      </OutputForm>
      <Section title={t("research.outputFiles")} id="files">
        <ul>
          {files.map((file) => (
            <li
              key={file.id}
              className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line py-1.5"
            >
              <a href={`/cases/${caseId}/files/${file.id}`} className="min-w-0 break-all">
                {file.name}
              </a>
              <span className="flex items-center gap-3 text-sm text-ink3">
                {format.bytes(file.size)}
                <ActForm intents={["removeFile"]} subject={file.id}>
                  <Button look="quiet" name="intent" value="removeFile">
                    {t("outputs.files.remove")}
                    <span className="sr-only"> {file.name}</span>
                  </Button>
                </ActForm>
              </span>
            </li>
          ))}
        </ul>
        <AttachForm
          key={files.length}
          view={{ caseId, largestUpload, acceptedEndings: endings }}
          address={`/research/outputs/${caseId}/files`}
          page={`/research/outputs/${caseId}?index`}
        />
      </Section>
    </WorkPage>
  );
}
