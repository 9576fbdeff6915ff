import { Form } from "@remix-run/react";
import { type Language, languageNames, languages } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { fields } from "../field-names.ts";
import { Checkbox, FormProblem, Select, TextArea, TextField } from "../fields.tsx";

const offers = [
  "exclusiveLicence",
  "nonExclusiveLicence",
  "fieldOfUseLicence",
  "evaluationLicence",
  "coDevelopment",
  "investment",
];

export interface NeedDraft {
  language: Language;
  title: string;
  text: string;
  tried: string;
  isTriedPublic: boolean;
  confidential: string;
  isAnonymous: boolean;
  field: string;
  wanted: string[];
  minTrl: number | null;
  budgetBand: string | null;
  landingRegion: string | null;
  openUntil: string | null;
  keywords: string;
}

/** A need, written or changed, in one language at a time. */
export function NeedForm({ need, bands, isPublished }: { need: NeedDraft; bands: string[]; isPublished: boolean }) {
  const { t } = useTranslation();
  return (
    <Form method="post" noValidate>
      <FormProblem />
      <Select
        name="language"
        label={t("matching.need.language")}
        hint={t("matching.need.languageHint")}
        defaultValue={need.language}
        choices={languages.map((each) => ({ value: each, label: languageNames[each].full }))}
        className="max-w-xs"
      />
      <TextField
        name="title"
        label={t("matching.need.title")}
        hint={t("matching.need.titleHint")}
        defaultValue={need.title}
        maxLength={200}
        required
      />
      <TextArea
        name="text"
        label={t("matching.need.text")}
        hint={t("matching.need.textHint")}
        defaultValue={need.text}
        rows={6}
        required
      />
      <TextArea
        name="tried"
        label={t("matching.need.tried")}
        hint={t("matching.need.triedHint")}
        defaultValue={need.tried}
        rows={3}
      />
      <Checkbox name="isTriedPublic" label={t("matching.need.triedPublic")} defaultChecked={need.isTriedPublic} />
      <TextField
        name="keywords"
        label={t("matching.need.keywords")}
        hint={t("matching.need.keywordsHint")}
        defaultValue={need.keywords}
      />
      <div className="grid gap-x-5 sm:grid-cols-2">
        <Select
          name="field"
          label={t("catalogue.field")}
          empty=""
          defaultValue={need.field}
          choices={fields.map((each) => ({ value: each, label: t(`catalogue.fields.${each}`) }))}
          required
        />
        <Select
          name="minTrl"
          label={t("matching.need.stage")}
          empty={t("catalogue.any")}
          defaultValue={need.minTrl ?? ""}
          choices={Array.from({ length: 9 }, (_, place) => ({
            value: String(place + 1),
            label: `TRL ≥ ${place + 1} · ${t(`catalogue.trl.${place + 1}`)}`,
          }))}
        />
        <Select
          name="budgetBand"
          label={t("matching.need.budget")}
          empty={t("matching.need.notSaid")}
          defaultValue={need.budgetBand ?? ""}
          choices={bands.map((each) => ({ value: each, label: t(`matching.bands.${each}`) }))}
        />
        <Select
          name="landingRegion"
          label={t("catalogue.landing")}
          empty={t("catalogue.any")}
          defaultValue={need.landingRegion ?? ""}
          choices={["hongKong", "mainland", "elsewhere"].map((each) => ({
            value: each,
            label: t(`catalogue.regions.${each}`),
          }))}
        />
        <TextField
          name="openUntil"
          type="date"
          label={t("matching.need.until")}
          hint={t("matching.need.untilHint")}
          defaultValue={need.openUntil ?? ""}
        />
      </div>
      <fieldset className="mb-4">
        <legend className="mb-1 text-sm font-semibold">{t("matching.need.wanted")}</legend>
        <div className="grid sm:grid-cols-3">
          {offers.map((offer) => (
            <Checkbox
              key={offer}
              name="wanted"
              value={offer}
              label={t(`catalogue.offers.${offer}`)}
              defaultChecked={need.wanted.includes(offer)}
            />
          ))}
        </div>
      </fieldset>
      <TextArea
        name="confidential"
        label={t("matching.need.confidential")}
        hint={t("matching.need.confidentialHint")}
        defaultValue={need.confidential}
        rows={3}
      />
      <Checkbox name="isAnonymous" label={t("matching.need.anonymous")} defaultChecked={need.isAnonymous} />
      <p className="mb-4 text-sm text-ink3">{t("matching.need.anonymousHint")}</p>
      <div className="flex flex-wrap gap-2">
        {isPublished ? (
          <Button look="primary" name="intent" value="save">
            {t("matching.need.save")}
          </Button>
        ) : (
          <>
            <Button look="primary" name="intent" value="publish">
              {t("matching.need.publish")}
            </Button>
            <Button name="intent" value="save">
              {t("matching.need.saveDraft")}
            </Button>
          </>
        )}
      </div>
    </Form>
  );
}
