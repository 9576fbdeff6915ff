import { historyOf } from "#services/audit/index.ts";
import { acceptedEndings } from "#services/documents/index.ts";
import {
  applicationMachine,
  applicationPage,
  funded,
  hongKongDay,
  invitationsOf,
  isOpen,
  LEAST_REVIEWS,
  ownerOf,
  reviewerChoices,
  signalsAbout,
  sponsorsFor,
  stateSeenBy,
  staysOf,
  submissionsOf,
  windowOf,
} from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { type Language, readable } from "#services/language.ts";
import { actionsFrom } from "#services/states.ts";
import { historyFor } from "./history.server.ts";

/** Everything that the page of an application shows to one person; undefined for who may not know of it. */
export async function applicationView(actor: Actor, id: string, language: Language) {
  const page = await applicationPage(actor, id);
  if (!page) return undefined;
  const { application, rules, call } = page;
  const isApplicant = page.relations.includes("organisation") || page.relations.includes("own");
  const isFunder = actor.role === "fundingOfficer";
  const maySponsor = actor.role === "ttoOfficer" && ["draft", "returned", "submitted"].includes(application.state);
  const today = hongKongDay(Date.now());
  const state = stateSeenBy(actor.role, application.state);
  const [history, submissions, sponsors, invitations, choices, signals] = await Promise.all([
    historyOf("application", application.id),
    submissionsOf(application.id),
    maySponsor && !page.promised.isMet ? sponsorsFor(application) : [],
    isApplicant ? invitationsOf(application.id) : [],
    isFunder && ["submitted", "underReview"].includes(application.state)
      ? reviewerChoices(application, call.funderId, today)
      : [],
    isFunder ? signalsAbout(actor, call.id, application.id) : [],
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
    }),
    decidedAt: isFunder ? (application.decidedAt ?? 0) : 0,
    mayReceive: isFunder && funded.includes(application.state),
    reason: state === application.state ? application.reason : null,
    conditions: isFunder || application.state === "awarded" ? (application.conditions ?? []) : [],
    currency: application.currency,
    role: actor.role,
    isApplicant,
    mayWrite: page.mayWrite,
    maySponsor,
    sponsorNote: application.sponsorNote ?? "",
    lead: readable(page.lead, language),
    venture: page.venture && { slug: page.venture.slug, name: readable(page.venture.name, language) },
    programme: { id: rules.id, name: readable(rules.name, language) },
    call: {
      id: call.id,
      title: readable(call.title, language),
      closesAt: windowOf(call).until,
      isOpen: isOpen(call, Date.now()),
    },
    stages: rules.stages
      .filter((stage) => application.stages.some((each) => each.id === stage.id))
      .map((stage) => ({ id: stage.id, name: readable(stage.name, language).text })),
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
    documents: page.facts.documents,
    missing: isApplicant ? page.complete.missing : [],
    acceptedEndings,
    promised: page.promised,
    evidenced: page.evidenced,
    contributions: page.contributions.map(
      ({ id: key, stageId, payerName, side, form, amount, receivedAmount, status, evidence, evidenceFileId }) => ({
        id: key,
        stageId,
        payerName,
        side,
        form,
        amount,
        receivedAmount,
        status,
        evidence,
        hasLetter: evidenceFileId !== null,
      }),
    ),
    sponsors: sponsors.map((each) => ({
      id: each.organisationId,
      name: readable(each.name, language),
      points: each.points,
      reasons: each.reasons,
    })),
    invitations: invitations.map(({ id: key, name, state, reason, expiresAt, createdAt }) => ({
      id: key,
      name,
      state,
      reason,
      expiresAt,
      createdAt,
    })),
    questions: page.questions,
    clocks: page.clocks,
    stays: page.clocks ? staysOf(history, Date.now()) : [],
    choices,
    reviews: page.reviews.map(({ review, reviewer, score }) => ({
      id: review.id,
      reviewer,
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
    signals,
    appeal: page.appeal,
    letters: page.letters.map(({ id: key, kind, createdAt }) => ({ id: key, kind, createdAt })),
    submissions,
    hasPack: submissions.length > 0 || application.isDemonstration || page.mayWrite,
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
    actions: actionsFrom(applicationMachine, application.state, actor.role).filter(
      (each) => each !== "toPanel" || (page.spread?.count ?? 0) >= LEAST_REVIEWS,
    ),
    today,
    history: historyFor(actor, history),
  };
}
export type ApplicationView = NonNullable<Awaited<ReturnType<typeof applicationView>>>;
