export { rights } from "#db/schema/protection.ts";
export { calendarOf, calendarSince, endCalendar, newCalendar } from "./calendar.ts";
export { type ClockReading, clockWithFilings, mostPressing, noveltyRules, readClock } from "./clock.ts";
export { offices, workingDaysAfter } from "./counting.ts";
export { deadlineEvents, deadlinesAfter, endOfTerm } from "./deadlines.ts";
export { countDue, docketOf, doneForm, latestCheck, markDone, reopenDeadline, reopenForm } from "./docket.ts";
export { datesOf } from "./events.ts";
export { changeFiling, filingChangeForm, filingForm, openFamily } from "./families.ts";
export {
  abandonForm,
  addDeadline,
  agreeAbandoning,
  budgetForm,
  costForm,
  filingPage,
  keepFiling,
  letterForm,
  manualForm,
  noteCost,
  noteLetter,
  proposeAbandoning,
  removeCost,
  removeForm,
  removeLetter,
  setBudget,
  spentByCurrency,
} from "./filing-acts.ts";
export { exportPortfolio } from "./portfolio/export-portfolio.ts";
export {
  type FindingCount,
  guessReading,
  importPortfolio,
  previewPortfolio,
  readingForm,
  readingOf,
  type StoodRow,
  toLookAt,
} from "./portfolio/import-portfolio.ts";
export type { CellFinding, Reading } from "./portfolio/plan.ts";
export { LARGEST_PORTFOLIO, type ListTable, listForm, postedTable, readTable } from "./portfolio/table.ts";
export { familiesOf } from "./queries.ts";
export { remindOfDeadlines } from "./reminders.ts";
export { abandonmentsToAgree, fileSafelyBy, pressedByClock, undatedFilings } from "./waiting.ts";
export { checkDocket, stopWatchingDeadlines, watchDeadlines } from "./watch.ts";
