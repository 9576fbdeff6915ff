export { disclosureKinds, inventionStages } from "#db/schema/outputs.ts";
export { type Answers, longestAt, rowMembers } from "./answer-paths.ts";
export { type Change, changesForm, type Outcome } from "./answers.ts";
export { askAgain, askAgainForm, askInventors } from "./ask-inventors.ts";
export {
  attachToDisclosure,
  attachToOutput,
  downloadAttachment,
  removeAttachment,
  removeFromOutput,
} from "./attachments.ts";
export {
  beginDisclosure,
  deleteDraft,
  discloseFromAnswers,
  type FirstAnswers,
  firstAnswersForm,
} from "./begin.ts";
export {
  assignCases,
  assignForm,
  caseFilter,
  caseList,
  countToMove,
  dropFilter,
  filterForm,
  filtersOf,
  loadPerOfficer,
  saveFilter,
} from "./case-list.ts";
export { commentByLink, commentForm, commentOn, commentsOf } from "./comments.ts";
export { answerByLink, answerSignedIn, askedPerson } from "./confirmations.ts";
export { type DisclosedText, disclosedPassages, textSeal } from "./disclosed-text.ts";
export { type Disclosure, disclosureFor } from "./disclosures.ts";
export { answersOf, isAsked } from "./draft.ts";
export { attachmentForm, outputForm } from "./forms.ts";
export { handForm, handOver, handsOn } from "./hands.ts";
export { importForm, importReferences, LARGEST_LIST, type PreviewRow, previewReferences } from "./import-references.ts";
export { homesOfResearch, intakeBySecret, leaveAnswers, newcomerForm, takeUpForm, takeUpIntake } from "./intake.ts";
export { licences, sustainableGoals } from "./lists.ts";
export { type DraftStep, missingIn, steps, undatedIn } from "./missing.ts";
export { moveDisclosure, setState } from "./moves.ts";
export { addNote, notesOf } from "./notes.ts";
export { obligationRules, obligationsOf } from "./obligations.ts";
export {
  changePart,
  countSharing,
  disclosuresSharedWith,
  inviteParticipant,
  sharedByLink,
  sharingPage,
} from "./participants.ts";
export { approvalRule, targetDays } from "./practice.ts";
export {
  casesByState,
  deskOf,
  disclosurePage,
  disclosuresNaming,
  draftsOf,
  outputFor,
  outputsOf,
  wordsAwaited,
} from "./queries.ts";
export { reassign, reassignForm, reassignmentOf } from "./reassign.ts";
export { editOutput, recordOutput } from "./record-output.ts";
export { saveAnswers } from "./save-answers.ts";
export { splitEqually } from "./shares.ts";
export { type DisclosureAction, type DisclosureState, disclosureMachine } from "./states.ts";
export { replyForm, submitDisclosure } from "./submit.ts";
export { takeOverInvention } from "./take-over.ts";
export { hongKongToday } from "./today.ts";
