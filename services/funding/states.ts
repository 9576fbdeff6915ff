import type { awardStates, milestoneStates, trancheStates } from "#db/schema/awards.ts";
import type { applicationStates, contributionStatuses } from "#db/schema/funding.ts";
import type { Role } from "../identity/index.ts";
import type { Step } from "../states.ts";

export type ApplicationState = (typeof applicationStates)[number];
export type ApplicationAction =
  | "submit"
  | "withdraw"
  | "return"
  | "ruleIneligible"
  | "reinstate"
  | "startReview"
  | "toPanel"
  | "approve"
  | "reserve"
  | "decline"
  | "tell"
  | "appeal"
  | "uphold"
  | "dismiss";

/** Who acts for the organisation that leads an application: a university's office, a company's people, an incubator's. */
export const applicantRoles = ["ttoOfficer", "partner", "incubationManager"] as const;
const applicant = applicantRoles;
const team = [...applicantRoles, "researcher"] as const;
const funder = ["fundingOfficer"] as const;
const undecided = ["inPanel", "approved", "reserve", "declined"] as const;

/**
 * An application's way from draft to a told decision. A decision may change until it is told; what is told stays told:
 * only an appeal that is upheld brings an application back before the panel. Several steps of one action from one state
 * are told apart by where the application came from (`tell`).
 */
export const applicationMachine: readonly Step<ApplicationState, ApplicationAction>[] = [
  { from: ["draft", "returned"], action: "submit", to: "submitted", who: applicant },
  { from: ["submitted"], action: "return", to: "returned", who: funder },
  { from: ["submitted"], action: "ruleIneligible", to: "ineligible", who: funder },
  { from: ["ineligible"], action: "reinstate", to: "submitted", who: ["administrator"] },
  { from: ["submitted"], action: "startReview", to: "underReview", who: funder },
  { from: ["underReview"], action: "toPanel", to: "inPanel", who: funder },
  { from: undecided, action: "approve", to: "approved", who: funder },
  { from: undecided, action: "reserve", to: "reserve", who: funder },
  { from: undecided, action: "decline", to: "declined", who: funder },
  { from: ["approved"], action: "tell", to: "awarded", who: funder },
  { from: ["declined"], action: "tell", to: "refused", who: funder },
  { from: ["refused"], action: "appeal", to: "appealed", who: applicant },
  { from: ["appealed"], action: "uphold", to: "inPanel", who: funder },
  { from: ["appealed"], action: "dismiss", to: "refused", who: funder },
  {
    from: ["draft", "returned", "submitted", "underReview", "inPanel"],
    action: "withdraw",
    to: "withdrawn",
    who: applicant,
  },
  { from: ["draft"], action: "withdraw", to: "withdrawn", who: ["researcher"] },
];

export type AwardState = (typeof awardStates)[number];
export type AwardAction =
  | "sign"
  | "refuseOffer"
  | "offerAgain"
  | "start"
  | "suspend"
  | "resume"
  | "terminate"
  | "complete";

/** An award from the offer to its end. */
export const awardMachine: readonly Step<AwardState, AwardAction>[] = [
  { from: ["offered"], action: "sign", to: "signed", who: applicant },
  { from: ["offered"], action: "refuseOffer", to: "revising", who: applicant },
  { from: ["revising"], action: "offerAgain", to: "offered", who: funder },
  { from: ["signed"], action: "start", to: "active", who: funder },
  { from: ["active"], action: "suspend", to: "suspended", who: funder },
  { from: ["suspended"], action: "resume", to: "active", who: funder },
  {
    from: ["offered", "revising", "signed", "active", "suspended"],
    action: "terminate",
    to: "terminated",
    who: funder,
  },
  { from: ["active"], action: "complete", to: "completed", who: funder },
];

type MilestoneState = (typeof milestoneStates)[number];
export const milestoneMachine: readonly Step<MilestoneState, "report" | "accept" | "return">[] = [
  { from: ["planned", "returned"], action: "report", to: "reported", who: team },
  { from: ["reported"], action: "return", to: "returned", who: funder },
  { from: ["reported"], action: "accept", to: "accepted", who: funder },
];

type TrancheState = (typeof trancheStates)[number];
/** One officer proposes, another releases. What an ended award leaves unpaid lapses. */
export const trancheMachine: readonly Step<TrancheState, "propose" | "recall" | "release" | "lapse">[] = [
  { from: ["planned"], action: "propose", to: "proposed", who: funder },
  { from: ["proposed"], action: "recall", to: "planned", who: funder },
  { from: ["proposed"], action: "release", to: "released", who: funder },
  { from: ["planned", "proposed"], action: "lapse", to: "lapsed", who: funder },
];

