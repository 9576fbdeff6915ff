import {
  answerInvitation,
  answerQuestion,
  askClarification,
  closeQuestion,
  closeQuestionForm,
  commitContribution,
  confirmReceipt,
  contributionForm,
  decide,
  decideAppeal,
  decisionForm,
  dropPledge,
  evidenceForm,
  fellowForm,
  fileAppeal,
  giveReview,
  inviteReviewers,
  inviteReviewersForm,
  inviteSponsors,
  keepReview,
  messageForm,
  pledgeContribution,
  questionForm,
  reasonForm,
  receiptForm,
  reviewDraftForm,
  reviewForm,
  screenApplication,
  sponsorForm,
  submitApplication,
  tellDecision,
  tellForm,
  toPanel,
  withdrawApplication,
} from "#services/funding/index.ts";
import { type Actor, invite } from "#services/identity/index.ts";
import { type Act, act, maybeReason, nothing, runAct, subject } from "../../form/acts.server.ts";

export function actOnApplication(actor: Actor, id: string, request: Request) {
  const acts: Record<string, Act> = {
    submit: act(nothing, () => submitApplication(actor, id), "applicationSent"),
    withdraw: act(nothing, () => withdrawApplication(actor, id), "moved"),
    pledge: act(contributionForm, (input) => pledgeContribution(actor, id, input), "pledged"),
    drop: act(subject, (input) => dropPledge(actor, id, input.subject), "pledgeDropped"),
    commit: act(evidenceForm, (input) => commitContribution(actor, id, input), "committed"),
    receive: act(receiptForm, (input) => confirmReceipt(actor, id, input), "received"),
    askSponsors: act(sponsorForm, (input) => inviteSponsors(actor, id, input), "sponsorsAsked"),
    return: act(maybeReason, ({ reason }) => screenApplication(actor, id, "return", reason), "moved"),
    ruleIneligible: act(maybeReason, ({ reason }) => screenApplication(actor, id, "ruleIneligible", reason), "moved"),
    reinstate: act(maybeReason, ({ reason }) => screenApplication(actor, id, "reinstate", reason), "moved"),
    ask: act(questionForm, (input) => askClarification(actor, id, input), "asked"),
    answer: act(messageForm, (input) => answerQuestion(actor, id, input), "answered"),
    closeQuestion: act(closeQuestionForm, (input) => closeQuestion(actor, id, input), "questionClosed"),
    inviteReviewers: act(inviteReviewersForm, (input) => inviteReviewers(actor, id, input), "reviewersAsked"),
    acceptReview: act(nothing, () => answerInvitation(actor, id, "accept"), "reviewAccepted"),
    declineReview: act(maybeReason, ({ reason }) => answerInvitation(actor, id, "decline", reason), "moved"),
    declareConflict: act(maybeReason, ({ reason }) => answerInvitation(actor, id, "declareConflict", reason), "moved"),
    inviteFellow: act(
      fellowForm,
      ({ email }) => invite(actor, { email, role: "reviewer", organisationId: actor.organisationId }, actor.language),
      "invited",
    ),
    keepReview: act(reviewDraftForm, (input) => keepReview(actor, id, input), "saved"),
    review: act(reviewForm, (input) => giveReview(actor, id, input), "reviewed"),
    toPanel: act(nothing, () => toPanel(actor, id), "moved"),
    approve: act(decisionForm, (input) => decide(actor, id, "approve", input), "decisionKept"),
    reserve: act(decisionForm, (input) => decide(actor, id, "reserve", input), "decisionKept"),
    decline: act(decisionForm, (input) => decide(actor, id, "decline", input), "decisionKept"),
    tell: act(tellForm, ({ seen }) => tellDecision(actor, id, seen), "decisionTold"),
    appeal: act(reasonForm, ({ reason }) => fileAppeal(actor, id, reason), "appealed"),
    uphold: act(reasonForm, ({ reason }) => decideAppeal(actor, id, "uphold", reason), "moved"),
    dismiss: act(reasonForm, ({ reason }) => decideAppeal(actor, id, "dismiss", reason), "moved"),
  };
  const gone = ["declineReview", "declareConflict"];
  return request
    .clone()
    .formData()
    .then((form) =>
      runAct(acts, request, gone.includes(String(form.get("intent"))) ? "/funding" : `/applications/${id}`),
    );
}
