import type { ReadableText } from "#services/language.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { Checkbox, Select, TextArea, TextField } from "../fields.tsx";
import { Facts } from "../page.tsx";
import { Text } from "../text.tsx";

type Findings = CaseView["assessments"][number]["findings"];
type OwnFindings = NonNullable<CaseView["mine"]>["findings"];

const bearings = ["anticipates", "close", "background"] as const;
const classes = {
  deviceClassHongKong: ["none", "I", "II", "III", "IV"],
  deviceClassMainland: ["none", "I", "II", "III"],
} as const;
const regimes = ["drug", "personalData", "humanGenetic", "exportControl"] as const;
const deployments = ["device", "hospital", "cloud", "hybrid"] as const;

export const hasFindings = (findings: Findings | OwnFindings): boolean =>
  Object.values(findings).some((each) => (Array.isArray(each) ? each.length > 0 : Boolean(each)));

/** What one assessor found, as facts. */
export function FindingsFacts({ findings }: { findings: Findings }) {
  const { t } = useTranslation();
  const text = (
    id: "priorArt" | "freedomToOperate" | "regulation" | "market" | "pilotPartner" | "atSite" | "inCloud",
  ) => [t(`evaluation.finding.${id}`), findings[id] && <Passage text={findings[id]} />] as [string, JSX.Element];
  const references = findings.references?.length ? <References rows={findings.references} /> : null;
  return (
    <Facts
      rows={[
        [t("evaluation.references"), references],
        text("priorArt"),
        text("freedomToOperate"),
        ...(["deviceClassHongKong", "deviceClassMainland"] as const).map((id): [string, string | undefined] => [
          t(`evaluation.finding.${id}`),
          findings[id] && t(`evaluation.deviceClass.${findings[id]}`),
        ]),
        [
          t("evaluation.regimes"),
          findings.regimes?.length ? findings.regimes.map((id) => t(`evaluation.regime.${id}`)).join(" · ") : null,
        ],
        text("regulation"),
        text("market"),
        text("pilotPartner"),
        [t("evaluation.deployment"), findings.deployment && t(`evaluation.deployments.${findings.deployment}`)],
        text("atSite"),
        text("inCloud"),
      ]}
    />
  );
}

function References({ rows }: { rows: NonNullable<Findings["references"]> }) {
  const { t } = useTranslation();
  return (
    <ul>
      {rows.map((each) => (
        <li key={each.reference}>
          <Reference text={each.reference} /> · {t(`evaluation.bearing.${each.bearing}`)}
          {each.note && (
            <span className="text-ink2">
              : <Text value={each.note} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

const Passage = ({ text }: { text: ReadableText }) => (
  <span className="whitespace-pre-line">
    <Text value={text} />
  </span>
);

/** A reference leads to its place where it names one: an address or a DOI. */
function Reference({ text }: { text: string }) {
  const address = /^https?:\/\//.test(text) ? text : /^10\.\d{4,9}\/\S+$/.test(text) ? `https://doi.org/${text}` : null;
  return address ? (
    <a href={address} rel="noreferrer" className="break-all underline">
      {text}
    </a>
  ) : (
    <b>{text}</b>
  );
}

/** What an assessor notes beside the levels: none of it is required. */
export function FindingsFields({ mine }: { mine: OwnFindings }) {
  const { t } = useTranslation();
  const area = (
    id: "priorArt" | "freedomToOperate" | "regulation" | "market" | "pilotPartner" | "atSite" | "inCloud",
  ) => (
    <TextArea
      key={id}
      name={`findings.${id}`}
      label={t(`evaluation.finding.${id}`)}
      hint={t(`evaluation.findingHint.${id}`)}
      rows={2}
      defaultValue={mine[id]}
    />
  );
  return (
    <details className="mb-4" open={hasFindings(mine)}>
      <summary className="font-semibold">{t("evaluation.findings")}</summary>
      <div className="mt-3">
        <p className="mb-2 text-[13px] text-ink3">{t("evaluation.referenceHint")}</p>
        {[...(mine.references ?? []), undefined, undefined].map((each, place) => (
          <fieldset key={place} className="grid gap-x-3 border-b border-line sm:grid-cols-[1.4fr_1fr_2fr]">
            <legend className="sr-only">{t("evaluation.referenceNumber", { number: place + 1 })}</legend>
            <TextField
              name={`findings.references[${place}].reference`}
              label={t("evaluation.reference")}
              defaultValue={each?.reference}
            />
            <Select
              name={`findings.references[${place}].bearing`}
              label={t("evaluation.bearingHead")}
              choices={bearings.map((id) => ({ value: id, label: t(`evaluation.bearing.${id}`) }))}
              defaultValue={each?.bearing ?? "close"}
            />
            <TextField
              name={`findings.references[${place}].note`}
              label={t("evaluation.referenceNote")}
              defaultValue={each?.note}
            />
          </fieldset>
        ))}
        <div className="mt-3" />
        {area("priorArt")}
        {area("freedomToOperate")}
        <div className="grid gap-x-5 sm:grid-cols-2">
          {(["deviceClassHongKong", "deviceClassMainland"] as const).map((id) => (
            <Select
              key={id}
              name={`findings.${id}`}
              label={t(`evaluation.finding.${id}`)}
              empty={t("evaluation.notAnswered")}
              choices={classes[id].map((value) => ({ value, label: t(`evaluation.deviceClass.${value}`) }))}
              defaultValue={mine[id] ?? ""}
            />
          ))}
        </div>
        <fieldset className="mb-3">
          <legend className="mb-1 text-sm font-semibold">{t("evaluation.regimes")}</legend>
          <div className="grid sm:grid-cols-2">
            {regimes.map((id) => (
              <Checkbox
                key={id}
                name="findings.regimes"
                value={id}
                label={t(`evaluation.regime.${id}`)}
                defaultChecked={mine.regimes?.includes(id)}
              />
            ))}
          </div>
        </fieldset>
        {area("regulation")}
        {area("market")}
        {area("pilotPartner")}
        <Select
          name="findings.deployment"
          label={t("evaluation.deployment")}
          hint={t("evaluation.deploymentHint")}
          empty={t("evaluation.notAnswered")}
          choices={deployments.map((id) => ({ value: id, label: t(`evaluation.deployments.${id}`) }))}
          defaultValue={mine.deployment ?? ""}
        />
        <div className="grid gap-x-5 sm:grid-cols-2">
          {area("atSite")}
          {area("inCloud")}
        </div>
      </div>
    </details>
  );
}
