export { beginApplication } from "./applications.ts";
export { hongKongDay, publishCall } from "./calls.ts";
export { caseLadder, ladderCaseOf, ladderFor } from "./case-ladder.ts";
export { stackingTable } from "./content.ts";
export { commitContribution, confirmReceipt, downloadEvidence, pledgeContribution } from "./contributions.ts";
export { approveApplication, giveReview, moveApplication } from "./decisions.ts";
export { mayLead, openTo, withDesignation } from "./eligibility.ts";
export {
  applicationForm,
  callForm,
  contributionForm,
  decisionForm,
  evidenceForm,
  milestoneForm,
  reviewForm,
} from "./forms.ts";
export { computeMatch, type Match, type MatchCase } from "./match.ts";
export { releaseTranche, reportMilestone } from "./milestones.ts";
export { type Programme, programme, programmes } from "./programme.ts";
export { applicationPage, applicationsFor, openCalls } from "./queries.ts";
export { buyOutByYear, buyOutQuote } from "./rules/buyout.ts";
export { evaluate } from "./rules/evaluate.ts";
export { ladder } from "./rules/ladder.ts";
export { ladderNeeds, leadKinds, payerKinds } from "./rules/programme-schema.ts";
export { leavingPayment, recoup } from "./rules/recoupment.ts";
export { applicantOf, applicantOfKind, type Standing, standingIn } from "./standing.ts";
export { applicationMachine } from "./states.ts";
export {
  type ChangedLines,
  programmeEditor,
  programmeInForce,
  programmesInForce,
  programmeTextForm,
  refreshProgrammes,
  restoreFile,
  saveProgramme,
  templateText,
  versionInForce,
} from "./versions.ts";
