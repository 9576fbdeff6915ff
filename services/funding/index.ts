export {
  approveApplication,
  beginApplication,
  commitContribution,
  confirmReceipt,
  giveReview,
  hongKongDay,
  moveApplication,
  pledgeContribution,
  publishCall,
  releaseTranche,
  reportMilestone,
} from "./applications.ts";
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
export { type Programme, programme, programmes } from "./programme.ts";
export { applicationPage, applicationsFor, openCalls } from "./queries.ts";
export { applicationMachine } from "./states.ts";
