import { expect, it } from "vitest";
import type { AuditEvent } from "#services/audit/index.ts";
import { partsOfAct } from "#services/funding/awarding/trail-words.ts";
import { trailFor } from "#services/funding/trail.ts";
import type { Role } from "#services/identity/index.ts";

const MINUTE = 60_000;
const trail = (
  [
    ["application.begun", 0, "lee"],
    ["application.saved", 1, "lee"],
    ["application.saved", 2, "chan"],
    ["application.saved", 50, "lee"],
    ["application.saved", 130, "lee"],
    ["sponsor.asked", 140, "chan"],
    ["application.submitted", 200, "chan"],
    ["application.return", 300, "officer"],
    ["application.saved", 310, "lee"],
    ["application.submitted", 320, "chan"],
  ] as const
).map(([action, at, actorId], sequence) => ({
  ...{ sequence, action, actorId },
  at: at * MINUTE,
  actorName: actorId,
  hash: "",
})) as unknown as AuditEvent[];
const seenBy = (role: Role) =>
  trailFor({ role, personId: "x" }, trail).map(({ action, at }) => `${action.split(".")[1]} ${at / MINUTE}`);

it("the fund's history of an application begins with its sending; what one person saved within an hour is one entry", () => {
  expect(seenBy("fundingOfficer")).toEqual(["submitted 200", "return 300", "submitted 320"]);
  expect(seenBy("ttoOfficer")).toEqual([
    ...["begun 0", "saved 2", "saved 50", "saved 130", "asked 140"],
    ...["submitted 200", "return 300", "saved 310", "submitted 320"],
  ]);
});

it("the trail of an award says how much, of what and for when; what was typed stays as it was typed", () => {
  const about = (action: string, details: Record<string, unknown>) => partsOfAct({ action, details }, "HKD");
  expect(about("tranche.released", { milestone: "First sale", amount: 120, stage: "stage-2", waits: 80 })).toEqual([
    { money: 120, currency: "HKD" },
    { text: "First sale" },
  ]);
  expect(about("report.returned", { kind: "final", dueOn: "2027-01-31", answer: "Why?" })).toEqual([
    { words: "awards.reportKinds.final" },
    { day: "2027-01-31" },
  ]);
  expect(about("due.arisen", { term: "unspent", amount: 5 })).toEqual([
    { words: "awards.terms.unspent" },
    { money: 5, currency: "HKD" },
  ]);
  expect(about("award.signed", { seal: "x" })).toEqual([]);
});
