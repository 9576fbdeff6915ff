import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { FileField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { FormView } from "./form-view.server.ts";

/** The papers that go with the application, and what the programme's guide asks for. */
export function DocumentsPart({ view }: { view: FormView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t("applications.documents")}>
      {view.wanted.length > 0 && (
        <>
          <p className="text-ink2">{t("applications.documentsWanted")}</p>
          <ul className="mb-4 ml-5 list-disc text-sm text-ink2">
            {view.wanted.map((each) => (
              <li key={each.id}>
                {each.name}
                {each.when !== "always" && <span className="text-ink3"> · {t(`applications.when.${each.when}`)}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {view.documents.map((file) => (
        <div key={file.id} className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-1">
          <span>
            <a href={`/applications/${view.id}/files/${file.id}`}>{file.name}</a>{" "}
            <span className="text-sm text-ink3">{format.bytes(file.size)}</span>
          </span>
          <ActForm intents={["removeFile"]} subject={file.id}>
            <Button look="quiet" name="intent" value="removeFile">
              {t("applications.act.removeFile")}
            </Button>
          </ActForm>
        </div>
      ))}
      <ActForm
        intents={["attach"]}
        encType="multipart/form-data"
        className="mt-4 max-w-2xl"
        key={view.documents.length}
      >
        <FileField
          name="files"
          label={t("applications.addDocuments")}
          hint={t("funding.letterHint")}
          accept={view.acceptedEndings}
          multiple
          required
        />
        <Button name="intent" value="attach">
          {t("applications.act.attach")}
        </Button>
      </ActForm>
    </Section>
  );
}
