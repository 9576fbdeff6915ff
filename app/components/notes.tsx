import type { ReadableText } from "#services/language.ts";
import type { Note } from "#services/note.ts";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { ActForm } from "./act-form.tsx";
import { Button } from "./button.tsx";
import { TextArea } from "./fields.tsx";
import { Once } from "./once.tsx";
import { Section } from "./page.tsx";
import { Text, Told } from "./text.tsx";

/** A note as it was typed, or as the reader gets it. */
type ShownNote = Omit<Note, "text"> & { text: string | ReadableText };

/** What one side notes for itself, the newest first; `notes` is null on everybody else's page, `name` for who only reads. */
export function NotesSection({
  title,
  hint,
  notes,
  name,
}: {
  title: string;
  hint: string;
  notes: ShownNote[] | null;
  name: string | null;
}) {
  if (!notes || (notes.length === 0 && name === null)) return null;
  return (
    <Section title={title}>
      <Notes hint={hint} notes={notes} name={name} />
    </Section>
  );
}

/** The notes without their heading. */
export function Notes({ hint, notes, name }: { hint: string; notes: ShownNote[]; name: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <p className="mb-3 text-sm text-ink3">{hint}</p>
      <ul className="mb-3 space-y-3">
        {notes.map((note) => (
          <li key={note.id} className="border-l-2 border-line2 pl-3">
            <p className="text-[13px] text-ink3">
              {note.author} · {format.instant(note.createdAt)}
            </p>
            <p className="whitespace-pre-line break-words">
              {typeof note.text === "string" ? <Told text={note.text} /> : <Text value={note.text} />}
            </p>
          </li>
        ))}
      </ul>
      {name !== null && (
        <ActForm intents={["note"]} keepsTyping key={notes.length}>
          <Once name={name} />
          <TextArea
            name="text"
            label={t("outputs.notes.new")}
            hint={t("applications.atMost", { most: format.number(10_000) })}
            rows={3}
            required
          />
          <Button name="intent" value="note">
            {t("outputs.notes.button")}
          </Button>
        </ActForm>
      )}
    </>
  );
}
