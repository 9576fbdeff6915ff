import type { StepFigure } from "#services/insights/index.ts";
import { useTranslation } from "../i18n/words.ts";

const lanes = ["origination", "maturation", "funding"] as const;
const color = { origination: "var(--orig)", maturation: "var(--mat)", funding: "var(--fund)" };
const height = { origination: 54, maturation: 140, funding: 226 };

/** The pipeline drawn from live figures: three lanes, each with its colour and its shape, the size by the number of cases. */
export function PipelineLanes({ steps }: { steps: StepFigure[] }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...steps.map((step) => step.count));
  const gap = 930 / Math.max(1, steps.length - 1);
  return (
    <div className="overflow-x-auto">
      <svg
        viewBox="0 0 1150 270"
        className="min-w-[820px]"
        role="img"
        aria-label={steps.map((step) => `${t(`journey.step.${step.step}`)} ${step.count}`).join(", ")}
      >
        {lanes.map((lane) => (
          <g key={lane}>
            <path d={`M150 ${height[lane]}H1140`} stroke="color-mix(in srgb, var(--ink) 20%, transparent)" />
            <text x="0" y={height[lane] - 2} fontSize="15" fontWeight="600" fill={color[lane]}>
              {t(`journey.lane.${lane}`)}
            </text>
            <text x="0" y={height[lane] + 17} fontSize="12.5" fill="var(--ink3)">
              {t(`journey.laneWho.${lane}`)}
            </text>
          </g>
        ))}
        {steps.map((step, place) => {
          const x = 180 + place * gap;
          const y = height[step.lane];
          const size = 7 + 13 * Math.sqrt(step.count / most);
          return (
            <g key={step.step} fill={color[step.lane]}>
              {step.lane === "origination" && <circle cx={x} cy={y} r={size} />}
              {step.lane === "maturation" && (
                <rect x={x - size} y={y - size} width={2 * size} height={2 * size} rx="3" />
              )}
              {step.lane === "funding" && (
                <path
                  d={`M${x} ${y - size * 1.2}l${size * 1.2} ${size * 1.2}-${size * 1.2} ${size * 1.2}-${size * 1.2}-${size * 1.2}z`}
                />
              )}
              <text x={x} y={y - size - 8} fontSize="13" textAnchor="middle" fill="var(--ink2)">
                {t(`journey.step.${step.step}`)} {step.count}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
