import { count, countDistinct, eq, isNotNull } from "drizzle-orm";
import { replicaReads } from "#db/client.ts";
import { events } from "#db/schema/audit.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { pipeline } from "./journey.ts";

export interface StepFigure {
  step: string;
  lane: "origination" | "maturation" | "funding";
  count: number;
}

let kept: { at: number; figures: { steps: StepFigure[]; cases: number; technologies: number } } | undefined;

/** How many cases have taken each step of the pipeline; at most half a minute old, since it is on the first page. */
export async function pipelineFigures(now = Date.now()) {
  if (!kept || now - kept.at > 30_000) {
    const [byAction, [cases], [published]] = await Promise.all([
      replicaReads()
        .select({ action: events.action, cases: countDistinct(events.caseId) })
        .from(events)
        .where(isNotNull(events.caseId))
        .groupBy(events.action),
      replicaReads()
        .select({ cases: countDistinct(events.caseId) })
        .from(events)
        .where(isNotNull(events.caseId)),
      replicaReads().select({ count: count() }).from(technologies).where(eq(technologies.state, "published")),
    ]);
    const countOf = new Map(byAction.map((row) => [row.action, row.cases]));
    kept = {
      at: now,
      figures: {
        steps: pipeline.map(({ step, lane, events: actions }) => ({
          step,
          lane,
          count: Math.max(0, ...actions.map((action) => countOf.get(action) ?? 0)),
        })),
        cases: cases?.cases ?? 0,
        technologies: published?.count ?? 0,
      },
    };
  }
  return kept.figures;
}
