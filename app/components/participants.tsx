import { useFormat } from "../i18n/format.ts";
import { languageNames, languages } from "../i18n/languages.ts";
import { useTranslation } from "../i18n/words.ts";
import { ActForm } from "./act-form.tsx";
import { Badge } from "./badge.tsx";
import { Button } from "./button.tsx";
import { Select, TextField } from "./fields.tsx";

export type Part = "read" | "comment" | "edit";
const parts: Part[] = ["read", "comment", "edit"];

/** Somebody who was asked onto a record, as its page shows them. */
export interface ParticipantRow {
  id: string;
  name: string;
  email: string;
  part: Part;
  language: string;
  invitedAt: number;
  isExpired: boolean;
  by: string;
}

const usePartChoices = () => {
  const { t } = useTranslation();
  return parts.map((part) => ({ value: part, label: t(`disclose.shared.parts.${part}`) }));
};

/** Who was asked onto a record, each with the part they have and a way to mail them a new link. */
export function Participants({ rows }: { rows: ParticipantRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const choices = usePartChoices();
  return (
    <ul>
      {rows.map((each) => (
        <li
          key={each.id}
          className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 border-b border-line py-2"
        >
          <span>
            <b>{each.name}</b> <span className="break-all text-ink2">{each.email}</span>{" "}
            {each.isExpired && <Badge tone="warn">{t("disclose.shared.expired")}</Badge>}
            <br />
            <span className="text-sm text-ink3">
              {t("disclose.shared.askedBy", { name: each.by, day: format.day(each.invitedAt) })}
            </span>
          </span>
          <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
            <ActForm intents={["partOn"]} subject={each.id} key={each.part} className="flex flex-wrap items-end gap-2">
              <Select
                name="part"
                label={t("disclose.shared.part")}
                defaultValue={each.part}
                choices={[...choices, { value: "none", label: t("disclose.shared.parts.none") }]}
                className="!mb-0"
              />
              <Button name="intent" value="partOn">
                {t("disclose.shared.change")}
                <span className="sr-only"> {each.name}</span>
              </Button>
            </ActForm>
            <ActForm intents={["inviteOnto"]} subject={each.id}>
              {(["name", "email", "part", "language"] as const).map((name) => (
                <input key={name} type="hidden" name={name} value={each[name]} />
              ))}
              <Button look="quiet" name="intent" value="inviteOnto">
                {t("disclose.shared.newLink")}
                <span className="sr-only"> {each.name}</span>
              </Button>
            </ActForm>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Asks one more person onto a record. */
export function AskOnto() {
  const { t, i18n } = useTranslation();
  return (
    <ActForm intents={["inviteOnto"]} className="grid items-end gap-x-4 sm:grid-cols-2">
      <TextField name="name" label={t("disclose.shared.name")} required maxLength={200} />
      <TextField name="email" label={t("identity.email")} inputMode="email" required />
      <Select name="part" label={t("disclose.shared.part")} choices={usePartChoices()} />
      <Select
        name="language"
        label={t("disclose.shared.language")}
        defaultValue={i18n.language}
        choices={languages.map((each) => ({ value: each, label: languageNames[each].full }))}
      />
      <div>
        <Button look="primary" name="intent" value="inviteOnto">
          {t("disclose.shared.button")}
        </Button>
      </div>
    </ActForm>
  );
}
