import { loadYaml } from "../content.ts";
import { type StackingPair, stackingFile } from "./rules/stacking.ts";

/** Which programmes one case may have together: `content/stacking.yaml`. */
export const stackingTable = (): StackingPair[] => loadYaml("stacking.yaml", stackingFile).pairs;
