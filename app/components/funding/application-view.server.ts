import { randomUUID } from "node:crypto";
import { acceptedEndings } from "#services/documents/index.ts";
import {
  applicationMachine,
  applicationPage,
  besideProgramme,
  closingOf,
  commentsOn,
  conditionAnswer,
  conditionNote,
  countedAs,
  currencyRuleOf,
  decidesAsTheyCome,
  funded,
  fundNotesOn,
  hongKongDay,
  invitationStands,
  invitationsOf,
  isOpen,
  LEAST_REVIEWS,
  lastAppealDay,
  mayDrop,
  mayStateRate,
  otherFundingOf,
  ownerOf,
  payerNames,
  programme,
  reviewerChoices,
  signalsAbout,
  sponsorsFor,
  stateSeenBy,
  staysOf,
  submissionsOf,
  termsOf,
  trailOf,
  whyNotFallAway,
} from "#services/funding/index.ts";
import { matchLines } from "#services/funding/rules/lines.ts";
import { type Actor, invitationsOf as invitationsFrom, may, participantsIn } from "#services/identity/index.ts";
import { type Language, readable } from "#services/language.ts";
import { actionsFrom } from "#services/states.ts";
import { entriesOf, namesShown } from "../history.server.ts";

/** Everything that the page of an application shows to one person; undefined for who may not know of it. */
export async function applicationView(actor: Actor, id: string, language: Language) {
  const page = await applicationPage(actor, id);
  if (!page) return undefined;
  const { application, rules, call } = page;
  const isApplicant = page.relations.includes("organisation") || page.relations.includes("own");
  const isFunder = actor.role === "fundingOfficer";
  const isTooLate = page.mayWrite && !page.mayEdit;
  const mayPledge = page.mayPledge && !isTooLate;
  const maySponsor = mayPledge && application.state !== "awarded";
  const today = hongKongDay(Date.now());
  /** What a missing thing is about, by its name on the page. */
  const aboutName = (about: string | undefined) => {
    const named =
      rules.aspects.find((each) => `aspect:${each.id}` === about)?.name ??
      rules.stages.find((each) => each.id === about)?.name ??
      rules.documents.find((each) => each.id === about)?.name ??
      rules.conditions.find((each) => each.id === about)?.text;
    return { id: about, text: named && readable(named, language) };
  };
  const state = stateSeenBy(actor.role, application.state);
  const mayComment = may(actor, "application.comment", page.relations);
  const mayShare = may(actor, "application.share", page.relations);
  const isOfTheirs = may(actor, "application.write", page.relations) || page.relations.includes("reader");
  const [participants, comments, history, submissions, sponsors, invitations, choices, joining, signals, notes] =
    await Promise.all([
      mayShare ? participantsIn({ kind: "application", id: application.id }) : [],
      isOfTheirs ? commentsOn(application.id) : [],
      trailOf(actor, page),
      submissionsOf(application.id),
      maySponsor && !page.promised.isMet ? sponsorsFor(application) : [],
      isApplicant ? invitationsOf(application.id) : [],
      isFunder && ["submitted", "underReview"].includes(application.state)
        ? reviewerChoices(application, call.funderId, today)
        : [],
      isFunder ? invitationsFrom(actor) : [],
      isFunder ? signalsAbout(actor, call.id, application.id) : [],
      fundNotesOn(actor, page, "application"),
    ]);
  const actions = actionsFrom(applicationMachine, application.state, actor.role);
  const isOwnDecision = application.decidedBy === actor.personId;
  const appealUntil =
    actions.includes("appeal") && !page.appeal && application.toldAt !== null
      ? lastAppealDay(application.toldAt)
      : null;
  const [payer, shown] = await Promise.all([
    payerNames(page.contributions, language),
    namesShown(
      page.reviews.map(({ review }) => review.reviewerId),
      language,
    ),
  ]);
  return {
    id: application.id,
    number: application.number,
    title: readable(application.title, language),
    summary: application.summary,
    state,
    stateSince: application.stateSince,
    owner: ownerOf(state, {
      questions: page.questions.filter((each) => each.state === "withApplicant").length,
      reviews: page.openReviews,
      isTeamWriting: application.caseId !== null && page.complete.missing.length > 0,
    }),
    /** The programme has decisions told by a second officer, and this one decided. */
    isForAnotherToTell: rules.secondOfficerTells !== undefined && application.decidedBy === actor.personId,
    tellsSecondOfficer: isFunder && rules.secondOfficerTells !== undefined,
    decidedAt: isFunder ? (application.decidedAt ?? 0) : 0,
    mayReceive: isFunder && funded.includes(application.state),
    reason: state === application.state ? application.reason : null,
    conditions: isFunder || application.state === "awarded" ? (application.conditions ?? []) : [],
    currency: application.currency,
    currencyRule: currencyRuleOf(rules),
    role: actor.role,
    mayShare,
    mayComment,
    participants: participants.map((each) => ({ ...each, isExpired: each.expiresAt < Date.now() })),
    comments,
    mayEdit: page.mayEdit,
    isTooLate,
    mayPledge,
    /** A signed letter for what was promised may come at any time before the end. */
    mayCommit:
      may(actor, "contribution.pledge", page.relations) &&
      !isTooLate &&
      ["draft", "returned", "submitted", "underReview", "inPanel", "awarded"].includes(state),
    maySponsor,
    /** A venture or a case says in which field firms are looked for. */
    isLinked: application.caseId !== null || application.ventureId !== null,
    sponsorNote: application.sponsorNote ?? "",
    lead: readable(page.lead, language),
    venture: page.venture && { slug: page.venture.slug, name: readable(page.venture.name, language) },
    programme: { id: rules.id, name: readable(rules.name, language) },
    call: {
      id: call.id,
      title: readable(call.title, language),
      closesAt: closingOf(call),
      isOpen: isOpen(call, Date.now()),
      /** Decisions wait until the call has closed. */
      holdsDecisions: isOpen(call, Date.now()) && !decidesAsTheyCome(call, rules),
    },
    stages: rules.stages.flatMap(({ id, name, rates }) => {
      const planned = application.stages.find((each) => each.id === id);
      if (!planned) return [];
      const rate = rates.find((each) => each.id === planned.rate);
      const named = [name, ...(rate ? [rate.name] : [])].map((each) => readable(each, language).text).join(" · ");
      return [{ id, name: named, grant: planned.grant }];
    }),
    aspects: rules.aspects.map((aspect) => ({
      id: aspect.id,
      weight: aspect.weight,
      name: readable(aspect.name, language).text,
      answer: page.facts.answers[`aspect:${aspect.id}`] ?? "",
    })),
    answers: {
      background: page.facts.answers.background ?? "",
      property: page.facts.answers.property ?? "",
      otherFunding: page.facts.answers.otherFunding ?? "",
      otherFundingDetails: page.facts.answers.otherFundingDetails ?? "",
    },
    otherFunding: otherFundingOf(page.facts.answers).map((row) => ({
      ...row,
      name: [programme(row.source)?.name[language], row.name].filter(Boolean).join(" · "),
    })),
    beside: besideProgramme(rules),
    documents: page.facts.documents.map(({ paper, ...file }) => ({
      ...file,
      paper: paper ? aboutName(paper).text : null,
    })),
    institution: page.facts.institution,
    declared: rules.conditions.flatMap((rule) => {
      const answer = page.facts.answers[conditionAnswer(rule.id)];
      const note = page.facts.answers[conditionNote(rule.id)] ?? "";
      return answer ? { id: rule.id, text: readable(rule.text, language), answer, note } : [];
    }),
    missing: page.mayEdit
      ? page.complete.missing.map(({ part, code, about }) => ({ part, code, about: aboutName(about) }))
      : [],
    acceptedEndings,
    promised: page.promised,
    /** Stages whose match signed letters carry. */
    signedStages: page.evidenced.stages
      .filter((stage) => stage.short === 0 && stage.missingSides.length === 0)
      .map((stage) => stage.id),
    pictured: page.pictured.match.stages,
    lines: matchLines(
      rules,
      { stages: application.stages, contributions: page.pictured.contributions },
      page.pictured.match,
    ),
    softFindings: [
      ...page.pictured.match.stages.flatMap((stage) => stage.findings),
      ...page.pictured.match.findings,
    ].filter((each) => each.severity !== "hard"),
    /** Limits of the programme that the plan as a whole breaks. */
    limitsBroken: page.promised.findings.filter((each) => each.severity === "hard"),
    evidenced: page.evidenced,
    contributions: page.contributions.map(
      ({
        id: key,
        stageId,
        payerId,
        payerName,
        side,
        form,
        amount,
        receivedAmount,
        status,
        evidence,
        evidenceFileId,
        relation,
        isAfterSending,
        ...given
      }) => ({
        id: key,
        stageId,
        payerName: payer({ payerId, payerName }),
        side,
        form,
        amount,
        currency: given.currency,
        letterOn: given.letterOn,
        counted: status === "fellAway" ? null : countedAs(rules, { stageId, side, form, amount, status, ...given }),
        isRateChecked: given.rateCheckedAt !== null,
        mayStateRate: !isTooLate && mayStateRate(actor, page, { status, ...given }),
        fellAway:
          status === "fellAway"
            ? { on: given.fellAwayOn!, reason: given.fellAwayReason ?? "", evidence: given.fellAwayEvidence ?? "" }
            : null,
        fallAwayPapers: (page.fallAwayPapers.get(key) ?? []).map((file) => ({ id: file.id, name: file.name })),
        mayFallAway:
          may(actor, "contribution.fallAway", page.relations) &&
          whyNotFallAway(application, { status, amount, receivedAmount }) === undefined,
        mayCheckRate:
          isFunder && ["committed", "received"].includes(status) && given.rate !== null && given.rateCheckedAt === null,
        receivedAmount,
        status,
        evidence,
        relation,
        hasLetter: evidenceFileId !== null,
        isAfterSending,
        mayDrop:
          (page.mayEdit && (status === "pledged" || status === "committed")) ||
          (status === "pledged" && isAfterSending),
        receipts: page.receipts.filter((receipt) => receipt.contributionId === key),
      }),
    ),
    budget: page.facts.budget.map((cell) => {
      const category = termsOf(rules).categories.find((each) => each.id === cell.category);
      const giver = page.contributions.find((each) => each.id === cell.payer);
      return {
        stageId: cell.stageId,
        category: category ? readable(category.name, language).text : cell.category,
        payer: giver ? { name: payer(giver), form: giver.form } : null,
        amount: cell.amount,
      };
    }),
    sponsors: sponsors.map((each) => ({
      id: each.organisationId,
      name: readable(each.name, language),
      points: each.points,
      reasons: each.reasons,
    })),
    invitations: invitations.map((each) => {
      const { until, isExpired } = invitationStands(application, call, each);
      const { id: key, name, reason, createdAt } = each;
      const shown = isExpired ? ("expired" as const) : each.state;
      return { id: key, name, state: shown, reason, until, createdAt, mayAskAgain: isExpired && maySponsor };
    }),
    questions: page.questions,
    clocks: page.clocks,
    stays: page.clocks ? staysOf(history, Date.now()) : [],
    choices,
    joining: joining
      .filter((each) => each.role === "reviewer" && each.state !== "accepted" && each.state !== "withdrawn")
      .map(({ id: key, email, state: word, reason, expiresAt }) => ({
        id: key,
        email,
        state: word,
        reason,
        expiresAt,
      })),
    reviews: page.reviews.map(({ review, reviewer, score }) => ({
      id: review.id,
      reviewer: shown(review.reviewerId, reviewer),
      isMine: review.reviewerId === actor.personId,
      state: review.state,
      answerBy: review.answerBy,
      scores: review.scores,
      reasons: review.reasons ?? {},
      comment: review.comment,
      declineReason: review.declineReason,
      score,
      isOutlier: page.spread?.outliers.includes(review.id) ?? false,
    })),
    spread: page.spread,
    signals: signals.map(({ likeness, basisPoints, about, other, otherNumber }) => ({
      ...{ likeness, basisPoints, about },
      with: [{ id: other, number: otherNumber }],
    })),
    appeal: page.appeal,
    /** Until when who was refused may object; null where there is nothing to object to, or it was done. */
    appealUntil,
    /** An appeal waits, and this officer took the decision that it is about. */
    anotherDecidesAppeal: actions.includes("uphold") && isOwnDecision,
    letters: page.letters.map(({ id: key, kind, createdAt, languages }) => ({ id: key, kind, createdAt, languages })),
    submissions,
    hasAward: page.award !== null,
    hasPack: submissions.length > 0 || application.isDemonstration || page.mayEdit,
    milestones: page.milestones.map(({ milestone, tranche }) => ({
      id: milestone.id,
      stageId: milestone.stageId,
      title: milestone.title,
      measure: milestone.measure,
      fromMonth: milestone.fromMonth,
      untilMonth: milestone.untilMonth,
      dueOn: milestone.dueOn,
      state: milestone.state,
      amount: tranche.amount,
    })),
    actions: actions.filter(
      (each) =>
        (each !== "toPanel" || (page.spread?.count ?? 0) >= LEAST_REVIEWS) &&
        (each !== "withdraw" || (may(actor, "application.withdraw", page.relations) && mayDrop(actor, application))) &&
        (each !== "appeal" || (appealUntil !== null && today <= appealUntil)) &&
        ((each !== "uphold" && each !== "dismiss") || !isOwnDecision),
    ),
    today,
    notes,
    noteKey: may(actor, "fundFile.note", page.relations) ? randomUUID() : null,
    history: await entriesOf(history, language),
  };
}
export type ApplicationView = NonNullable<Awaited<ReturnType<typeof applicationView>>>;
