import type { Actor, Role } from "./actor.ts";

/**
 * How a person stands to a record: `own` made it or is named on it; `organisation` belongs to the organisation that
 * holds it; `party` belongs to the other side of it; `invited` was asked to judge it; `assigned` said yes and has declared their interests; `reader`, `commenter` and `editor`
 * were given that part in it; `any` needs no relation.
 */
export type Relation =
  | "own"
  | "organisation"
  | "party"
  | "invited"
  | "assigned"
  | "reader"
  | "commenter"
  | "editor"
  | "any";

/** Who acts for the organisation that applies for money: a university's office, a company's people, an incubator's. */
const applicant = {
  ttoOfficer: ["organisation"],
  partner: ["organisation"],
  incubationManager: ["organisation"],
} as const;

/** Who may do what. A row is a sentence: "a TTO officer may evaluate a disclosure of the own organisation". Whatever has no row is denied. */
export const permissionTable = {
  "output.record": { researcher: ["any"], ttoOfficer: ["any"] },
  "output.read": { researcher: ["own"], ttoOfficer: ["organisation"] },
  "disclosure.write": { researcher: ["own", "editor"] },
  "disclosure.submit": { researcher: ["own"] },
  "disclosure.attach": { researcher: ["own", "editor"], ttoOfficer: ["organisation"] },
  "disclosure.read": { researcher: ["own", "reader"], ttoOfficer: ["organisation"] },
  "disclosure.comment": { researcher: ["own", "commenter"], ttoOfficer: ["organisation"] },
  "disclosure.share": { researcher: ["own"], ttoOfficer: ["organisation"] },
  "disclosure.decide": { ttoOfficer: ["organisation"] },
  "evaluation.assess": { ttoOfficer: ["organisation"] },
  "evaluation.decide": { ttoOfficer: ["organisation"] },
  "protection.read": { researcher: ["own"], ttoOfficer: ["organisation"] },
  "protection.file": { ttoOfficer: ["organisation"] },
  "technology.edit": { researcher: ["own"], ttoOfficer: ["organisation"] },
  "technology.agree": { researcher: ["own"] },
  "technology.publish": { ttoOfficer: ["organisation"] },
  "offer.make": { partner: ["any"] },
  "need.post": { partner: ["any"] },
  "need.edit": { partner: ["organisation"] },
  "need.answer": { researcher: ["any"], ttoOfficer: ["any"] },
  "match.refuse": { partner: ["party"], ttoOfficer: ["organisation"], researcher: ["own"] },
  "match.report": { ttoOfficer: ["organisation"] },
  "company.edit": { partner: ["organisation"] },
  "deal.enquire": { partner: ["any"] },
  "deal.read": { ttoOfficer: ["organisation"], partner: ["party"] },
  "deal.message": { ttoOfficer: ["organisation"], partner: ["party"] },
  "deal.offerNda": { ttoOfficer: ["organisation"] },
  "deal.sign": { ttoOfficer: ["organisation"], partner: ["party"] },
  "deal.propose": { ttoOfficer: ["organisation"], partner: ["party"] },
  "deal.decline": { ttoOfficer: ["organisation"], partner: ["party"] },
  "sales.report": { partner: ["party"] },
  "royalty.distribute": { ttoOfficer: ["organisation"] },
  "distribution.read": { researcher: ["own"], ttoOfficer: ["organisation"] },
  "venture.form": { ttoOfficer: ["organisation"], incubationManager: ["any"] },
  "venture.read": { researcher: ["own"], ttoOfficer: ["organisation"], incubationManager: ["any"] },
  "call.publish": { fundingOfficer: ["organisation"] },
  "application.write": {
    researcher: ["own", "editor"],
    ttoOfficer: ["organisation", "editor"],
    partner: ["organisation", "editor"],
    incubationManager: ["organisation", "editor"],
  },
  "application.comment": {
    researcher: ["own", "commenter"],
    ttoOfficer: ["organisation", "commenter"],
    partner: ["organisation", "commenter"],
    incubationManager: ["organisation", "commenter"],
  },
  "application.share": { researcher: ["own"], ...applicant },
  "application.submit": applicant,
  "application.withdraw": { researcher: ["own"], ...applicant },
  "application.read": {
    researcher: ["own", "reader"],
    ttoOfficer: ["organisation", "reader"],
    partner: ["organisation", "reader"],
    incubationManager: ["organisation", "reader"],
    fundingOfficer: ["party"],
    reviewer: ["assigned"],
    auditor: ["party"],
    administrator: ["party"],
  },
  "application.screen": { fundingOfficer: ["party"] },
  "application.reinstate": { administrator: ["party"] },
  "question.read": { researcher: ["own"], ...applicant, fundingOfficer: ["party"], auditor: ["party"] },
  "question.readClosed": {
    researcher: ["own"],
    ...applicant,
    fundingOfficer: ["party"],
    reviewer: ["assigned"],
    auditor: ["party"],
  },
  "question.answer": { researcher: ["own"], ...applicant, fundingOfficer: ["party"] },
  "letter.read": { researcher: ["own"], ...applicant, fundingOfficer: ["party"], auditor: ["party"] },
  "contribution.pledge": applicant,
  "contribution.confirm": { fundingOfficer: ["party"] },
  "contribution.fallAway": { ...applicant, fundingOfficer: ["party"] },
  "review.assign": { fundingOfficer: ["party"] },
  "review.answer": { reviewer: ["invited"] },
  "review.write": { reviewer: ["assigned"] },
  "application.decide": { fundingOfficer: ["party"] },
  "award.read": { researcher: ["own"], ...applicant, fundingOfficer: ["party"], auditor: ["party"] },
  "award.sign": applicant,
  "award.run": { fundingOfficer: ["party"] },
  "milestone.report": { researcher: ["own"], ...applicant },
  "milestone.accept": { fundingOfficer: ["party"] },
  "tranche.release": { fundingOfficer: ["party"] },
  "report.write": { researcher: ["own"], ...applicant },
  "claim.write": { researcher: ["own"], ...applicant },
  "claim.settle": { fundingOfficer: ["party"] },
  "variation.request": applicant,
  "statement.enter": applicant,
  "sales.take": { ...applicant, fundingOfficer: ["party"] },
  "due.settle": { fundingOfficer: ["party"] },
  "fund.read": { fundingOfficer: ["organisation"], auditor: ["organisation"] },
  "fundFile.read": { fundingOfficer: ["party"], auditor: ["party"] },
  "fundFile.note": { fundingOfficer: ["party"] },
  "organisation.tell": applicant,
  "organisation.invite": {
    ttoOfficer: ["organisation"],
    partner: ["organisation"],
    fundingOfficer: ["organisation"],
    incubationManager: ["organisation"],
    administrator: ["any"],
  },
  "portal.administer": { administrator: ["any"] },
} as const satisfies Record<string, Partial<Record<Role, readonly Relation[]>>>;

export type Action = keyof typeof permissionTable;

/** Whether the actor may do `action` to a record that they stand to in one of `relations`. Deny by default. */
export function may(actor: Actor | undefined, action: Action, relations: readonly Relation[] = []): boolean {
  if (!actor) return false;
  const row: Partial<Record<Role, readonly Relation[]>> = permissionTable[action];
  const allowed = row[actor.role] ?? [];
  return allowed.some((relation) => relation === "any" || relations.includes(relation));
}

/** The relations through which the actor's role gets at `action`: what a list filters by in its query. */
export function grounds(actor: Actor, action: Action): readonly Relation[] {
  const row: Partial<Record<Role, readonly Relation[]>> = permissionTable[action];
  return row[actor.role] ?? [];
}
