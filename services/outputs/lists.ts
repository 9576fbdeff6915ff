import { z } from "zod";
import { loadYaml, localised } from "../content.ts";

const licencesFile = z.strictObject({ licences: z.array(z.strictObject({ id: z.string(), name: z.string() })) });
const goalsFile = z.strictObject({ goals: z.array(localised).length(17) });

/** Licences for software, data and papers, by their SPDX identifier. */
export const licences = () => loadYaml("licences.yaml", licencesFile).licences;

/** The Sustainable Development Goals in their order; the first has number 1. */
export const sustainableGoals = () => loadYaml("goals.yaml", goalsFile).goals;
