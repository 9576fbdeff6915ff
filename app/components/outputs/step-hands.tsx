import type { HandAct, HandState } from "#services/assigned-steps.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Select } from "../fields.tsx";

export interface HandsView {
  workers: Array<{ id: string; name: string }>;
  steps: Array<{
    step: string;
    state: HandState;
    assignee: string | null;
    acts: HandAct[];
    refusal: string | null;
  }>;
}

/** The steps that are given to nobody; the page says why. */
const together = ["people", "review"];

/** Whose a step is, whether it is ready for review, and what the reader may do about it. */
export function StepHands({ hands, step }: { hands: HandsView; step: string }) {
  const { t } = useTranslation();
  const hand = hands.steps.find((each) => each.step === step);
  if (!hand)
    return together.includes(step) && hands.workers.length > 1 ? (
      <p className="no-print mb-4 max-w-3xl text-sm text-ink3">{t(`disclose.hands.together.${step}`)}</p>
    ) : null;
  const others = hands.workers;
  const mayGive = hand.acts.includes("assign") && others.length > 1;
  if (hand.state === "open" && !mayGive) return null;
  const rest = hand.acts.filter((act) => act !== "assign");
  return (
    <div className="no-print mb-4 max-w-3xl border-l-4 border-line2 px-3 py-1">
      {hand.assignee && (
        <p className="mb-1">
          {t(`disclose.hands.${hand.state}`, { name: hand.assignee })}{" "}
          {hand.refusal && <span className="text-ink3">{t(`problems.${hand.refusal}`)}</span>}
        </p>
      )}
      {rest.length > 0 && (
        <ActForm intents={rest} subject={step} className="mb-1 flex flex-wrap gap-2">
          {rest.map((act) => (
            <Button key={act} name="intent" value={act}>
              {t(`disclose.hands.act.${act}`)}
            </Button>
          ))}
        </ActForm>
      )}
      {mayGive && (
        <details className="text-sm">
          <summary>{t(hand.assignee ? "disclose.hands.giveOther" : "disclose.hands.give")}</summary>
          <ActForm
            intents={["assign"]}
            subject={step}
            key={hand.assignee}
            className="mt-2 flex flex-wrap items-end gap-2"
          >
            <Select
              name="assignee"
              label={t("disclose.hands.to")}
              choices={others.map(({ id, name }) => ({ value: id, label: name }))}
              className="!mb-0"
            />
            <Button name="intent" value="assign">
              {t("disclose.hands.button")}
            </Button>
          </ActForm>
        </details>
      )}
    </div>
  );
}
