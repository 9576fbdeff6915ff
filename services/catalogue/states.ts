import type { technologyStates } from "#db/schema/catalogue.ts";
import type { Step } from "../states.ts";

type TechnologyState = (typeof technologyStates)[number];
export type TechnologyAction = "publish" | "close" | "reoffer" | "withdraw";

/** A profile's way to the public and back. Its address is never given to another. */
export const technologyMachine: readonly Step<TechnologyState, TechnologyAction>[] = [
  { from: ["draft", "published", "closed", "withdrawn"], action: "publish", to: "published", who: ["ttoOfficer"] },
  { from: ["published"], action: "close", to: "closed", who: ["ttoOfficer"] },
  { from: ["closed"], action: "reoffer", to: "published", who: ["ttoOfficer"] },
  { from: ["published", "closed"], action: "withdraw", to: "withdrawn", who: ["ttoOfficer"] },
];
