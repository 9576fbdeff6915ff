export { type AuditActor, type AuditEvent, type Subject, record } from "./record.ts";
export { caseEvents, historyOf, latestEvents } from "./queries.ts";
export { verifyChain } from "./verify.ts";
