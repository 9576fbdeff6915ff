import { Link } from "@remix-run/react";
import clsx from "clsx";
import { useTranslation } from "../i18n/words.ts";

export interface JourneyStep {
  step: string;
  lane: "origination" | "maturation" | "funding";
  state: "done" | "now" | "ahead";
  on?: string;
  link?: string;
}

const laneColor = { origination: "var(--orig)", maturation: "var(--mat)", funding: "var(--fund)" };
const laneShape = { origination: "rounded-full", maturation: "rounded-[3px]", funding: "rotate-45 rounded-[2px]" };

/** A case's way through the pipeline, each step on its lane; the lane shows by colour and by shape. */
export function JourneyBar({ steps }: { steps: JourneyStep[] }) {
  const { t } = useTranslation();
  return (
    <ol
      className="drawn flex overflow-x-auto py-3 text-[13px] print:flex-wrap print:gap-y-3"
      aria-label={t("kit.journey")}
    >
      {steps.map(({ step, lane, state, on, link }) => (
        <li
          key={step}
          aria-current={state === "now" ? "step" : undefined}
          className={clsx(
            "relative min-w-[92px] flex-1 border-t-[3px] pt-2.5",
            lane === "maturation" && "border-dashed",
            lane === "funding" && "border-dotted",
          )}
          style={{
            borderColor: state === "ahead" ? "color-mix(in srgb, var(--ink) 22%, transparent)" : laneColor[lane],
          }}
        >
          <span
            className={clsx(
              "absolute -top-[8px] left-0 size-[13px] border-[3px]",
              laneShape[lane],
              state === "done" ? "" : "bg-raised",
            )}
            style={{
              borderColor: state === "ahead" ? "color-mix(in srgb, var(--ink) 22%, transparent)" : laneColor[lane],
              background: state === "done" ? laneColor[lane] : undefined,
            }}
          />
          <span className={clsx("block", state === "now" && "font-semibold", state === "ahead" && "text-ink3")}>
            {link ? <Link to={link}>{t(`journey.step.${step}`)}</Link> : t(`journey.step.${step}`)}
          </span>
          {on && <span className="text-ink3">{on}</span>}
        </li>
      ))}
    </ol>
  );
}
