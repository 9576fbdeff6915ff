export * from "./accounts.ts";
export { type Actor, type Role, thePortal } from "./actor.ts";
export { spendAttempt } from "./attempts.ts";
export { organisationList, organisationsByIds, peopleOf } from "./directory.ts";
export { hashPassword } from "./password.ts";
export { type Action, grounds, may, permissionTable, type Relation } from "./permissions.ts";
export { beginSecondFactor, confirmSecondFactor } from "./second-factor.ts";
export { hashSecret, newSecret } from "./secret.ts";
export * from "./sessions.ts";
