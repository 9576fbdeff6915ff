import { randomUUID } from "node:crypto";
import { profilePage, refusalReasons, refusalsOfCase } from "#services/catalogue/index.ts";
import { caseDeals, caseDistributions } from "#services/deals/index.ts";
import { acceptedEndings, filesOf, LARGEST_UPLOAD } from "#services/documents/index.ts";
import { evaluationOf } from "#services/evaluation/index.ts";
import { caseLadder, hongKongDay } from "#services/funding/index.ts";
import { type Actor, may } from "#services/identity/index.ts";
import { journeyOf } from "#services/insights/index.ts";
import { type Language, plain, readable, told, toldIf } from "#services/language.ts";
import {
  countSharing,
  disclosureMachine,
  disclosurePage,
  isAsked,
  licences,
  notesOf,
  obligationRules,
  obligationsOf,
  outputFor,
  reassignmentOf,
  sustainableGoals,
  targetDays,
  textSeal,
} from "#services/outputs/index.ts";
import { clockWithFilings, familiesOf, mostPressing } from "#services/protection/index.ts";
import { actionsFrom, stepFor } from "#services/states.ts";
import { ventureOfCase } from "#services/ventures/index.ts";
import { entriesOf, namesShown } from "../history.server.ts";
import { evaluationView } from "./evaluation-view.server.ts";

/** Which day it is since something began: that on which it began is the first. */
const dayFrom = (since: number) => Math.floor((Date.now() - since) / 86_400_000) + 1;

