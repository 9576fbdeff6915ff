import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Checkbox, Select, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import type { AwardView } from "./award-view.server.ts";

/** Whether each giver is able to give: for the fund's officers, before the award starts. */
export function ViabilitySection({ view }: { view: AwardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isOpen = view.role === "fundingOfficer" && ["offered", "revising", "signed"].includes(view.state);
  const shown = isOpen ? view.viability : view.viability.filter((each) => each.check);
  if (shown.length === 0) return null;
  return (
    <Section title={t("awards.viability.head")}>
      <p className="mb-2 text-sm text-ink2">{t("awards.viability.text")}</p>
      {shown.map(({ party, name, check }) => (
        <div key={party} className="border-b border-line py-1.5">
          <b>{name}</b>
          {check ? (
            <p className="text-sm">
              {t(`awards.viability.ratings.${check.rating}`)} ·{" "}
              {t("awards.viability.by", { name: check.officer, at: format.instant(check.confirmedAt) })}
              {check.note && <span className="block text-ink2">{check.note}</span>}
            </p>
          ) : (
            isOpen && (
              <ActForm
                intents={["checkParty"]}
                subject={party}
                className="mt-1 grid items-end gap-x-3 sm:grid-cols-[1fr_2fr_auto]"
              >
                <Select
                  name="rating"
                  label={t("awards.viability.rating")}
                  empty="–"
                  choices={(["strong", "fair", "weak"] as const).map((each) => ({
                    value: each,
                    label: t(`awards.viability.ratings.${each}`),
                  }))}
                />
                <TextField name="note" label={t("awards.note")} />
                <div className="mb-4">
                  <Button name="intent" value="checkParty">
                    {t("awards.act.checkParty")}
                  </Button>
                </div>
                <Checkbox name="sure" label={t("awards.viability.sure")} />
              </ActForm>
            )
          )}
        </div>
      ))}
    </Section>
  );
}
