export { holdingsOf } from "./cap-table.ts";
export {
  formVenture,
  publicVentures,
  ventureForm,
  ventureOfCase,
  venturePage,
  venturesToApplyWith,
} from "./ventures.ts";
