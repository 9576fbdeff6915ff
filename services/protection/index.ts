export { filingForm, openFamily } from "./families.ts";
export { familiesOf } from "./queries.ts";
