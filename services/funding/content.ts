import { z } from "zod";
import { contentFile } from "../content.ts";
import { marks } from "./rules/schema-leaves.ts";
import { otherCurrencies } from "./rules/schema-money.ts";
import { type StackingPair, stackingFile } from "./rules/stacking.ts";

const stackingOnFile = contentFile("stacking.yaml", stackingFile);

/** Which programmes one case may have together: `content/stacking.yaml`. */
export const stackingTable = (): StackingPair[] => stackingOnFile().pairs;

const defaultsFile = z.strictObject({
  startWithinMonths: z.number().int().positive(),
  ...marks,
  otherCurrencies,
  /** How far the rate at which a bank exchanged money may lie from that of the promise's letter, in both directions. */
  exchangedWithinBasisPoints: z.number().int().min(0).max(10_000),
});

/** What is taken where a programme's file is silent: `content/funding-defaults.yaml`. */
export const fundingDefaults = contentFile("funding-defaults.yaml", defaultsFile);
