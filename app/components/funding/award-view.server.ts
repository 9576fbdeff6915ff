import { randomUUID } from "node:crypto";
import { isDay } from "#services/day.ts";
import { acceptedEndings } from "#services/documents/index.ts";
import {
  applicationPage,
  assumedStartOf,
  awardMachine,
  awardPage,
  buyOutOfParts,
  fundNotesOn,
  hongKongDay,
  interestByYear,
  interestUntil,
  isQuoted,
  madeElsewhereOf,
  mayTakeBack,
  paidIn,
  partsOfAct,
  payerNames,
  promiseOf,
  promisesByCurrency,
  promisesByStage,
  returnedOf,
  trailOf,
} from "#services/funding/index.ts";
import { type Actor, may } from "#services/identity/index.ts";
import { type Language, nameIn, readable } from "#services/language.ts";
import { actionsFrom } from "#services/states.ts";
import { entriesOf, namesShown } from "../history.server.ts";

/** Everything that the page of an award shows to one of its two sides. */
export async function awardView(actor: Actor, id: string, language: Language, search: URLSearchParams) {
  const page = await applicationPage(actor, id);
  if (!page) return undefined;
  const [found, payer, notes, trail] = await Promise.all([
    awardPage(
      actor,
      page,
      page.milestones.map((each) => each.milestone.id),
    ),
    payerNames(page.contributions, language),
    fundNotesOn(actor, page, "award"),
    trailOf(actor, page),
  ]);
  if (!found) return undefined;
  const shown = await namesShown(
    [...trail.map((each) => each.actorId), ...found.viability.map(({ check }) => check?.confirmedBy ?? null)],
    language,
  );
  const partyNames = new Map(page.contributions.map((each) => [each.payerName, payer(each)]));
  const signature = trail.findLast((each) => each.action === "award.signed" && each.details.position);
  const { application, rules } = page;
  const { award, releases, claims, ledger } = found;
  const stages = application.stages.map((stage) => ({
    id: stage.id,
    name: readable(rules.stages.find((each) => each.id === stage.id)?.name, language).text || stage.id,
  }));
  const order = stages.map((each) => each.id);
  const isOpen = (stageId: string) => order.indexOf(stageId) <= order.indexOf(award.stageId);
  // An auditor reads of a milestone what is settled.
  const seesReturned = ({ state }: { state: string }) => actor.role !== "auditor" || state === "accepted";
  const sum = (rows: Array<{ amount: number }>) => rows.reduce((total, each) => total + each.amount, 0);
  const promises = promisesByStage(page.contributions, award.state === "terminated");
  const tranches = page.milestones.flatMap((each) => each.payments);
  return {
    id,
    number: application.number,
    title: readable(application.title, language),
    lead: readable(page.lead, language),
    programme: { id: rules.id, name: readable(rules.name, language) },
    role: actor.role,
    /** Acts for the organisation that leads the project, and not only as one of its team. */
    isApplicant: may(actor, "award.sign", page.relations),
    isTeam: may(actor, "report.write", page.relations),
    me: actor.personId,
    currency: award.currency,
    state: award.state,
    stateSince: award.stateSince,
    reason: award.reason,
    stageId: award.stageId,
    startsOn: award.startsOn,
    endsOn: award.endsOn,
    assumedStart: assumedStartOf(page.call),
    isOpenStart: found.isOpenStart,
    completion: found.completion && {
      ...found.completion,
      outstanding: [...promisesByCurrency(page.contributions)].flatMap(([currency, { outstanding }]) =>
        outstanding > 0 ? [{ currency, amount: outstanding }] : [],
      ),
    },
    startWindow: found.startWindow,
    seal: award.agreementSeal,
    signedAt: award.signedAt,
    signed: signature && {
      name: shown(signature.actorId, signature.actorName),
      position: String(signature.details.position ?? ""),
    },
    actions: actionsFrom(awardMachine, award.state, actor.role),
    precedents: found.precedents,
    viability: found.viability.map(({ party, check }) => ({
      party,
      name: partyNames.get(party) ?? party,
      check: check && {
        rating: check.rating,
        note: check.note,
        officer: shown(check.confirmedBy, check.officer),
        confirmedAt: check.confirmedAt,
      },
    })),
    letters: page.letters.map(({ id: key, kind, createdAt, languages }) => ({ id: key, kind, createdAt, languages })),
    stages: stages.map((each) => ({ ...each, isOpen: isOpen(each.id) })),
    holdback: found.holdback,
    matchShort: found.matchShort,
    money: stages.map((stage) => {
      const here = tranches.filter((each) => each.stageId === stage.id);
      const released = sum(here.filter((each) => each.state === "released"));
      return {
        ...stage,
        approved: award.grants[stage.id] ?? 0,
        released,
        remaining: sum(here.filter((each) => each.state === "planned" || each.state === "proposed")),
        lapsed: sum(here.filter((each) => each.state === "lapsed")),
        promises: promises.filter((each) => each.stageId === stage.id),
        receivedCounted: page.contributions
          .filter((each) => each.stageId === stage.id)
          .reduce((total, each) => total + each.receivedCounted, 0),
      };
    }),
    parties: page.contributions.map((each) => ({
      id: each.id,
      payerName: payer(each),
      form: each.form,
      stageId: each.stageId,
      currency: each.currency,
      ...promiseOf(each, award.state === "terminated"),
      receivedCounted: each.receivedCounted,
      status: each.status,
      fellAwayOn: each.fellAwayOn,
    })),
    milestones: page.milestones.map(({ milestone, tranche, payments }) => ({
      id: milestone.id,
      stageId: milestone.stageId,
      title: milestone.title,
      measure: milestone.measure,
      dueOn: milestone.dueOn,
      state: milestone.state,
      isOpen: isOpen(milestone.stageId),
      report: milestone.report,
      answer: milestone.state === "accepted" ? milestone.answer : null,
      returned: seesReturned(milestone) ? returnedOf(trail, "milestone", milestone) : [],
      evidence: (found.evidence.get(milestone.id) ?? []).map(({ id: key, name }) => ({ id: key, name })),
      amount: tranche.amount,
      payments: payments.map((each) => ({
        id: each.id,
        amount: each.amount,
        state: each.state,
        isMine: each.proposedBy === actor.personId,
        release: releases.get(each.id),
      })),
    })),
    reports: found.reports.map(({ id: key, kind, fromOn, untilOn, dueOn, state, answers, answer }) => ({
      id: key,
      kind,
      fromOn,
      untilOn,
      dueOn,
      state,
      answers,
      answer: state === "accepted" ? answer : null,
      returned: returnedOf(trail, "report", { id: key, dueOn }),
      papers: (found.papers.get(key) ?? []).map(({ id: file, name }) => ({ id: file, name })),
    })),
    claims: claims.map((claim) => ({
      id: claim.id,
      number: claim.number,
      stageId: claim.stageId,
      state: claim.state,
      lines: claim.lines.map((line) => ({
        id: line.id,
        category: line.category,
        description: line.description,
        spentOn: line.spentOn,
        amount: line.amount,
        voucher: line.voucherFileId,
        state: line.state,
        reason: line.reason,
        findings: line.findings,
        questions: page.lineQuestions.filter((each) => each.subjectId === line.id),
      })),
    })),
    categories: found.categories.map((each) => ({
      value: each.id,
      label: readable(each.name, language).text,
      stages: each.stages,
    })),
    variations: found.variations.map(({ id: key, kind, change, reason, state, answer, createdAt }) => ({
      id: key,
      kind,
      change,
      reason,
      state,
      answer,
      createdAt,
    })),
    statements: ledger.statements.map((each) => ({
      ...each,
      madeElsewhere: madeElsewhereOf(each),
      mayTakeBack: mayTakeBack(each, ledger.statements, ledger.dues),
      papers: (found.ratePapers.get(each.id) ?? []).map(({ id: file, name }) => ({ id: file, name })),
    })),
    dues: ledger.dues.map((due) => ({
      ...due,
      open: due.amount - due.paidAmount - due.waivedAmount,
      payments: ledger.payments
        .filter((each) => each.dueId === due.id)
        .map(({ id: key, kind, amount, receivedOn, note, by }) => ({
          ...{ id: key, kind, amount, receivedOn, note },
          by: nameIn(by, language),
        })),
    })),
    hasRecoupment: found.hasRecoupment,
    hasReleased: (found.liability?.granted ?? 0) > 0,
    released: found.liability?.isReleased
      ? { paid: found.liability.paid, waived: found.liability.waived, hasLeft: found.liability.hasLeft }
      : null,
    reference:
      found.interest?.kind === "reference"
        ? interestByYear(found.interest, award, ledger.statements, hongKongDay(Date.now()))
        : null,
    elsewhere: found.madeElsewhere ? { ...found.madeElsewhere, declared: award.declaredElsewhere } : null,
    leaving: leavingOn(rules.recoupment, found.liability, actor, search.get("left")),
    dealSales: {
      count: found.dealSales.ready.length,
      netSales: found.dealSales.ready.reduce((total, each) => total + each.netSales, 0),
      left: may(actor, "sales.take", page.relations) ? found.dealSales.left : [],
    },
    boughtOut: ledger.dues.find((due) => due.term === "buyOut") ?? null,
    buyOut:
      rules.buyOut &&
      !found.liability?.isReleased &&
      buyOutOn(rules.buyOut, paidIn(tranches, ledger.dues), search.get("on")),
    acceptedEndings,
    today: hongKongDay(Date.now()),
    notes,
    noteKey: may(actor, "fundFile.note", page.relations) ? randomUUID() : null,
    history: (await entriesOf(trail, language)).map((entry, place) => ({
      ...entry,
      about: partsOfAct(trail[place]!, award.currency),
    })),
  };
}

