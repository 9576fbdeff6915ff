import { z } from "zod";
import { contentFile, localised } from "../content.ts";

const licencesFile = z.strictObject({ licences: z.array(z.strictObject({ id: z.string(), name: z.string() })) });
const goalsFile = z.strictObject({ goals: z.array(localised).length(17) });
const licencesOnFile = contentFile("licences.yaml", licencesFile);
const goalsOnFile = contentFile("goals.yaml", goalsFile);

/** Licences for software, data and papers, by their SPDX identifier. */
export const licences = () => licencesOnFile().licences;

/** The Sustainable Development Goals in their order; the first has number 1. */
export const sustainableGoals = () => goalsOnFile().goals;