export const contributionMachine: readonly Step<
  (typeof contributionStatuses)[number],
  "commit" | "receive" | "takeBack" | "fallAway"
>[] = [
  { from: ["pledged"], action: "commit", to: "committed", who: applicant },
  { from: ["committed"], action: "receive", to: "received", who: funder },
  // A receipt that was entered in error.
  { from: ["committed", "received"], action: "takeBack", to: "committed", who: funder },
  { from: ["committed"], action: "fallAway", to: "fellAway", who: [...applicant, ...funder] },
];

type ReviewState = "invited" | "assigned" | "declined" | "conflicted" | "done";
export const reviewMachine: readonly Step<
  ReviewState,
  "accept" | "decline" | "declareConflict" | "findConflict" | "give"
>[] = [
  { from: ["invited"], action: "accept", to: "assigned", who: ["reviewer"] },
  { from: ["invited"], action: "decline", to: "declined", who: ["reviewer"] },
  { from: ["invited", "assigned"], action: "declareConflict", to: "conflicted", who: ["reviewer"] },
  { from: ["invited", "assigned"], action: "findConflict", to: "conflicted", who: funder },
  { from: ["assigned"], action: "give", to: "done", who: ["reviewer"] },
];

type ReportState = "due" | "returned" | "submitted" | "accepted";
export const reportMachine: readonly Step<ReportState, "submit" | "return" | "accept">[] = [
  { from: ["due", "returned"], action: "submit", to: "submitted", who: team },
  { from: ["submitted"], action: "return", to: "returned", who: funder },
  { from: ["submitted"], action: "accept", to: "accepted", who: funder },
];

type ClaimState = "draft" | "submitted" | "settled";
export const claimMachine: readonly Step<ClaimState, "submit" | "withdraw" | "settle">[] = [
  { from: ["draft"], action: "submit", to: "submitted", who: team },
  { from: ["submitted"], action: "withdraw", to: "draft", who: team },
  { from: ["submitted"], action: "settle", to: "settled", who: funder },
];

type QuestionState = "withApplicant" | "withFunder" | "closed";
/** A question has one owner at a time; only the funder closes it. */
export const questionMachine: readonly Step<QuestionState, "answer" | "askAgain" | "close">[] = [
  { from: ["withApplicant"], action: "answer", to: "withFunder", who: team },
  { from: ["withFunder"], action: "askAgain", to: "withApplicant", who: funder },
  { from: ["withApplicant", "withFunder"], action: "close", to: "closed", who: funder },
];

type VariationState = "requested" | "approved" | "refused" | "withdrawn";
export const variationMachine: readonly Step<VariationState, "approve" | "refuse" | "withdraw">[] = [
  { from: ["requested"], action: "approve", to: "approved", who: funder },
  { from: ["requested"], action: "refuse", to: "refused", who: funder },
  { from: ["requested"], action: "withdraw", to: "withdrawn", who: applicant },
];

export type Owner = "applicant" | "team" | "fundingOfficer" | "reviewer" | "nobody";
const owners: Record<ApplicationState, Owner> = {
  draft: "applicant",
  returned: "applicant",
  submitted: "fundingOfficer",
  underReview: "reviewer",
  inPanel: "fundingOfficer",
  approved: "fundingOfficer",
  reserve: "fundingOfficer",
  declined: "fundingOfficer",
  appealed: "fundingOfficer",
  awarded: "nobody",
  refused: "nobody",
  ineligible: "nobody",
  withdrawn: "nobody",
};

/**
 * Who has to move an application on: one side, the same on its page and in the fund's queue. While a question waits for the
 * applicant it is theirs; while a team still has parts to write it is the team's; without a reviewer who is still to answer or to score, a review is the fund's to see to. Pure.
 */
export function ownerOf(
  state: ApplicationState,
  open: { questions: number; reviews: number; isTeamWriting?: boolean },
): Owner {
  if (open.isTeamWriting && (state === "draft" || state === "returned")) return "team";
  if (open.questions > 0 && owners[state] !== "nobody") return "applicant";
  return state === "underReview" && open.reviews === 0 ? "fundingOfficer" : owners[state];
}

const untold = ["approved", "reserve", "declined"];

/** The state as one side sees it: a decision that is not told yet is the funder's alone. */
export const stateSeenBy = (role: Role, state: ApplicationState): ApplicationState =>
  role !== "fundingOfficer" && untold.includes(state) ? "inPanel" : state;
