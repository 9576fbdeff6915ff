export { caseEvents, eventsAbout, headOfLog, historyOf, lastDone, latestEvents } from "./queries.ts";
export { type AuditActor, type AuditEvent, record, type Subject } from "./record.ts";
export { verifyChain } from "./verify.ts";
