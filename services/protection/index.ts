export { type ClockReading, clockOf, noveltyRules, readClock } from "./clock.ts";
export { deadlineEvents, deadlinesAfter } from "./deadlines.ts";
export { filingForm, openFamily } from "./families.ts";
export { familiesOf } from "./queries.ts";
