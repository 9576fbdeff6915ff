import { describe, expect, it } from "vitest";
import { applicantRoles } from "#services/funding/states.ts";
import { type Action, type Actor, may, permissionTable, type Relation, type Role } from "#services/identity/index.ts";

const roles: Role[] = [
  "researcher",
  "ttoOfficer",
  "partner",
  "fundingOfficer",
  "reviewer",
  "auditor",
  "incubationManager",
  "administrator",
];
const relations: Array<Relation | "none"> = [
  "none",
  "own",
  "organisation",
  "party",
  "invited",
  "assigned",
  "reader",
  "commenter",
  "editor",
];

/**
 * Who may do what, written out a second time by hand: for each action the letters of the roles that may, by relation.
 * R researcher, T TTO officer, P partner, F funding officer, V reviewer, U auditor, I incubation manager, A administrator.
 * Order of the columns: no relation, own, organisation, party, invited, assigned, and where somebody may be given a part:
 * reader, commenter, editor.
 */
type Row = [string, string, string, string, string, string, reader?: string, commenter?: string, editor?: string];
const expected: Record<Action, Row> = {
  "output.record": ["RT", "RT", "RT", "RT", "RT", "RT"],
  "output.read": ["", "R", "T", "", "", ""],
  "disclosure.write": ["", "R", "", "", "", "", "", "", "R"],
  "disclosure.submit": ["", "R", "", "", "", ""],
  "disclosure.attach": ["", "R", "T", "", "", "", "", "", "R"],
  "disclosure.read": ["", "R", "T", "", "", "", "R"],
  "disclosure.comment": ["", "R", "T", "", "", "", "", "R"],
  "disclosure.share": ["", "R", "T", "", "", ""],
  "disclosure.decide": ["", "", "T", "", "", ""],
  "evaluation.assess": ["", "", "T", "", "", ""],
  "evaluation.decide": ["", "", "T", "", "", ""],
  "protection.read": ["", "R", "T", "", "", ""],
  "protection.file": ["", "", "T", "", "", ""],
  "technology.edit": ["", "R", "T", "", "", ""],
  "technology.agree": ["", "R", "", "", "", ""],
  "technology.publish": ["", "", "T", "", "", ""],
  "offer.make": ["P", "P", "P", "P", "P", "P"],
  "need.post": ["P", "P", "P", "P", "P", "P"],
  "need.edit": ["", "", "P", "", "", ""],
  "need.answer": ["RT", "RT", "RT", "RT", "RT", "RT"],
  "match.refuse": ["", "R", "T", "P", "", ""],
  "match.report": ["", "", "T", "", "", ""],
  "company.edit": ["", "", "P", "", "", ""],
  "deal.enquire": ["P", "P", "P", "P", "P", "P"],
  "deal.read": ["", "", "T", "P", "", ""],
  "deal.message": ["", "", "T", "P", "", ""],
  "deal.offerNda": ["", "", "T", "", "", ""],
  "deal.sign": ["", "", "T", "P", "", ""],
  "deal.propose": ["", "", "T", "P", "", ""],
  "deal.decline": ["", "", "T", "P", "", ""],
  "sales.report": ["", "", "", "P", "", ""],
  "royalty.distribute": ["", "", "T", "", "", ""],
  "distribution.read": ["", "R", "T", "", "", ""],
  "venture.form": ["I", "I", "TI", "I", "I", "I"],
  "venture.read": ["I", "RI", "TI", "I", "I", "I"],
  "call.publish": ["", "", "F", "", "", ""],
  "application.write": ["", "R", "TPI", "", "", "", "", "", "RTPI"],
  "application.comment": ["", "R", "TPI", "", "", "", "", "RTPI"],
  "application.share": ["", "R", "TPI", "", "", ""],
  "application.submit": ["", "", "TPI", "", "", ""],
  "application.withdraw": ["", "R", "TPI", "", "", ""],
  "application.read": ["", "R", "TPI", "FUA", "", "V", "RTPI"],
  "application.screen": ["", "", "", "F", "", ""],
  "application.reinstate": ["", "", "", "A", "", ""],
  "question.read": ["", "R", "TPI", "FU", "", ""],
  "question.readClosed": ["", "R", "TPI", "FU", "", "V"],
  "question.answer": ["", "R", "TPI", "F", "", ""],
  "letter.read": ["", "R", "TPI", "FU", "", ""],
  "contribution.pledge": ["", "", "TPI", "", "", ""],
  "contribution.confirm": ["", "", "", "F", "", ""],
  "contribution.fallAway": ["", "", "TPI", "F", "", ""],
  "review.assign": ["", "", "", "F", "", ""],
  "review.answer": ["", "", "", "", "V", ""],
  "review.write": ["", "", "", "", "", "V"],
  "application.decide": ["", "", "", "F", "", ""],
  "award.read": ["", "R", "TPI", "FU", "", ""],
  "award.sign": ["", "", "TPI", "", "", ""],
  "award.run": ["", "", "", "F", "", ""],
  "milestone.report": ["", "R", "TPI", "", "", ""],
  "milestone.accept": ["", "", "", "F", "", ""],
  "tranche.release": ["", "", "", "F", "", ""],
  "report.write": ["", "R", "TPI", "", "", ""],
  "claim.write": ["", "R", "TPI", "", "", ""],
  "claim.settle": ["", "", "", "F", "", ""],
  "variation.request": ["", "", "TPI", "", "", ""],
  "statement.enter": ["", "", "TPI", "", "", ""],
  "sales.take": ["", "", "TPI", "F", "", ""],
  "due.settle": ["", "", "", "F", "", ""],
  "fund.read": ["", "", "FU", "", "", ""],
  "fundFile.read": ["", "", "", "FU", "", ""],
  "fundFile.note": ["", "", "", "F", "", ""],
  "organisation.tell": ["", "", "TPI", "", "", ""],
  "organisation.invite": ["A", "A", "TPFIA", "A", "A", "A"],
  "portal.administer": ["A", "A", "A", "A", "A", "A"],
};
const letter: Record<Role, string> = {
  researcher: "R",
  ttoOfficer: "T",
  partner: "P",
  fundingOfficer: "F",
  reviewer: "V",
  auditor: "U",
  incubationManager: "I",
  administrator: "A",
};

describe("the permission table", () => {
  it("allows exactly what is written out here, for every action, role and relation", () => {
    expect(Object.keys(permissionTable).sort()).toEqual(Object.keys(expected).sort());
    for (const action of Object.keys(expected) as Action[])
      for (const role of roles)
        for (const [column, relation] of relations.entries()) {
          const actor = { role } as Actor;
          expect(may(actor, action, relation === "none" ? [] : [relation]), `${role} ${action} ${relation}`).toBe(
            (expected[action][column] ?? expected[action][0]).includes(letter[role]),
          );
        }
  });

  it("lets an auditor read and nothing else", () => {
    const auditor = { role: "auditor" } as Actor;
    const granted = (Object.keys(expected) as Action[]).filter((action) =>
      relations.some((relation) => relation !== "none" && may(auditor, action, [relation])),
    );
    expect(granted).toEqual([
      "application.read",
      "question.read",
      "question.readClosed",
      "letter.read",
      "award.read",
      "fund.read",
      "fundFile.read",
    ]);
  });

  it("allows a stranger nothing", () => {
    for (const action of Object.keys(expected) as Action[])
      expect(may(undefined, action, ["own", "organisation", "party", "invited", "assigned", "any"])).toBe(false);
  });
});

it("whoever may sign for an applicant is who moves its application on", () => {
  expect(Object.keys(permissionTable["award.sign"])).toEqual([...applicantRoles]);
});
