import { Form } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useFormAnswer } from "../../form/form-answer.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { type Choice, FormProblem, Select, TextArea, TextField } from "../fields.tsx";
import { keptOnDevice } from "../on-device.ts";
import { Once } from "../once.tsx";
import { Section } from "../page.tsx";

/** Where a device keeps the five answers until they are on record. */
export const FIRST_ANSWERS = "slipway:first-answers";

/** Five questions, two minutes. Everything typed stays on this device until it is sent. */
export function FirstScreen({
  formKey,
  madeKinds,
  homes,
}: {
  formKey: string;
  madeKinds: Choice[];
  /** Institutions to choose from, for somebody without an account; nothing for a researcher who is signed in. */
  homes: Choice[] | null;
}) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const { values } = useFormAnswer();
  const [isOnDevice, setOnDevice] = useState(true);
  const [isPublic, setIsPublic] = useState(values.isPublic ?? "no");
  useEffect(() => {
    const left = JSON.parse(localStorage.getItem(FIRST_ANSWERS) ?? "{}") as Record<string, string>;
    for (const [name, value] of Object.entries(left)) {
      const field = form.current?.elements.namedItem(name);
      if (
        field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement
      )
        field.value ||= value;
    }
    const field = form.current?.elements.namedItem("isPublic") as HTMLSelectElement;
    if (left.isPublic && field.value === "no") field.value = left.isPublic;
    setIsPublic(field.value);
  }, []);
  const keep = () => {
    const typed = Object.fromEntries(
      [...new FormData(form.current ?? undefined)].filter(
        ([name, value]) => name !== "key" && typeof value === "string",
      ),
    );
    setOnDevice(keptOnDevice(FIRST_ANSWERS, typed));
  };
  return (
    <Form method="post" noValidate ref={form} onInput={keep} className="max-w-2xl">
      <FormProblem />
      <Once name={formKey} />
      <TextField
        name="title"
        label={`1. ${t("disclose.first.title")}`}
        hint={t("disclose.first.titleHint")}
        maxLength={300}
        required
      />
      <TextArea
        name="novelty"
        label={`2. ${t("outputs.disclosure.novelty")}`}
        hint={t("outputs.disclosure.noveltyHint")}
        rows={3}
        required
      />
      <TextArea
        name="solution"
        label={`3. ${t("outputs.disclosure.solution")}`}
        hint={t("outputs.disclosure.solutionHint")}
        rows={4}
        required
      />
      <TextArea
        name="purpose"
        label={`4. ${t("outputs.disclosure.purpose")}`}
        hint={t("outputs.disclosure.purposeHint")}
        rows={2}
        required
      />
      <Select
        name="isPublic"
        label={`5. ${t("disclose.first.public")}`}
        hint={t("outputs.disclosure.madeHint")}
        onChange={(event) => setIsPublic(event.currentTarget.value)}
        choices={["no", "planned", "made"].map((value) => ({ value, label: t(`disclose.first.answers.${value}`) }))}
      />
      {isPublic === "no" ? (
        <noscript>
          <MadeFields madeKinds={madeKinds} />
        </noscript>
      ) : (
        <MadeFields madeKinds={madeKinds} isMade={isPublic === "made"} />
      )}
      {homes && (
        <Section title={t("disclose.first.you")}>
          <p className="mb-3 text-ink2">{t("disclose.first.youText")}</p>
          <div className="grid gap-x-4 sm:grid-cols-2">
            <TextField name="name" label={t("identity.name")} autoComplete="name" required />
            <TextField name="email" type="email" label={t("identity.email")} autoComplete="email" required />
          </div>
          <Select name="organisationId" label={t("disclose.first.home")} choices={homes} empty="" required />
        </Section>
      )}
      <Button look="primary">{t(homes ? "disclose.first.sendMail" : "disclose.first.begin")}</Button>
      <p className="mt-2 text-sm text-ink3">{t(isOnDevice ? "disclose.first.device" : "disclose.noRoom")}</p>
    </Form>
  );
}

function MadeFields({ madeKinds, isMade = false }: { madeKinds: Choice[]; isMade?: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="grid gap-x-4 sm:grid-cols-[1fr_1fr_2fr]">
        <Select name="kind" label={t("outputs.kind")} choices={madeKinds} defaultValue="talk" />
        <TextField name="on" type="date" label={t("outputs.made.date")} required={isMade} />
        <TextField name="where" label={t("outputs.made.where")} />
      </div>
      {!isMade && <p className="-mt-2 mb-4 text-sm text-ink3">{t("disclose.first.dayOpen")}</p>}
    </>
  );
}
