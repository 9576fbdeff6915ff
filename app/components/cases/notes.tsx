import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Once } from "../once.tsx";
import { Text } from "../text.tsx";

/** What the office notes for itself; the page of anybody else does not have it. */
export function NotesSection({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <p className="mb-3 text-sm text-ink3">{t("outputs.notes.hint")}</p>
      <ul className="mb-3 space-y-3">
        {view.notes?.map((note) => (
          <li key={note.id} className="border-l-2 border-line2 pl-3">
            <p className="text-[13px] text-ink3">
              {note.author} · {format.instant(note.createdAt)}
            </p>
            <p className="whitespace-pre-line break-words">
              <Text value={note.text} />
            </p>
          </li>
        ))}
      </ul>
      <ActForm intents={["note"]} keepsTyping key={view.notes?.length}>
        <Once name={view.key} />
        <TextArea name="text" label={t("outputs.notes.new")} rows={3} required />
        <Button name="intent" value="note">
          {t("outputs.notes.button")}
        </Button>
      </ActForm>
    </>
  );
}
