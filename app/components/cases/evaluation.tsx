import clsx from "clsx";
import { useState } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { ScoreBars } from "../charts.tsx";
import { Select, TextArea } from "../fields.tsx";
import { Explained } from "../page.tsx";
import { Text } from "../text.tsx";
import { FindingsFields } from "./findings.tsx";
import { assessorName, Comparison } from "./readiness.tsx";

const scales = ["tech", "customer", "business", "ipr", "team", "funding"] as const;
const pathways = ["licence", "coDevelopment", "spinOff", "openRelease"] as const;

/** The advice with its reasons, the decision, and the readiness levels, each assessor's own. */
export function EvaluationSection({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const { advice, decision } = view;
  return (
    <>
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
          <Reasons rows={advice.reasons.find((each) => each.pathway === advice.advised)?.rows ?? []} isOpen />
          <Explained summary={t("evaluation.whyOthers")}>
            {advice.reasons
              .filter((each) => each.pathway !== advice.advised)
              .map((each) => (
                <div key={each.pathway} className="mb-2">
                  <b>{t(`evaluation.pathway.${each.pathway}`)}</b>
                  <Reasons rows={each.rows} />
                </div>
              ))}
          </Explained>
          {advice.unknown.length > 0 && (
            <div className="mt-2 text-sm">
              <b>{t("evaluation.unknown")}</b>
              <ul className="list-disc pl-5">
                {advice.unknown.map((each) => (
                  <li key={each.text.text}>
                    <Text value={each.text} />{" "}
                    {each.differs && <Badge tone="warn">{t("evaluation.unknownDiffers")}</Badge>}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <div className="mt-2 text-sm">
            <b>{t("evaluation.flips")}</b>{" "}
            {advice.flips.length === 0 ? (
              t("evaluation.noFlip")
            ) : (
              <ul className="list-disc pl-5">
                {advice.flips.map((each, place) => (
                  <li key={each.text.text + each.to}>
                    <Text value={each.question} /> {each.from && <Text value={each.from} />} →{" "}
                    <b>
                      <Text value={each.text} />
                    </b>
                    {t("kit.colon")}
                    {t(`evaluation.pathway.${each.to}`)}{" "}
                    {place === 0 && <span className="text-ink3">{t("evaluation.smallest")}</span>}
                  </li>
                ))}
              </ul>
            )}
          </div>
          <AdviceOfEach view={view} />
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
          <Decided decision={decision} />{" "}
          <span className="whitespace-pre-line text-ink2">
            <Text value={decision.reason} />
          </span>
        </p>
      )}
      {view.assessments.length > 0 && <Comparison view={view} />}
    </>
  );
}

/** The answers that moved a pathway, for and against, the weightiest first. */
function Reasons({
  rows,
  isOpen = false,
}: {
  rows: NonNullable<CaseView["advice"]>["reasons"][number]["rows"];
  isOpen?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <ul className={clsx("list-disc pl-5 text-sm", isOpen && "mt-2")}>
      {rows.map((each) => (
        <li key={each.question.text}>
          <span className="text-ink2">
            <Text value={each.question} />
          </span>{" "}
          <Text value={each.text} />{" "}
          <span className="whitespace-nowrap text-ink3">
            {each.weight > 0 ? "+" : "−"}
            {Math.abs(each.weight)} · {t("evaluation.rule", { rule: each.rule })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** With two assessors or more: what each one's answers alone would advise. */
function AdviceOfEach({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  if (view.assessments.length < 2) return null;
  return (
    <ul className="mt-2 text-sm">
      {view.assessments.map((each, place) => (
        <li key={place}>
          {t("evaluation.adviceOf", { name: assessorName(t, each, place) })}{" "}
          <b>{each.advice ? t(`evaluation.pathway.${each.advice.advised}`) : t("evaluation.notAnswered")}</b>
        </li>
      ))}
    </ul>
  );
}

/** One scale: the level to be chosen, and in full what the chosen one means. */
function LevelSelect({
  scale,
  texts,
  given,
}: {
  scale: (typeof scales)[number];
  texts: CaseView["levels"]["tech"];
  given: number | undefined;
}) {
  const { t } = useTranslation();
  const [level, setLevel] = useState(given);
  const text = level ? texts[level - 1] : undefined;
  return (
    <Select
      name={`readiness.${scale}`}
      label={t(`evaluation.scale.${scale}`)}
      empty={t("evaluation.notAssessed")}
      choices={texts.map(({ text: words }, place) => ({ value: String(place + 1), label: `${place + 1} · ${words}` }))}
      defaultValue={given ? String(given) : ""}
      hint={text && <Text value={text} />}
      onChange={(event) => setLevel(Number(event.currentTarget.value) || undefined)}
    />
  );
}

/** One's own assessment. */
export function AssessmentForm({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  return (
    <ActForm intents={["assess"]} keepsTyping>
      <div className="grid gap-x-5 sm:grid-cols-2">
        {scales.map((scale) => (
          <LevelSelect key={scale} scale={scale} texts={view.levels[scale]} given={view.mine?.readiness[scale]} />
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
      <FindingsFields mine={view.mine?.findings ?? {}} />
      <TextArea name="comment" label={t("evaluation.comment")} defaultValue={view.mine?.comment} />
      <Button look={view.advice ? "default" : "primary"} name="intent" value="assess">
        {t("evaluation.save")}
      </Button>
    </ActForm>
  );
}

/** The decision, once there is advice. */
export function DecisionForm({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  return (
    <ActForm intents={["decide"]} keepsTyping className="max-w-xl">
      <Select
        name="pathway"
        label={t("evaluation.pathwayLabel")}
        choices={pathways.map((each) => ({ value: each, label: t(`evaluation.pathway.${each}`) }))}
        defaultValue={view.advice?.advised}
      />
      <TextArea name="reason" label={t("evaluation.reason")} hint={t("evaluation.reasonHint")} required />
      <Button look="primary" name="intent" value="decide">
        {t("evaluation.decideButton")}
      </Button>
    </ActForm>
  );
}

/** Which pathway was decided for, when, and against which advice. */
export function Decided({ decision }: { decision: NonNullable<CaseView["decision"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      ✓ <b>{t("evaluation.decided", { pathway: t(`evaluation.pathway.${decision.pathway}`) })}</b>{" "}
      <span className="text-ink3">{format.day(decision.createdAt)}</span>{" "}
      {decision.advised !== decision.pathway && (
        <Badge tone="warn">{t("evaluation.against", { pathway: t(`evaluation.pathway.${decision.advised}`) })}</Badge>
      )}
    </>
  );
}
