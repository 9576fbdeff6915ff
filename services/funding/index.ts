export { keepAnswer, lateSince, questionsOf as answerNames } from "./applying/answers.ts";
export { beginApplication, caseOfOffice, casesToApplyWith, eligibilityOf } from "./applying/begin.ts";
export { budgetMark, saveBudget } from "./applying/budget.ts";
export { answersTo, conditionAnswer, conditionNote } from "./applying/conditions.ts";
export {
  besideProgramme,
  declarationsMark,
  declare,
  keepDeclarations,
  otherFundingOf,
  rulesBeside,
} from "./applying/declarations.ts";
export { attachDocuments, downloadDocument, removeDocument, sayPaper } from "./applying/documents.ts";
export { handOverPart, handsOnForm } from "./applying/hands.ts";
export { packOf, submissionsOf } from "./applying/pack.ts";
export { papersOf } from "./applying/papers.ts";
export {
  applicationsSharedWith,
  changePartOn,
  commentOnApplication,
  commentOnLink,
  commentsOn,
  inviteOnto,
  mayOpen,
  sharedApplication,
} from "./applying/people.ts";
export { assumedStartOf, planRows, savePlan } from "./applying/plan.ts";
export { answerAsSponsor, sponsorLetter, sponsorPage } from "./applying/sponsor-answers.ts";
export { invitationStands, invitationsOf, inviteAgain, inviteSponsors, sponsorsFor } from "./applying/sponsors.ts";
export { saveStages, stagesMark } from "./applying/stages.ts";
export { mayDrop, submitApplication, withdrawApplication } from "./applying/submit.ts";
export { waitingForApplicant } from "./applying/waiting.ts";
export { decideAppeal, fileAppeal } from "./assessing/appeals.ts";
export { staysOf } from "./assessing/clocks.ts";
export { decide, tellAll, tellDecision, toPanel } from "./assessing/decisions.ts";
export { remindOfDeclarations } from "./assessing/declaration-reminders.ts";
export { reviewInvitation, withdrawnUnderReview } from "./assessing/invitation.ts";
export { downloadLetter, lastAppealDay } from "./assessing/letters.ts";
export { panelOf } from "./assessing/panel.ts";
export { answerQuestion, askClarification, closeQuestion, questionLine } from "./assessing/questions.ts";
export { callsWithResults, publishedResults, publishResults, resultsWait } from "./assessing/results.ts";
export {
  answerInvitation,
  declareInterests,
  giveReview,
  inviteReviewers,
  keepReview,
  LEAST_REVIEWS,
  reviewerChoices,
  reviewerDesk,
} from "./assessing/reviewers.ts";
export { ruledOut, screenApplication } from "./assessing/screening.ts";
export { offeredAgreement } from "./awarding/agreement.ts";
export { meetCondition, moveAward, passGate } from "./awarding/award.ts";
export { paidIn, stakeBought } from "./awarding/buying-out.ts";
export { dropClaim, removeClaimLine, withdrawClaim } from "./awarding/claim-changes.ts";
export { addClaimLine, beginClaim, judgeLine, submitClaim } from "./awarding/claims.ts";
export { takeAllDealSales, takeDealSales, takeSaleAtRate } from "./awarding/deal-sales.ts";
export { interestUntil, propertyLeaves } from "./awarding/leaving.ts";
export { enterStatement, moneyDueBack, settleDue } from "./awarding/ledger.ts";
export { recordDeclared, tellElsewhere } from "./awarding/made-elsewhere.ts";
export { judgeMilestone, reportMilestone } from "./awarding/milestones.ts";
export { awardPage } from "./awarding/queries.ts";
export { checkSums, stopWatchingSums, sumsPage, watchSums } from "./awarding/reconcile.ts";
export { interestByYear, recordReferenceRate } from "./awarding/reference-rates.ts";
export { judgeReport, scheduleReports, submitAccount, submitReport } from "./awarding/reports.ts";
export { returnedOf } from "./awarding/returned.ts";
export { madeElsewhereOf } from "./awarding/royalty-due.ts";
export { endOf, redateStart } from "./awarding/start.ts";
export { mayTakeBack, takeStatementBack } from "./awarding/statement-back.ts";
export { promiseOf, promisesByCurrency, promisesByStage } from "./awarding/sums.ts";
export { partsOfAct } from "./awarding/trail-words.ts";
export { moveTranche } from "./awarding/tranches.ts";
export { judgeVariation, requestVariation } from "./awarding/variations.ts";
export { confirmViability } from "./awarding/viability.ts";
export {
  callWithRules,
  closingOf,
  decidesAsTheyCome,
  frozen,
  hasRulesOfToday,
  hongKongDay,
  isOpen,
  publishCall,
  rulesOf,
  rulesOfCalls,
  windowOf,
} from "./calls.ts";
export { caseLadder, ladderCaseOf, ladderFor } from "./case-ladder.ts";
export { closeCall, extendCall } from "./closing.ts";
export { stackingTable } from "./content.ts";
export {
  commitContribution,
  downloadEvidence,
} from "./contributions.ts";
export { programmeYear } from "./desk/annual.ts";
export { exportPortfolio } from "./desk/export.ts";
export { addFundNote, fundNotesOn } from "./desk/fund-notes.ts";
export { moneyView } from "./desk/money.ts";
export { ownFacts, tellFact } from "./desk/organisation-facts.ts";
export { portfolioByStageAndField, portfolioCounts, portfolioPage } from "./desk/portfolio.ts";
export { deskQueue } from "./desk/queue.ts";
export { flaggedAwards, REMINDER_REST, remindAwards } from "./desk/risks.ts";
export { signalsAbout, signalsOf } from "./desk/signals.ts";
export { mayLead, openTo, withDesignation } from "./eligibility.ts";
export { type CountedAs, countedAs } from "./exchange-words.ts";
export { recordFallAway, whyNotFallAway } from "./fall-away.ts";
export * from "./forms.ts";
export { computeMatch, type Match, type MatchCase } from "./match.ts";
export { payerNames } from "./payer-names.ts";
export { dropPledge, pledgeContribution } from "./pledges.ts";
export { type Programme, programme, programmes } from "./programme.ts";
export { applicationPage, applicationsFor, callsOf, openCalls } from "./queries.ts";
export { checkRate, mayStateRate, stateRate } from "./rates.ts";
export { takeReceiptBack } from "./receipt-back.ts";
export { confirmReceipt, funded } from "./receipts.ts";
export { buyOutByYear, buyOutOfParts, buyOutQuote, isQuoted } from "./rules/buyout.ts";
export { isRate } from "./rules/currency.ts";
export { evaluate } from "./rules/evaluate.ts";
export { ladder } from "./rules/ladder.ts";
export { ladderNeeds, leadKinds, payerKinds } from "./rules/programme-schema.ts";
export { recoup, recoupToRelease } from "./rules/recoupment.ts";
export { usualMonths } from "./rules/usual-months.ts";
export { ruleProblems, rulesToKnow, tellOfRulesSetAside } from "./set-aside.ts";
export { applicantOf, applicantOfKind, type Standing, standingIn } from "./standing.ts";
export { currenciesBeside, currencyRuleOf } from "./stated-rate.ts";
export { applicantRoles, applicationMachine, awardMachine, ownerOf, stateSeenBy } from "./states.ts";
export { termsOf } from "./terms.ts";
export { trailOf } from "./trail.ts";
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
