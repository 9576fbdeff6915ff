import { Form } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import type { DraftView } from "../../routes/research.disclosures.$id.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { FileDrop, UploadState, useUpload } from "../file-drop.tsx";
import { EmptyState } from "../page.tsx";

/** Papers, drawings and data attached to the disclosure: for its inventors and the office only. */
export function FilesSection({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  return (
    <>
      {view.files?.length === 0 && view.mayAttach && <p className="hidden print:block">{t("outputs.files.none")}</p>}
      {view.files?.length === 0 && !view.mayAttach && <EmptyState title={t("outputs.files.none")} />}
      <FileRows caseId={view.caseId} files={view.files ?? []} mayRemove={view.mayRemoveFiles} />
      {view.mayAttach && <AttachForm key={view.files?.length} view={view} address={`/cases/${view.caseId}/files`} />}
    </>
  );
}

/** The files of a draft, on the step of its form. */
export function FilesStep({ view }: { view: DraftView }) {
  const { t } = useTranslation();
  const isLocked = view.hands.steps.some((each) => each.step === "files" && each.refusal !== null);
  return (
    <>
      <p className="mb-3 text-ink2">{t("disclose.filesHint")}</p>
      <FileRows caseId={view.caseId} files={view.files} mayRemove={!isLocked} />
      {!isLocked && (
        <AttachForm
          key={view.files.length}
          view={view}
          address={`/cases/${view.caseId}/files`}
          page={`/research/disclosures/${view.id}`}
        />
      )}
    </>
  );
}

function FileRows({ caseId, files, mayRemove }: { caseId: string; files: DraftView["files"]; mayRemove: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul>
      {files.map((file) => (
        <li key={file.id} className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line py-1.5">
          <a href={`/cases/${caseId}/files/${file.id}`} className="min-w-0 break-all">
            {file.name}
          </a>
          <span className="flex items-center gap-3 text-sm text-ink3">
            {format.bytes(file.size)} · {format.day(file.createdAt)}
            {mayRemove && (
              <Form method="post" noValidate>
                <input type="hidden" name="subject" value={file.id} />
                <Button look="quiet" name="intent" value="removeFile">
                  {t("outputs.files.remove")}
                  <span className="sr-only"> {file.name}</span>
                </Button>
              </Form>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Files are sent one by one as soon as they are chosen or dropped; without script the form takes them all to the page that shows it. */
export function AttachForm({
  view,
  address,
  page = `/cases/${view.caseId}`,
}: {
  view: { caseId: string; largestUpload: number; acceptedEndings: string[] };
  address: string;
  page?: string;
}) {
  const { t } = useTranslation();
  const { upload, ...state } = useUpload(address, "attached", view.largestUpload);
  return (
    <ActForm
      intents={["attach"]}
      action={page}
      encType="multipart/form-data"
      className="mt-3"
      data-works-offline
      onSubmit={(event) => {
        event.preventDefault();
        upload(event.currentTarget);
      }}
    >
      <FileDrop
        name="files"
        label={t("outputs.files.add")}
        hint={t("outputs.files.hint", { megabytes: view.largestUpload })}
        accept={view.acceptedEndings}
        multiple
        isSentAtOnce
      />
      <UploadState {...state} />
      <noscript>
        <Button name="intent" value="attach" className="mt-3">
          {t("outputs.files.attach")}
        </Button>
      </noscript>
    </ActForm>
  );
}