/** Everything the case page shows one actor, or undefined when the actor may not know of the case. */
export async function caseView(actor: Actor, caseId: string, language: Language) {
  const found = await outputFor(actor, caseId);
  if (!found) return undefined;
  const { output, disclosure, relations } = found;
  const [
    page,
    files,
    journey,
    evaluation,
    protection,
    profile,
    venture,
    deals,
    distributions,
    notes,
    reassignment,
    ownFiles,
    programmes,
    refusals,
    sharing,
  ] = await Promise.all([
    disclosure ? disclosurePage(actor, disclosure.id) : undefined,
    disclosure && may(actor, "disclosure.read", relations) ? filesOf({ kind: "disclosure", id: disclosure.id }) : null,
    journeyOf(caseId),
    evaluationOf(caseId),
    familiesOf(caseId),
    disclosure?.state === "accepted" ? profilePage(actor, caseId) : undefined,
    ventureOfCase(caseId),
    may(actor, "deal.read", relations) ? caseDeals(caseId) : [],
    caseDistributions(actor, caseId, relations),
    notesOf(actor, caseId, relations),
    disclosure ? reassignmentOf(disclosure.id) : undefined,
    filesOf({ kind: "output", id: caseId }),
    caseLadder(actor, caseId, hongKongDay(Date.now())),
    refusalsOfCase(caseId),
    disclosure && may(actor, "disclosure.share", relations) ? countSharing(disclosure.id) : null,
  ]);
  const on = [...(page?.inventors ?? []), ...(page?.associates ?? [])];
  const shown = await namesShown(
    on.map((each) => each.personId),
    language,
  );
  const words = (text: Parameters<typeof readable>[0]) => readable(text, language, output.original);
  const typed = (text: string | null | undefined) => toldIf(text, language);
  const isOfTheOffice = may(actor, "evaluation.assess", relations);
  const clock = page
    ? clockWithFilings(page.disclosure.publicDisclosures, protection.filings, hongKongDay(Date.now()))
    : [];
  return {
    caseId,
    /** Names what a form of this page makes. */
    key: randomUUID(),
    /** Why firms said "no", counted and in their words, without their names. */
    refusals: refusals.counted.map(({ reason, count }) => ({
      reason,
      count,
      label: refusalReasons().find(({ code }) => code === reason)?.label[language] ?? reason,
      texts: may(actor, "disclosure.read", relations)
        ? refusals.texts.filter((each) => each.reason === reason).map(({ text }) => told(text, language))
        : [],
    })),
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
    source: output.source ? { kind: output.source.kind, text: words(output.source.text) } : null,
    facts: (output.facts ?? []).map(words),
    organisation: words(found.organisation),
    number: disclosure?.number ?? null,
    disclosure: page && {
      id: page.disclosure.id,
      state: page.disclosure.state,
      stateSince: page.disclosure.stateSince,
      dayInState: dayFrom(page.disclosure.stateSince),
      targetDays: targetDays()[page.disclosure.state] ?? null,
      isOverdue:
        targetDays()[page.disclosure.state] !== undefined &&
        Date.now() - page.disclosure.stateSince > targetDays()[page.disclosure.state]! * 86_400_000,
      isNew: page.disclosure.submittedAt === null,
      isFiled: page.disclosure.filed !== null,
      reason: typed(page.disclosure.reason),
      reply: typed(page.disclosure.reply),
      /** What the office asked last, which stays to be read beside the reply. */
      asks: typed(askedLast(journey.events)),
      seal: page.disclosure.seal,
      problem: typed(page.disclosure.problem),
      solution: typed(page.disclosure.solution),
      novelty: typed(page.disclosure.novelty),
      purpose: typed(page.disclosure.purpose),
      advantages: typed(page.disclosure.advantages),
      stage: page.disclosure.stage,
      materials: typed(page.disclosure.materials),
      applications: typed(page.disclosure.applications),
      firms: typed(page.disclosure.firms),
      origins: typed(page.disclosure.origins),
      market: typed(page.disclosure.market),
      landing: typed(page.disclosure.landing),
      publicDisclosures: page.disclosure.publicDisclosures.map((each) => ({
        ...each,
        where: told(each.where, language).text,
      })),
      madeIn: page.disclosure.madeIn,
    },
    inventors:
      page?.inventors.map(({ id, name, personId, affiliation, shareBasisPoints, confirmation, disputeReason }) => ({
        id,
        name: shown(personId, name),
        affiliation,
        shareBasisPoints,
        confirmation,
        isOfEarlierText: page.earlierText.includes(id),
        disputeReason: typed(disputeReason),
      })) ?? [],
    associates:
      page?.associates.map(
        ({ id, kind, name, personId, affiliation, contribution, confirmation, disputeReason, tokenHash }) => ({
          id,
          isAsked: isAsked({ confirmation, tokenHash }),
          kind,
          name: shown(personId, name),
          affiliation,
          contribution,
          confirmation,
          isOfEarlierText: page.earlierText.includes(id),
          disputeReason: typed(disputeReason),
        }),
      ) ?? [],
    origins: (page?.disclosure.originRows ?? []).map(({ rule, name, reference }) => {
      const known = obligationRules().find((each) => each.id === rule);
      return [known && readable(known.name, language).text, name, reference].filter(Boolean).join(" · ");
    }),
    obligations: obligationsOf(page?.disclosure.originRows ?? []).map((each) => ({
      ...each,
      text: readable(each.text, language),
      from: readable(each.from, language),
    })),
    allConfirmed: page?.inventors.every((each) => each.confirmation === "confirmed") ?? false,
    /** The reader's own share while their word on it is awaited. */
    myShare:
      page?.disclosure.state === "awaitingInventors"
        ? (page.inventors.find((each) => each.personId === actor.personId && each.confirmation === "awaiting")
            ?.shareBasisPoints ?? null)
        : null,
    /** The version of the text that stands on this page. */
    textSeal: page ? textSeal(page.disclosure) : "",
    reassignment: reassignment ? { ...reassignment, terms: told(reassignment.terms, language) } : null,
    mayReassign:
      page?.disclosure.state === "declined" && !reassignment && may(actor, "disclosure.decide", page.relations),
    mayDelete:
      page?.disclosure.state === "draft" &&
      page.disclosure.submittedAt === null &&
      page.disclosure.createdBy === actor.personId,
    mayEditOutput: output.createdBy === actor.personId && may(actor, "output.record"),
    publishedOn: output.publishedOn,
    affiliations: output.affiliations ?? [],
    fundings: output.fundings ?? [],
    otherFields: output.otherFields ?? [],
    goals: (output.goals ?? []).map((goal) => ({ goal, name: readable(sustainableGoals()[goal - 1], language).text })),
    links: output.links ?? [],
    licence: licences().find((each) => each.id === output.licence)?.name ?? output.licence,
    ownFiles: ownFiles.map(({ id, name, size }) => ({ id, name, size })),
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
    steps: journey.steps.map((step) => ({
      ...step,
      link:
        step.state === "ahead"
          ? undefined
          : placesOf({
              caseId,
              isFiled: Boolean(page?.disclosure.filed),
              slug: profile?.technology?.publishedAt ? profile.technology.slug : undefined,
              venture: venture?.slug,
              deals,
              award:
                actor.role === "ttoOfficer"
                  ? journey.events.find((each) => each.action === "application.awarded")?.subjectId
                  : undefined,
            })[step.step],
    })),
    next: {
      who: journey.next.who,
      what: journey.next.what,
      since: journey.next.since,
      day: dayFrom(journey.next.since),
      people: journey.next.people.map((each) => plain(each, language)),
      /** While no officer has it by name: whose office it is. */
      office:
        journey.next.who === "ttoOfficer" && journey.next.people.length === 0
          ? readable(found.organisation, language)
          : null,
    },
    notes: notes?.map((note) => ({ ...note, text: told(note.text, language) })) ?? null,
    /** How many read it beside its inventors and the office, and how much was said. */
    sharing,
    history: await entriesOf(
      journey.events
        .filter((each) => notes || each.action !== "case.noted")
        .map((each) =>
          each.action === "evaluation.assessed" && !isOfTheOffice ? { ...each, actorId: null, actorName: "" } : each,
        ),
      language,
    ),
    ...evaluationView(evaluation, actor, isOfTheOffice, language),
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
      event: each.event,
      eventOn: each.eventOn,
      period: each.period,
      statutoryOn: each.statutoryOn,
      lastOn: each.lastOn,
      safeOn: each.safeOn,
      source: each.source,
      confidence: each.confidence,
      doneOn: each.doneOn,
    })),
    clock,
    nextFiling: mostPressing(clock),
    technology: profile?.technology?.publishedAt ? { slug: profile.technology.slug } : undefined,
    venture: venture && { slug: venture.slug, name: words(venture.name) },
    deals: deals.map((deal) => ({
      id: deal.id,
      number: deal.number,
      state: deal.state,
      partner: readable(deal.partner, language),
    })),
    distributions,
    programmes: programmes && {
      rungs: programmes.rungs,
      names: Object.fromEntries(Object.entries(programmes.names).map(([id, name]) => [id, name[language]])),
    },
  };
}

