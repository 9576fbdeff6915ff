import { z } from "zod";
import { day } from "#services/day.ts";
import {
  accountForm,
  addClaimLine,
  addFundNote,
  answerQuestion,
  beginClaim,
  buyOutForm,
  claimForm,
  claimLineForm,
  closeQuestion,
  closeQuestionForm,
  completionForm,
  confirmViability,
  declaredElsewhereForm,
  dropClaim,
  duePaymentForm,
  elsewhereForm,
  enterStatement,
  judgeLine,
  judgeMilestone,
  judgeReport,
  judgeVariation,
  leavingForm,
  lineQuestionForm,
  meetCondition,
  messageForm,
  moveAward,
  moveTranche,
  passGate,
  propertyLeaves,
  questionLine,
  recordDeclared,
  recordReferenceRate,
  redateStart,
  referenceRateForm,
  removeClaimLine,
  reportForm,
  reportMilestone,
  requestVariation,
  saleAtRateForm,
  settleDue,
  stakeBought,
  statementForm,
  submitAccount,
  submitClaim,
  submitReport,
  takeDealSales,
  takeSaleAtRate,
  takeStatementBack,
  tellElsewhere,
  variationForm,
  viabilityForm,
  withdrawClaim,
} from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { money } from "#services/money.ts";
import { noteForm } from "#services/note.ts";
import { act, maybeReason, nothing, runAct, subject } from "../../form/acts.server.ts";
import { awardView } from "./award-view.server.ts";

const withReason = z.object({
  subject: z.string("required").max(80),
  reason: z.string().max(5000, "tooLong").default(""),
});
const startForm = z.object({
  startsOn: z.union([z.literal("").transform(() => undefined), day]).default(undefined as never),
});
const signForm = z.object({ position: z.string().trim().max(200, "tooLong").default("") });
const redateForm = z.object({ startsOn: day });
const offerForm = z.object({
  reason: z.string().max(5000, "tooLong").default(""),
  conditions: z
    .string()
    .max(5000, "tooLong")
    .default("")
    .transform((text) => text.split("\n").flatMap((line) => line.trim() || [])),
});
const endForm = z.object({
  reason: z.string().max(5000, "tooLong").default(""),
  clawback: z.preprocess((typed) => typed || "0", money),
});
const milestoneReport = z.object({
  subject: z.string("required").max(80),
  report: z.string().max(10_000, "tooLong").default(""),
  reference: z.string().trim().max(500, "tooLong").default(""),
  evidence: z.file().optional(),
});

