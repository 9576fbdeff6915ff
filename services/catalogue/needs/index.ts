export { type Access, accessList, askAccess, decideAccess } from "./access.ts";
export {
  answerNeed,
  answersTo,
  answerThread,
  declineAnswer,
  revealFirm,
  technologiesToAnswer,
  withdrawAnswer,
  writeToAnswer,
} from "./answers.ts";
export { answerForm, bandOf, needForm, threadForm } from "./forms.ts";
export { needPage, needsOfFirm, openNeeds } from "./queries.ts";
export { answerMachine, needMachine } from "./states.ts";
export { closePastNeeds, moveNeed, writeNeed } from "./write-need.ts";
