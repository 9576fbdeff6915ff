export { beginApplication } from "./applications.ts";
export { hongKongDay, publishCall } from "./calls.ts";
export { commitContribution, confirmReceipt, downloadEvidence, pledgeContribution } from "./contributions.ts";
export { approveApplication, giveReview, moveApplication } from "./decisions.ts";
export { mayLead, openTo } from "./eligibility.ts";
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
export { applicationMachine } from "./states.ts";
