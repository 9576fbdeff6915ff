export * from "./accounts.ts";
export { type Actor, type Role, thePortal } from "./actor.ts";
export { spendAttempt } from "./attempts.ts";
export { namesOfPeople, organisationList, organisationsByIds, peopleOf } from "./directory.ts";
export { declineForm, declineInvitation, invitationsOf, withdrawInvitation } from "./invitations.ts";
export { keepLanguage } from "./own-language.ts";
export {
  accountsWith,
  askOnto,
  countParticipants,
  forgetParticipants,
  givePart,
  isForAnother,
  mailAnswer,
  partForm,
  participantBySecret,
  participantForm,
  participantsIn,
  relationsByPart,
  relationsOfPart,
} from "./participants.ts";
export { hashPassword } from "./password.ts";
export { type Action, grounds, may, permissionTable, type Relation } from "./permissions.ts";
export { newChallenge, PROOF_BITS, proofHolds } from "./proof-of-work.ts";
export { beginSecondFactor, confirmSecondFactor } from "./second-factor.ts";
export { hashSecret, newSecret } from "./secret.ts";
export * from "./sessions.ts";
export { readSigned, signed } from "./signed.ts";
