import { randomUUID } from "node:crypto";
import { acceptedEndings, filesOf, LARGEST_UPLOAD } from "#services/documents/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { type Language, readable, told, toldIf } from "#services/language.ts";
import {
  type Answers,
  answersOf,
  approvalRule,
  commentsOf,
  disclosureKinds,
  type disclosurePage,
  handsOn,
  hongKongToday,
  inventionStages,
  isAsked,
  missingIn,
  obligationRules,
  obligationsOf,
  rowMembers,
  splitEqually,
  steps,
  undatedIn,
} from "#services/outputs/index.ts";
import { clockWithFilings, familiesOf, mostPressing } from "#services/protection/index.ts";

type Page = NonNullable<Awaited<ReturnType<typeof disclosurePage>>>;

/** By when to file, as the days stand that are typed on the form, and the one day to name first. */
export async function draftClock({ caseId, publicDisclosures }: Page["disclosure"]) {
  const { filings } = await familiesOf(caseId);
  const readings = clockWithFilings(publicDisclosures, filings, hongKongToday(Date.now()));
  return { readings, next: mostPressing(readings) };
}
export type DraftClock = Awaited<ReturnType<typeof draftClock>>;

/** Everything the stepped form shows. */
export async function draftView(actor: Actor, page: Page, language: Language) {
  const { disclosure, inventors, associates, relations } = page;
  /** Whoever only helps to write has no say on people and shares, and does not send it off. */
  const isInventor = relations.includes("own");
  const approval = approvalRule(disclosure.organisationId);
  const today = hongKongToday(Date.now());
  const [files, clock] = await Promise.all([
    filesOf({ kind: "disclosure", id: disclosure.id }),
    draftClock(disclosure),
  ]);
  return {
    id: disclosure.id,
    caseId: disclosure.caseId,
    state: disclosure.state,
    reason: toldIf(disclosure.reason, language),
    isNew: disclosure.submittedAt === null,
    isInventor,
    /** Confirmations were given or asked for and are void: nobody is asked again before somebody says so. */
    isVoided:
      isInventor &&
      ((disclosure.state === "draft" && disclosure.stateSince > disclosure.createdAt) ||
        (disclosure.state === "returned" && !inventors.every((each) => each.confirmation === "confirmed"))),
    answers: isInventor ? answersOf(page) : withoutPeople(answersOf(page)),
    steps: steps.filter((step) => isInventor || (step !== "people" && step !== "review")),
    stages: [...inventionStages],
    madeKinds: [...disclosureKinds],
    approval,
    /** Equal shares as people type them, by how many there are. */
    splits: Array.from({ length: 31 }, (_, people) => splitEqually(people).map((share) => String(share / 100))),
    /** Ids for one more row of each list, for a browser without script. */
    spare: Object.fromEntries(Object.keys(rowMembers).map((list) => [list, randomUUID()])) as Record<
      keyof typeof rowMembers,
      string
    >,
    missing: missingIn(page, approval, today),
    undated: undatedIn(disclosure),
    today,
    allConfirmed: inventors.length > 0 && inventors.every((each) => each.confirmation === "confirmed"),
    rules: obligationRules().map(({ id, kind, name, source, duties }) => ({
      id,
      kind,
      name: readable(name, language),
      source,
      duties: duties.map((duty) => ({ ...duty, text: readable(duty.text, language) })),
    })),
    obligations: obligationsOf(disclosure.originRows ?? []).map((each) => ({
      ...each,
      text: readable(each.text, language),
      from: readable(each.from, language),
    })),
    people: (isInventor
      ? [
          ...inventors.map((each) => ({ kind: "inventor" as const, share: each.shareBasisPoints, ...each })),
          ...associates.map((each) => ({ share: null, ...each })),
        ]
      : []
    ).map(({ id, kind, name, email, affiliation, share, confirmation, disputeReason, tokenHash }) => ({
      id,
      hasMail: email !== "",
      isAsked: isAsked({ confirmation, tokenHash }),
      isOfEarlierText: page.earlierText.includes(id),
      kind,
      name,
      affiliation,
      share,
      confirmation,
      disputeReason: toldIf(disputeReason, language),
    })),
    hands: await handsOn(actor, disclosure),
    comments: (await commentsOf(disclosure.id)).map((each) => ({ ...each, text: told(each.text, language) })),
    commentKey: randomUUID(),
    clock,
    files: files.map(({ id, name, size, createdAt }) => ({ id, name, size, createdAt })),
    largestUpload: LARGEST_UPLOAD / 1024 / 1024,
    acceptedEndings,
  };
}

const withoutPeople = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([path]) => !/^(inventors|contributors|approvers)\./.test(path)));
