import { Form } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { languageNames, languages } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { Checkbox, Select, TextArea, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import type { ApplicationView } from "./application-view.server.ts";

/** Finding the match: firms that might give, asked with the applicant's own words and nothing else. */
export function SponsorsSection({ view }: { view: ApplicationView }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const isShort = view.maySponsor && !view.promised.isMet;
  if (!isShort && view.invitations.length === 0) return null;
  const short = view.promised.stages.find((stage) => stage.short > 0);
  return (
    <Section title={t("applications.sponsors.head")}>
      {view.invitations.length > 0 && (
        <ul className="mb-3">
          {view.invitations.map((each) => (
            <li key={each.id} className="flex flex-wrap justify-between gap-x-4 border-b border-line py-1.5">
              <span>
                <b>{each.name}</b>
                {each.reason && <span className="text-ink2"> · {each.reason}</span>}
              </span>
              <span className="text-sm text-ink3">
                {each.state === "expired" ? (
                  <>
                    <Badge tone="warn">{t("applications.sponsors.expired")}</Badge>{" "}
                    {t("applications.sponsors.expiredOn", { day: format.day(each.until) })}
                  </>
                ) : (
                  <Badge tone={each.state === "pledged" ? "ok" : each.state === "declined" ? "bad" : "plain"}>
                    {t(`applications.sponsors.states.${each.state}`)}
                  </Badge>
                )}{" "}
                {each.state === "invited" && t("applications.sponsors.until", { day: format.day(each.until) })}
                {each.mayAskAgain && (
                  <Form method="post" noValidate className="no-print inline-block">
                    <input type="hidden" name="subject" value={each.id} />
                    <Button look="quiet" name="intent" value="askAgain">
                      {t("applications.sponsors.askAgain")}
                    </Button>
                  </Form>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isShort && (
        <ActForm intents={["askSponsors"]} className="max-w-3xl" key={view.invitations.length}>
          <p className="mb-2 text-ink2">{t("applications.sponsors.text")}</p>
          {view.sponsors.length > 0 ? (
            <fieldset className="mb-3">
              <legend className="mb-1 text-sm font-semibold">{t("applications.sponsors.firms")}</legend>
              {view.sponsors.map((firm) => (
                <Checkbox
                  key={firm.id}
                  name="firms"
                  value={firm.id}
                  label={
                    <>
                      <Text value={firm.name} />{" "}
                      <span className="text-ink3">
                        {firm.reasons.map((reason) => t(`applications.sponsors.reasons.${reason}`)).join(" · ")}
                      </span>
                    </>
                  }
                />
              ))}
            </fieldset>
          ) : (
            <p className="mb-3 text-sm text-ink3">
              {t(view.isLinked ? "applications.sponsors.none" : "applications.sponsors.notLinked")}
            </p>
          )}
          <div className="grid gap-x-4 sm:grid-cols-2">
            <TextField name="name" label={t("applications.sponsors.otherName")} />
            <TextField name="email" label={t("applications.sponsors.otherEmail")} inputMode="email" />
          </div>
          <Select
            name="language"
            label={t("disclose.shared.language")}
            hint={t("applications.sponsors.languageHint")}
            defaultValue={i18n.language}
            choices={languages.map((each) => ({ value: each, label: languageNames[each].full }))}
            className="max-w-sm"
          />
          <Select
            name="stageId"
            label={t("funding.stage")}
            defaultValue={short?.id}
            choices={view.stages.map((stage) => ({ value: stage.id, label: stage.name }))}
            className="max-w-sm"
          />
          <TextArea
            name="note"
            label={t("applications.sponsors.note")}
            hint={t("applications.sponsors.noteHint")}
            rows={3}
            defaultValue={view.sponsorNote}
            required
          />
          <Button look="primary" name="intent" value="askSponsors">
            {t("applications.act.askSponsors")}
          </Button>
        </ActForm>
      )}
    </Section>
  );
}
