import { useTranslation } from "../i18n/words.ts";

export interface StepLink {
  label: string;
  to: string;
  state: "done" | "now" | "ahead";
}

/** The parts of a long form in their order, and which are done. */
export function Stepper({
  steps,
  label,
  onGo,
}: {
  steps: StepLink[];
  label: string;
  /** Takes the step instead of the browser, such as to send first what is typed. */
  onGo?: (to: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <nav aria-label={label} className="no-print mb-6">
      <ol className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {steps.map((step, place) => (
          <li key={step.to} aria-current={step.state === "now" ? "step" : undefined}>
            <a
              href={step.to}
              onClick={(event) => {
                if (!onGo || event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                onGo(step.to);
              }}
              className="inline-flex min-h-6 items-center gap-1.5 text-ink2 no-underline hover:text-ink"
            >
              <span
                aria-hidden
                className={
                  step.state === "done"
                    ? "grid size-5 place-items-center rounded-full bg-ok-soft text-[12px] text-ok"
                    : "grid size-5 place-items-center rounded-full border border-line2 text-[12px]"
                }
              >
                {step.state === "done" ? "✓" : place + 1}
              </span>
              <span className={step.state === "now" ? "font-semibold text-ink" : ""}>{step.label}</span>
              <span className="sr-only">{t(`kit.step.${step.state}`)}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
