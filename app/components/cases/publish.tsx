import { useTranslation } from "react-i18next";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Checkbox, Select, TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";

const offers = [
  "exclusiveLicence",
  "nonExclusiveLicence",
  "fieldOfUseLicence",
  "evaluationLicence",
  "coDevelopment",
  "investment",
];
const languages = [
  { key: "en", tag: "En" },
  { key: "zh-Hant", tag: "Hant" },
  { key: "zh-Hans", tag: "Hans" },
] as const;

/** Turns a case into a public, non-confidential profile. Nothing of the disclosure goes over by itself. */
export function PublishPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  if (!view.mayPublish) return null;
  return (
    <Section title={t("catalogue.publish.title")}>
      <details open={view.filings.length > 0}>
        <summary className="font-semibold">{t("catalogue.publish.open")}</summary>
        <p className="mt-2 mb-3 text-ink2">{t("catalogue.publish.hint")}</p>
        <ActForm intents={["publish"]}>
          {languages.map(({ key, tag }) => (
            <fieldset key={key} className="mb-3 border-l-2 border-line2 pl-4">
              <legend className="text-sm font-semibold text-ink3">{t(`catalogue.publish.${tag}`)}</legend>
              <TextField
                name={`title${tag}`}
                label={t("outputs.title")}
                lang={key}
                defaultValue={view.titles[key] ?? ""}
              />
              <TextField name={`valueLine${tag}`} label={t("catalogue.publish.valueLine")} lang={key} maxLength={200} />
              <TextArea name={`problem${tag}`} label={t("catalogue.problem")} lang={key} rows={2} />
              <TextArea
                name={`solution${tag}`}
                label={t("catalogue.solution")}
                lang={key}
                rows={3}
                defaultValue={view.summaries[key] ?? ""}
              />
            </fieldset>
          ))}
          <fieldset className="mb-3">
            <legend className="mb-1 text-sm font-semibold">{t("catalogue.offersLabel")}</legend>
            <div className="grid sm:grid-cols-3">
              {offers.map((offer) => (
                <Checkbox
                  key={offer}
                  name="offers"
                  value={offer}
                  label={t(`catalogue.offers.${offer}`)}
                  defaultChecked={
                    view.decision?.pathway === "spinOff" ? offer === "investment" : offer === "fieldOfUseLicence"
                  }
                />
              ))}
            </div>
          </fieldset>
          <div className="grid gap-x-4 sm:grid-cols-3">
            <TextField
              name="trl"
              label="TRL"
              defaultValue={view.trl ?? view.assessments.at(-1)?.readiness.tech}
              inputMode="numeric"
              required
            />
            <Select
              name="landingRegion"
              label={t("catalogue.landing")}
              choices={["hongKong", "mainland", "elsewhere"].map((region) => ({
                value: region,
                label: t(`catalogue.regions.${region}`),
              }))}
            />
            <Select
              name="deployment"
              label={t("catalogue.deployment")}
              choices={["hybrid", "onSite", "cloud", "device", "notApplicable"].map((each) => ({
                value: each,
                label: t(`catalogue.deployments.${each}`),
              }))}
            />
          </div>
          <Button look="primary" name="intent" value="publish">
            {t("catalogue.publish.button")}
          </Button>
        </ActForm>
      </details>
    </Section>
  );
}
