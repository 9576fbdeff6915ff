import { useRevalidator } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { AutosavedForm } from "../autosaved-form.tsx";
import { Checkbox, Framed, Select, TextArea, TextField } from "../fields.tsx";
import { useHydrated } from "../hydrated.ts";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { FactMark } from "./fact-mark.tsx";
import type { FormView } from "./form-view.server.ts";
import { OtherFundingLines, OtherFundingTotals, readOthers } from "./other-funding.tsx";

const SPARE = 1;

/** How the programme's conditions stand; other funding must be said, also when there is none; and somebody says that all of it is true. */
export function DeclarationsPart({ view }: { view: FormView }) {
  const { t } = useTranslation();
  const { revalidate } = useRevalidator();
  const isHydrated = useHydrated();
  const { declared } = view;
  const [other, setOther] = useState(declared.otherFunding);
  const [typed, setTyped] = useState<Array<{ source: string; amount: number }>>(declared.others);
  const [lines, setLines] = useState(declared.others.length + SPARE);
  const [said, setSaid] = useState(Object.fromEntries(view.conditions.map((each) => [each.id, each.answer])));
  const broken = view.conditions.filter((each) => each.isHard && said[each.id] === "no");
  const [accurate, setAccurate] = useState(declared.accurate);
  const [isTakenBack, setTakenBack] = useState(false);
  const reread = (form: HTMLFormElement) => {
    const typedIn = new FormData(form);
    setSaid(Object.fromEntries(view.conditions.map(({ id }) => [id, String(typedIn.get(`conditions.${id}`) ?? "")])));
    setOther(String(typedIn.get("otherFunding") ?? ""));
    const rows = readOthers(form, lines);
    setTyped(rows);
    if (rows.at(-1)?.source) setLines(lines + SPARE);
  };
  return (
    <Section title={t("applications.declarations")}>
      <AutosavedForm
        address={`/applications/${view.id}/answer`}
        intent="declare"
        mark={declared.mark}
        className="max-w-3xl"
        onTyped={reread}
        onSaved={({ accurate: said = "" }, form, sent) => {
          const box = form.elements.namedItem("accurate");
          // Unless it was pressed again meanwhile, the box shows what is kept.
          if (box instanceof HTMLInputElement && box.checked === sent.has("accurate")) {
            setTakenBack(box.checked && said === "");
            box.checked = said !== "";
          }
          setAccurate(said);
          revalidate();
        }}
      >
        {(errors) => (
          <>
            {view.conditions.length > 0 && <p className="mb-3 text-ink2">{t("applications.conditionsText")}</p>}
            {view.conditions.map((each) => (
              <div key={each.id} className="mb-2 grid items-end gap-x-4 border-b border-line sm:grid-cols-[1fr_14rem]">
                <Select
                  name={`conditions.${each.id}`}
                  label={<Text value={each.text} />}
                  hint={<FactMark source={each.source} url={each.url} confidence={each.confidence} />}
                  defaultValue={each.answer}
                  empty={t("applications.choose")}
                  choices={each.choices.map((choice) => ({
                    value: choice,
                    label: t(`applications.condition.${choice}`),
                  }))}
                  errors={errors(`conditions.${each.id}`)}
                  required
                />
                <TextField
                  name={`notes.${each.id}`}
                  label={t("applications.condition.note")}
                  defaultValue={each.note}
                  errors={errors(`notes.${each.id}`)}
                />
                <div role="status" className="sm:col-span-2">
                  {broken.includes(each) && (
                    <p className="mb-3 text-sm text-bad">✗ {t("applications.conditionStops")}</p>
                  )}
                </div>
              </div>
            ))}
            <Select
              name="otherFunding"
              label={t("applications.otherFunding.label")}
              defaultValue={declared.otherFunding}
              empty={t("applications.choose")}
              choices={(["none", "some"] as const).map((each) => ({
                value: each,
                label: t(`applications.otherFunding.${each}`),
              }))}
              errors={errors("otherFunding")}
              required
            />
            <div hidden={isHydrated && other !== "some"}>
              <OtherFundingLines view={view} lines={lines} typed={typed} errors={errors} />
              <OtherFundingTotals rows={typed} beside={view.beside} currency={view.currency} />
              <TextArea
                name="otherFundingDetails"
                label={t("applications.otherFunding.details")}
                rows={3}
                defaultValue={declared.details}
                errors={errors("otherFundingDetails")}
              />
            </div>
            <Framed name="accurate" label={t("applications.accurateLabel")} errors={errors("accurate")} required>
              {() => (
                <Checkbox
                  name="accurate"
                  label={t("applications.accurate")}
                  defaultChecked={declared.accurate !== ""}
                />
              )}
            </Framed>
            <input type="hidden" name="accurateBy" value={accurate} />
            <div role="status">
              {accurate && (
                <p className={`mb-3 text-sm ${broken.length > 0 ? "text-ink2" : "text-ok"}`}>
                  {broken.length === 0 && "✓ "}
                  {t("applications.accurateBy", { who: accurate })}
                </p>
              )}
              {broken.length > 0 && (
                <p className="mb-3 text-sm text-bad">✗ {t("applications.conditionsStop", { count: broken.length })}</p>
              )}
              {isTakenBack && <p className="mb-3 text-sm text-warn">○ {t("applications.accurateAgain")}</p>}
            </div>
          </>
        )}
      </AutosavedForm>
    </Section>
  );
}
