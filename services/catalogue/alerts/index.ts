export {
  alertsOf,
  dropAlert,
  type Frequency,
  follow,
  frequencyForm,
  savedSearchForm,
  saveSearch,
  setFrequency,
} from "./saved.ts";
export { unsubscribe, unsubscribing } from "./unsubscribe.ts";
export { stopWatchingAlerts, watchAlerts } from "./watch.ts";
