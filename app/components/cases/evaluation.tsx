import { useTranslation } from "react-i18next";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { ScoreBars } from "../charts.tsx";
import { Select, TextArea } from "../fields.tsx";
import { Explained, Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { Comparison, Findings } from "./readiness.tsx";

const scales = ["tech", "customer", "business", "ipr", "team", "funding"] as const;
const pathways = ["licence", "coDevelopment", "spinOff", "openRelease"] as const;

/** The advice with its reasons, the decision, and the readiness levels, each assessor's own. */
export function EvaluationSection({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const { advice, decision } = view;
  if (!advice && view.assessments.length === 0) return null;
  return (
    <Section title={t("evaluation.title")}>
      {advice && (
        <div className="mb-5 border-l-[3px] border-accent pl-4">
          <p className="text-sm text-ink3">
            {t("evaluation.adviceFrom", { answered: advice.answered, asked: advice.asked })}
          </p>
          <p className="text-[17px] font-semibold">{t(`evaluation.advice.${advice.advised}`)}</p>
          <div className="mt-2">
            <ScoreBars
              rows={pathways.map((each) => ({
                label: t(`evaluation.pathway.${each}`),
                score: advice.scores[each],
                isStrong: each === advice.advised,
              }))}
            />
          </div>
          <Explained summary={<b>{t("evaluation.why")}</b>}>
            <ul className="list-disc pl-4">
              {advice.reasons.map((each) => (
                <li key={each.text.text}>
                  <Text value={each.text} />{" "}
                  <span className="text-ink3">
                    +{each.weight} · {t("evaluation.rule", { rule: each.rule })}
                  </span>
                </li>
              ))}
            </ul>
          </Explained>
          {advice.flips.length > 0 && (
            <p className="mt-2 text-sm">
              <b>{t("evaluation.flips")}</b>{" "}
              {advice.flips.map((each, place) => (
                <span key={each.text.text + each.to}>
                  {place > 0 && " · "}“<Text value={each.text} />” → {t(`evaluation.pathway.${each.to}`)}
                </span>
              ))}
            </p>
          )}
          {advice.routes.length > 0 && (
            <div className="mt-2 text-sm">
              <b>{t("evaluation.routes")}</b>
              <ol className="list-[lower-alpha] pl-5">
                {advice.routes.map((route) => (
                  <li key={route.text}>
                    <Text value={route} />
                  </li>
                ))}
              </ol>
            </div>
          )}
        </div>
      )}
      {decision && (
        <p className="mb-4">
          ✓ <b>{t("evaluation.decided", { pathway: t(`evaluation.pathway.${decision.pathway}`) })}</b>{" "}
          <span className="whitespace-pre-line text-ink2">{decision.reason}</span>
        </p>
      )}
      {view.assessments.length > 0 && <Comparison view={view} />}
    </Section>
  );
}

/** One's own assessment, and the decision once there is advice. */
export function AssessmentPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  if (!view.mayAssess) return null;
  return (
    <>
      <Section title={t("evaluation.own")}>
        <ActForm intents={["assess"]}>
          <div className="grid gap-x-5 sm:grid-cols-2">
            {scales.map((scale) => (
              <Select
                key={scale}
                name={`readiness.${scale}`}
                label={t(`evaluation.scale.${scale}`)}
                choices={view.levels[scale].map((text, place) => ({
                  value: String(place + 1),
                  label: `${place + 1} · ${text.text}`,
                }))}
                defaultValue={String(view.mine?.readiness[scale] ?? view.trl ?? 3)}
              />
            ))}
          </div>
          <div className="grid gap-x-5 sm:grid-cols-2">
            {view.questions.map((question) => (
              <Select
                key={question.id}
                name={`answers.${question.id}`}
                label={<Text value={question.text} />}
                empty={t("evaluation.notAnswered")}
                choices={question.answers.map((each) => ({ value: each.id, label: each.text.text }))}
                defaultValue={view.mine?.answers[question.id] ?? ""}
              />
            ))}
          </div>
          <Findings view={view} />
          <TextArea name="comment" label={t("evaluation.comment")} defaultValue={view.mine?.comment} />
          <Button look={view.advice ? "default" : "primary"} name="intent" value="assess">
            {t("evaluation.save")}
          </Button>
        </ActForm>
      </Section>
      {view.advice && (
        <Section title={t("evaluation.decide")}>
          <ActForm intents={["decide"]} className="max-w-xl">
            <Select
              name="pathway"
              label={t("evaluation.pathwayLabel")}
              choices={pathways.map((each) => ({ value: each, label: t(`evaluation.pathway.${each}`) }))}
              defaultValue={view.advice.advised}
            />
            <TextArea name="reason" label={t("evaluation.reason")} hint={t("evaluation.reasonHint")} required />
            <Button look="primary" name="intent" value="decide">
              {t("evaluation.decideButton")}
            </Button>
          </ActForm>
        </Section>
      )}
    </>
  );
}
