import type { z } from "zod";
import { transact } from "#db/client.ts";
import type { PlannedStage } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { markOf } from "../../mark.ts";
import { type Failure, fail, ok, type Result } from "../../result.ts";
import { amountText } from "../../words.ts";
import { rulesFor, subjectOf } from "../access.ts";
import { askedOf } from "../awarding/award-money.ts";
import type { stagesForm } from "../forms.ts";
import type { Programme } from "../programme.ts";
import { touched, writable } from "./answers.ts";
import { completenessOf, factsOf, type Part } from "./facts.ts";

const figures = (stages: readonly PlannedStage[]) =>
  stages.map(({ id, months, cost, grant, rate }) => ({ id, months, cost, grant, ...(rate && { rate }) }));
export const stagesMark = (stages: readonly PlannedStage[]): string => markOf(figures(stages));

/** Refuses grants above what the programme ever pays, a stage or the whole, and says how much that is. Pure. */
export function aboveCap(rules: Programme, stages: readonly PlannedStage[]): Failure | undefined {
  const refuse = (cap: number, places: number[]) =>
    fail("grantAboveCap", {
      params: { cap: amountText(cap, rules.grant.currency) },
      fields: Object.fromEntries(places.map((place) => [`stages[${place}].grant`, ["tooLarge"]])),
    });
  for (const [place, stage] of stages.entries()) {
    const most = rules.stages.find((each) => each.id === stage.id)?.grantMax;
    if (most !== undefined && stage.grant > most) return refuse(most, [place]);
  }
  const asked = askedOf({ stages });
  if (rules.grant.max !== null && asked > rules.grant.max)
    return refuse(
      rules.grant.max,
      stages.flatMap((stage, place) => (stage.grant > 0 ? [place] : [])),
    );
  return undefined;
}

/** Refuses a stage or a rate that the programme does not have. Pure. */
export function unknownIn(rules: Programme, stages: readonly PlannedStage[]): Failure | undefined {
  for (const [place, { id, rate }] of stages.entries()) {
    const stage = rules.stages.find((each) => each.id === id);
    if (!stage) return fail("unknownStage");
    if (rate && !stage.rates.some((each) => each.id === rate))
      return fail("unknownRate", { fields: { [`stages[${place}].rate`]: ["notInList"] } });
  }
  return undefined;
}

/**
 * Changes the stages' months, costs, grants and rates. Parts of the form that were complete and are not any more, since the
 * figures they were written for have changed, are named; where a change has no such effect, none is.
 */
export async function saveStages(
  actor: Actor,
  id: string,
  input: z.output<typeof stagesForm>,
): Promise<Result<{ mark: string; at: number; reopened: Part[] }>> {
  return transact(async (tx) => {
    const known = await writable(tx, actor, id, "plan");
    if (!known.ok) return known;
    const { application, rules } = known;
    const now = Date.now();
    const unknown = unknownIn(rules, input.stages);
    if (unknown) return unknown;
    const stages = figures(input.stages).filter((stage) => stage.cost > 0 || stage.grant > 0);
    const mark = stagesMark(application.stages);
    if (stagesMark(stages) === mark) return ok({ mark, at: now, reopened: [] });
    if (mark !== input.mark) return fail("changedMeanwhile");
    const above = aboveCap(rulesFor(known.call, input), input.stages);
    if (above) return above;
    const facts = await factsOf(tx, known);
    const incomplete = (planned: PlannedStage[]) =>
      new Set(
        completenessOf({ ...facts, stages: planned }, rulesFor(known.call, { stages: planned })).missing.map(
          (each) => each.part,
        ),
      );
    const [before, after] = [incomplete(application.stages), incomplete(stages)];
    const version = await touched(tx, application, { stages });
    await record(tx, actor, "application.saved", subjectOf(application), { field: "stages", version }, now);
    return ok({ mark: stagesMark(stages), at: now, reopened: [...after].filter((part) => !before.has(part)) });
  });
}
