import type { Step } from "../../states.ts";

export type NeedState = "draft" | "open" | "closed";
export type NeedAction = "publish" | "close" | "reopen";

/** A need is written, open to answers, and over. */
export const needMachine: readonly Step<NeedState, NeedAction>[] = [
  { from: ["draft"], action: "publish", to: "open", who: ["partner"] },
  { from: ["open"], action: "close", to: "closed", who: ["partner"] },
  { from: ["closed"], action: "reopen", to: "open", who: ["partner"] },
];

export type AnswerState = "sent" | "inTalks" | "declined" | "withdrawn";
export type AnswerAction = "reply" | "decline" | "withdraw";

/** An answer waits for the firm, is talked about, and ends when one side says so. */
export const answerMachine: readonly Step<AnswerState, AnswerAction>[] = [
  { from: ["sent", "inTalks"], action: "reply", to: "inTalks", who: ["partner"] },
  { from: ["sent", "inTalks"], action: "decline", to: "declined", who: ["partner"] },
  { from: ["sent", "inTalks"], action: "withdraw", to: "withdrawn", who: ["researcher", "ttoOfficer"] },
];