export function actOnAward(actor: Actor, id: string, request: Request) {
  return runAct(
    {
      note: act(noteForm, (input) => addFundNote(actor, id, "award", input), "noted"),
      sign: act(signForm, (input) => moveAward(actor, id, "sign", input), "agreementSigned"),
      refuseOffer: act(maybeReason, ({ reason }) => moveAward(actor, id, "refuseOffer", { reason }), "moved"),
      offerAgain: act(offerForm, (input) => moveAward(actor, id, "offerAgain", input), "moved"),
      start: act(startForm, ({ startsOn }) => moveAward(actor, id, "start", { startsOn }), "awardStarted"),
      redate: act(redateForm, ({ startsOn }) => redateStart(actor, id, startsOn), "awardRedated"),
      suspend: act(maybeReason, ({ reason }) => moveAward(actor, id, "suspend", { reason }), "moved"),
      resume: act(nothing, () => moveAward(actor, id, "resume"), "moved"),
      terminate: act(endForm, (input) => moveAward(actor, id, "terminate", input), "moved"),
      complete: act(
        completionForm,
        ({ owed, sure }) => moveAward(actor, id, "complete", sure ? { owed } : {}),
        "moved",
      ),
      condition: act(
        z.object({ subject: z.coerce.number().int() }),
        (input) => meetCondition(actor, id, input.subject),
        "conditionMet",
      ),
      checkParty: act(viabilityForm, (input) => confirmViability(actor, id, input), "partyChecked"),
      gate: act(nothing, () => passGate(actor, id), "stageOpened"),
      milestone: act(
        milestoneReport,
        ({ subject: milestone, ...input }) => reportMilestone(actor, id, milestone, input),
        "milestoneReported",
      ),
      acceptMilestone: act(
        withReason,
        (i) => judgeMilestone(actor, id, i.subject, "accept", i.reason),
        "milestoneJudged",
      ),
      returnMilestone: act(
        withReason,
        (i) => judgeMilestone(actor, id, i.subject, "return", i.reason),
        "milestoneJudged",
      ),
      propose: act(subject, (input) => moveTranche(actor, id, input.subject, "propose"), "trancheProposed"),
      recall: act(subject, (input) => moveTranche(actor, id, input.subject, "recall"), "moved"),
      release: act(subject, (input) => moveTranche(actor, id, input.subject, "release"), "released"),
      report: act(reportForm, (input) => submitReport(actor, id, input), "reportSent"),
      account: act(accountForm, (input) => submitAccount(actor, id, input), "reportSent"),
      acceptReport: act(withReason, (i) => judgeReport(actor, id, i.subject, "accept", i.reason), "moved"),
      returnReport: act(withReason, (i) => judgeReport(actor, id, i.subject, "return", i.reason), "moved"),
      beginClaim: act(claimForm, (input) => beginClaim(actor, id, input.stageId), "claimBegun"),
      claimLine: act(claimLineForm, (input) => addClaimLine(actor, id, input), "lineAdded"),
      removeLine: act(subject, (input) => removeClaimLine(actor, id, input.subject), "lineRemoved"),
      dropClaim: act(subject, (input) => dropClaim(actor, id, input.subject), "claimDropped"),
      withdrawClaim: act(subject, (input) => withdrawClaim(actor, id, input.subject), "claimBack"),
      submitClaim: act(subject, (input) => submitClaim(actor, id, input.subject), "claimSent"),
      askLine: act(lineQuestionForm, (input) => questionLine(actor, id, input), "asked"),
      answer: act(messageForm, (input) => answerQuestion(actor, id, input), "answered"),
      closeQuestion: act(closeQuestionForm, (input) => closeQuestion(actor, id, input), "questionClosed"),
      allowLine: act(withReason, (i) => judgeLine(actor, id, i.subject, "allow", i.reason), "lineJudged"),
      disallowLine: act(withReason, (i) => judgeLine(actor, id, i.subject, "disallow", i.reason), "lineJudged"),
      vary: act(variationForm, (input) => requestVariation(actor, id, input), "variationRequested"),
      approveVariation: act(withReason, (i) => judgeVariation(actor, id, i.subject, "approve", i.reason), "moved"),
      refuseVariation: act(withReason, (i) => judgeVariation(actor, id, i.subject, "refuse", i.reason), "moved"),
      withdrawVariation: act(withReason, (i) => judgeVariation(actor, id, i.subject, "withdraw"), "moved"),
      statementBack: act(subject, (input) => takeStatementBack(actor, id, input.subject), "statementBack"),
      statement: act(statementForm, (input) => enterStatement(actor, id, input), "statementEntered"),
      dealSales: act(nothing, () => takeDealSales(actor, id), "statementEntered"),
      saleAtRate: act(saleAtRateForm, (input) => takeSaleAtRate(actor, id, input), "statementEntered"),
      elsewhere: act(elsewhereForm, (input) => tellElsewhere(actor, id, input), "elsewhereTold"),
      declared: act(declaredElsewhereForm, (input) => recordDeclared(actor, id, input), "declaredRecorded"),
      referenceRate: act(referenceRateForm, (input) => recordReferenceRate(actor, id, input), "referenceRecorded"),
      leaving: act(leavingForm, (input) => propertyLeaves(actor, id, input), "leavingEntered"),
      buyOut: act(buyOutForm, (input) => stakeBought(actor, id, input), "stakeBought"),
      payment: act(duePaymentForm, (input) => settleDue(actor, id, input), "paymentEntered"),
    },
    request,
    `/applications/${id}/award`,
    async () => (await awardView(actor, id, actor.language, new URLSearchParams())) !== undefined,
  );
}
