import { profilePage } from "#services/catalogue/index.ts";
import { caseDeals, caseDistributions } from "#services/deals/index.ts";
import { acceptedEndings, filesOf, LARGEST_UPLOAD } from "#services/documents/index.ts";
import {
  adviceRules,
  advisePathway,
  compareAssessments,
  differingAnswers,
  evaluationOf,
  readinessLevels,
  type Scale,
  scales,
} from "#services/evaluation/index.ts";
import { hongKongDay } from "#services/funding/index.ts";
import { type Actor, may } from "#services/identity/index.ts";
import { journeyOf } from "#services/insights/index.ts";
import { type Language, readable } from "#services/language.ts";
import { disclosureMachine, disclosurePage, notesOf, outputFor, targetDays } from "#services/outputs/index.ts";
import { clockOf, familiesOf } from "#services/protection/index.ts";
import { actionsFrom, stepFor } from "#services/states.ts";
import { ventureOfCase } from "#services/ventures/index.ts";

/** Everything the case page shows one actor, or undefined when the actor may not know of the case. */
export async function caseView(actor: Actor, caseId: string, language: Language) {
  const found = await outputFor(actor, caseId);
  if (!found) return undefined;
  const { output, disclosure, relations } = found;
  const [page, files, journey, evaluation, protection, profile, venture, deals, distributions, notes] =
    await Promise.all([
      disclosure ? disclosurePage(actor, disclosure.id) : undefined,
      disclosure && may(actor, "disclosure.read", relations)
        ? filesOf({ kind: "disclosure", id: disclosure.id })
        : null,
      journeyOf(caseId),
      evaluationOf(caseId),
      familiesOf(caseId),
      disclosure?.state === "accepted" ? profilePage(actor, caseId) : undefined,
      ventureOfCase(caseId),
      may(actor, "deal.read", relations) ? caseDeals(caseId) : [],
      caseDistributions(actor, caseId, relations),
      notesOf(actor, caseId, relations),
    ]);
  const latest = evaluation.assessments.at(-1);
  const rules = adviceRules();
  const advice = latest && advisePathway(rules, latest.answers);
  const known = readinessLevels();
  const pathway = evaluation.decision?.pathway ?? advice?.advised;
  const target = pathway === "licence" || pathway === "spinOff" ? known.targets[pathway] : undefined;
  const mine = evaluation.assessments.find((each) => each.assessorId === actor.personId);
  const words = (text: Parameters<typeof readable>[0]) => readable(text, language, output.original);
  return {
    caseId,
    kind: output.kind,
    field: output.field,
    trl: output.trl,
    doi: output.doi,
    contributors: output.contributors ?? [],
    publishedIn: output.publishedIn,
    producedOn: output.producedOn,
    isDemonstration: output.isDemonstration,
    title: words(output.title),
    titles: output.title,
    summary: words(output.summary),
    summaries: output.summary,
    source: output.source ? { kind: output.source.kind, text: words(output.source.text) } : null,
    facts: (output.facts ?? []).map(words),
    organisation: words(found.organisation),
    number: disclosure?.number ?? null,
    disclosure: page && {
      id: page.disclosure.id,
      state: page.disclosure.state,
      stateSince: page.disclosure.stateSince,
      dayInState: Math.floor((Date.now() - page.disclosure.stateSince) / 86_400_000) + 1,
      targetDays: targetDays[page.disclosure.state] ?? null,
      reason: page.disclosure.reason,
      seal: page.disclosure.seal,
      problem: page.disclosure.problem,
      solution: page.disclosure.solution,
      novelty: page.disclosure.novelty,
      purpose: page.disclosure.purpose,
      origins: page.disclosure.origins,
      market: page.disclosure.market,
      landing: page.disclosure.landing,
      publicDisclosures: page.disclosure.publicDisclosures,
      madeIn: page.disclosure.madeIn,
    },
    inventors:
      page?.inventors.map(({ id, name, affiliation, shareBasisPoints, confirmation, disputeReason }) => ({
        id,
        name,
        affiliation,
        shareBasisPoints,
        confirmation,
        disputeReason,
      })) ?? [],
    actions: page
      ? actionsFrom(disclosureMachine, page.disclosure.state, actor.role).filter((_each) =>
          may(actor, actor.role === "researcher" ? "disclosure.submit" : "disclosure.decide", page.relations),
        )
      : [],
    files: files?.map(({ id, name, size, hash, createdAt }) => ({ id, name, size, hash, createdAt })) ?? null,
    mayAttach:
      disclosure !== null &&
      !["declined", "withdrawn"].includes(disclosure.state) &&
      may(actor, "disclosure.attach", relations),
    mayRemoveFiles:
      disclosure !== null &&
      may(actor, "disclosure.write", relations) &&
      stepFor(disclosureMachine, disclosure.state, "edit", actor.role) !== undefined,
    largestUpload: LARGEST_UPLOAD / 1024 / 1024,
    acceptedEndings,
    mayBegin: !disclosure && may(actor, "disclosure.write", relations),
    mayAssess: disclosure?.state === "evaluating" && may(actor, "evaluation.assess", relations),
    mayFile: disclosure?.state === "accepted" && may(actor, "protection.file", relations),
    profile: profile && {
      state: profile.technology?.state ?? ("draft" as const),
      availability: profile.technology?.availability ?? ("available" as const),
      version: profile.latest?.number ?? 0,
      noes: profile.noes,
      isNext: profile.mayAgree || profile.mayAsk || (profile.mayPublish && Boolean(profile.latest?.agreedAt)),
    },
    mayFormVenture: evaluation.decision?.pathway === "spinOff" && !venture && may(actor, "venture.form", relations),
    steps: journey.steps,
    next: journey.next,
    notes,
    history: journey.events
      .filter((each) => notes || each.action !== "case.noted")
      .map(({ sequence, at, actorName, action, hash }) => ({
        sequence,
        at,
        actorName,
        action,
        hash,
      })),
    levels: Object.fromEntries(
      scales.map((scale) => [scale, known.scales[scale].map((each) => readable(each, language))]),
    ) as Record<Scale, ReturnType<typeof readable>[]>,
    comparison: compareAssessments(
      evaluation.assessments.map((each) => each.readiness),
      target,
    ),
    differing: differingAnswers(evaluation.assessments.map((each) => each.answers)).flatMap(({ question, answers }) => {
      const asked = rules.questions.find((each) => each.id === question);
      return asked
        ? [
            {
              question: readable(asked.text, language),
              answers: answers.map((id) =>
                readable(asked.answers.find((each) => each.id === id)?.text ?? { en: id }, language),
              ),
            },
          ]
        : [];
    }),
    assessments: evaluation.assessments.map(({ assessor, readiness, findings, comment, updatedAt }) => ({
      assessor,
      readiness,
      findings: findings ?? {},
      comment,
      updatedAt,
    })),
    mine: mine && {
      readiness: mine.readiness,
      answers: mine.answers,
      findings: mine.findings ?? {},
      comment: mine.comment,
    },
    questions: rules.questions.map((question) => ({
      id: question.id,
      text: readable(question.text, language),
      answers: question.answers.map((each) => ({ id: each.id, text: readable(each.text, language) })),
    })),
    advice: advice && {
      advised: advice.advised,
      scores: advice.scores,
      answered: advice.answered,
      asked: advice.asked,
      reasons: advice.reasons.map((each) => ({
        text: readable(each.text, language),
        rule: each.rule,
        weight: each.weight,
      })),
      flips: advice.flips.slice(0, 3).map((each) => ({ text: readable(each.text, language), to: each.to })),
      routes: advice.routes.map((each) => readable(each.text, language)),
    },
    decision: evaluation.decision && {
      pathway: evaluation.decision.pathway,
      reason: evaluation.decision.reason,
      createdAt: evaluation.decision.createdAt,
    },
    filings: protection.filings.map(
      ({ id, jurisdiction, right, kind, number, filedOn, publishedOn, grantedOn, state }) => ({
        id,
        jurisdiction,
        right,
        kind,
        number,
        filedOn,
        publishedOn,
        grantedOn,
        state,
      }),
    ),
    deadlines: nextOfEach(protection.deadlines).map((each) => ({
      id: each.id,
      filingId: each.filingId,
      act: readable(each.act, language),
      jurisdiction: each.jurisdiction,
      statutoryOn: each.statutoryOn,
      lastOn: each.lastOn,
      safeOn: each.safeOn,
      source: each.source,
      confidence: each.confidence,
      doneOn: each.doneOn,
    })),
    clock: page
      ? clockOf(
          page.disclosure.publicDisclosures,
          protection.filings.flatMap(({ filedOn, ...rest }) => (filedOn ? [{ ...rest, filedOn }] : [])),
          hongKongDay(Date.now()),
        )
      : [],
    technology: profile?.technology?.publishedAt ? { slug: profile.technology.slug } : undefined,
    venture: venture && { slug: venture.slug, name: words(venture.name) },
    deals: deals.map((deal) => ({
      id: deal.id,
      number: deal.number,
      state: deal.state,
      partner: readable(deal.partner, language),
    })),
    distributions,
  };
}

/** Of dates that come back every year only the next, and what is done. */
function nextOfEach<Due extends { filingId: string; ruleId: string; doneOn: string | null }>(dates: Due[]): Due[] {
  const seen = new Set<string>();
  return dates.filter((due) => {
    if (due.doneOn !== null || due.ruleId === "manual") return true;
    const key = `${due.filingId} ${due.ruleId}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
