export {
  isRefusedBy,
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
export { firmsFor, matchReport, needsForActor, needsForInventor } from "./report.ts";
export type { Why } from "./score.ts";
export { technologyByKey } from "./sides.ts";
export { type Suggestion, suggestionsFor, suggestionsForFirm } from "./suggest.ts";
