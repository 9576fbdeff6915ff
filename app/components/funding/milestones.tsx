import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/format.ts";
import type { ApplicationView } from "../../routes/applications.$id.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { Section } from "../page.tsx";

/** What earns which tranche: reported by the team, accepted and paid by the funder. */
export function MilestonesSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.milestones.length === 0) return null;
  return (
    <Section title={t("funding.milestones")}>
      {view.milestones.map((each) => (
        <div key={each.id} className="border-b border-line py-2">
          <div className="flex flex-wrap justify-between gap-x-4">
            <span>
              <b>{each.title}</b> · {t("funding.due", { day: format.date(each.dueOn) })}{" "}
              <Badge>{t(`funding.milestoneStates.${each.state}`)}</Badge>
            </span>
            <span>
              {format.money(each.amount, view.currency)}{" "}
              <Badge tone={each.trancheState === "released" ? "ok" : "plain"}>
                {t(`funding.trancheStates.${each.trancheState}`)}
              </Badge>
            </span>
          </div>
          {each.report && <p className="whitespace-pre-line text-ink2">{each.report}</p>}
          {each.state === "planned" && view.role === "ttoOfficer" && (
            <Form method="post" noValidate className="mt-2 flex flex-wrap items-end gap-3">
              <input type="hidden" name="subject" value={each.id} />
              <label className="text-sm">
                {t("funding.report")}{" "}
                <input
                  name="report"
                  required
                  className="ml-1 min-h-9 w-72 rounded-md border border-line2 bg-raised px-2"
                />
              </label>
              <Button name="intent" value="milestone">
                {t("funding.act.milestone")}
              </Button>
            </Form>
          )}
          {each.state === "reported" && view.role === "fundingOfficer" && (
            <Form method="post" noValidate className="mt-2">
              <input type="hidden" name="subject" value={each.id} />
              <Button look="primary" name="intent" value="release">
                {t("funding.act.release")}
              </Button>
            </Form>
          )}
        </div>
      ))}
    </Section>
  );
}
