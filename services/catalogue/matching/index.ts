export {
  noteEnquired,
  noteOpened,
  noteShown,
  refusalsOf,
  refusalsOfCase,
  refuseNeed,
  refuseTechnology,
  takeRefusalBack,
} from "./feedback.ts";
export { dueAfter } from "./promise.ts";
export { refusalForm, refusalReasons, sectors, serviceTargets } from "./reasons.ts";
export type { Why } from "./score.ts";
export { technologyByKey } from "./sides.ts";
export { needsFor, type Suggestion, suggestionsFor, suggestionsForFirm } from "./suggest.ts";