/** The day asked for, and the interest until then, for the officer who enters that the property left; null where it cannot. */
function leavingOn(
  terms: AwardRules["recoupment"],
  liability: AwardFound["liability"],
  { role }: Actor,
  asked: string | null,
) {
  if (role !== "fundingOfficer" || terms?.kind !== "royalty" || !terms.leavesPlace || !liability) return null;
  if (liability.granted === 0 || liability.isReleased || liability.hasLeft) return null;
  const [least, most] = [liability.facts.releasedOn, hongKongDay(Date.now())];
  const typed = asked ?? most;
  const isPossible = isDay(typed) && typed >= least && typed <= most;
  const { interest, reckoning, missing } = interestUntil(terms, liability.facts, isPossible ? typed : most);
  return { ...{ typed, isDay: isPossible, least, most, isAsked: asked !== null }, interest, reckoning, missing };
}

function buyOutOn(
  terms: Parameters<typeof buyOutOfParts>[0],
  parts: Parameters<typeof buyOutOfParts>[1],
  asked: string | null,
) {
  const today = hongKongDay(Date.now());
  const wrong = asked === null ? [] : !isDay(asked) ? ["notADate"] : !isQuoted(today, asked) ? ["outOfRange"] : [];
  const on = wrong.length === 0 ? (asked ?? today) : today;
  return {
    ...{ on, typed: asked ?? today, wrong, isPast: on <= today },
    quote: wrong.length === 0 ? (buyOutOfParts(terms, parts, on) ?? null) : null,
  };
}
type AwardFound = NonNullable<Awaited<ReturnType<typeof awardPage>>>;
type AwardRules = Parameters<typeof awardPage>[1]["rules"];
export type AwardView = NonNullable<Awaited<ReturnType<typeof awardView>>>;
