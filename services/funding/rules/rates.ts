import type { Programme } from "./programme-schema.ts";

/** Which rate of its table each stage is under, by stage id; a stage left out is under its own ratio. */
export type ChosenRates = Record<string, string>;

/** The rates that the stages of an application name. Pure. */
export const ratesOf = (stages: ReadonlyArray<{ id: string; rate?: string | undefined }>): ChosenRates =>
  Object.fromEntries(stages.flatMap(({ id, rate }) => (rate ? [[id, rate]] : [])));

/** The programme with the ratios and caps that the chosen rates give. Throws on a rate that a stage does not have. Pure. */
export function ratedFor(programme: Programme, chosen: ChosenRates | undefined): Programme {
  if (!chosen || Object.keys(chosen).length === 0) return programme;
  return {
    ...programme,
    stages: programme.stages.map((stage) => {
      const wanted = chosen[stage.id];
      if (!wanted) return stage;
      const rate = stage.rates.find((each) => each.id === wanted);
      if (!rate)
        throw new Error(
          `${stage.id} has no rate ${wanted}; it has: ${stage.rates.map((each) => each.id).join(", ") || "none"}`,
        );
      return {
        ...stage,
        ratio: { ...stage.ratio, ...rate.ratio },
        ...(rate.grantMax !== undefined && { grantMax: rate.grantMax }),
      };
    }),
  };
}