/** Where each step that was taken can be read, as far as the viewer may open it. */
function placesOf({
  caseId,
  isFiled,
  slug,
  venture,
  deals,
  award,
}: {
  caseId: string;
  isFiled: boolean;
  slug: string | undefined;
  venture: string | undefined;
  deals: Array<{ id: string; state: string }>;
  award: string | undefined;
}): Record<string, string | undefined> {
  const signed = deals.find((each) => each.state === "signed");
  const at = (id: string | undefined, to: (id: string) => string) => (id === undefined ? undefined : to(id));
  return {
    output: "#facts",
    disclosure: isFiled ? `/cases/${caseId}/disclosure.pdf` : "#facts",
    evaluation: "#evaluation",
    pathway: "#evaluation",
    protection: "#protection",
    published: at(slug, (id) => `/technologies/${id}`),
    deal: at(deals.at(-1)?.id, (id) => `/deals/${id}`),
    venture: at(venture, (id) => `/ventures/${id}`),
    funded: at(award, (id) => `/applications/${id}/award`),
    landed: at(signed?.id, (id) => `/deals/${id}`) ?? at(venture, (id) => `/ventures/${id}`),
    returns: "#money",
  };
}

function askedLast(events: Array<{ action: string; details: unknown }>): string | null {
  const details = events.findLast((each) => each.action === "disclosure.returned")?.details as {
    reason?: string;
  } | null;
  return details?.reason ?? null;
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
