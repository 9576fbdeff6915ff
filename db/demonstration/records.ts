import { asc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { needs, technologies } from "#db/schema/catalogue.ts";
import { pathwayDecisions } from "#db/schema/evaluation.ts";
import { people } from "#db/schema/identity.ts";
import { disclosures, inventors, outputs } from "#db/schema/outputs.ts";
import { deadlines, families, filings } from "#db/schema/protection.ts";
import { equityEvents, rounds, ventures } from "#db/schema/ventures.ts";
import { record } from "#services/audit/index.ts";
import { bandOf } from "#services/catalogue/index.ts";
import { datesOf } from "#services/protection/index.ts";
import { loadCompanies } from "./companies.ts";
import { loadDealings } from "./dealings.ts";
import { loadAssessments } from "./evaluations.ts";
import { loadFunding } from "./funding.ts";
import { loadProfile } from "./profile.ts";
import { type DemonstrationTechnology, stages } from "./shapes.ts";
import { everyNeed, everyOrganisation, everyTechnology, everyVenture } from "./sources.ts";

const DAY = 86_400_000;
const officer = { personId: "tto", name: "Leung Mei-fong", role: "ttoOfficer", organisationId: null };

/** Cases at every stage of the pipeline, needs, ventures and an open call. All are marked as demonstration. */
export async function loadRecords(tx: Transaction, now: number): Promise<void> {
  const names = new Map(
    (
      await tx.select({ id: people.id, name: people.name, email: people.email }).from(people).orderBy(asc(people.id))
    ).map((person) => [person.id, person]),
  );
  const numbers = new Map<string, number>();
  for (const [order, technology] of everyTechnology().entries()) {
    const number = (numbers.get(technology.organisation) ?? 0) + 1;
    numbers.set(technology.organisation, number);
    await loadCase(tx, technology, order + 1, number, names, now);
  }
  for (const need of everyNeed()) {
    const { id, organisation, field, title, text, wanted, minTrl, budget, until, landing, keywords } = need;
    await tx.insert(needs).values({
      id,
      organisationId: organisation,
      tried: need.tried ?? null,
      confidential: need.confidential ?? "",
      isAnonymous: need.anonymous,
      state: "open",
      original: "en",
      title,
      text,
      field,
      wanted,
      minTrl: minTrl ?? null,
      budgetBand: budget ? bandOf(budget.amount) : null,
      budgetAmount: budget?.amount ?? null,
      budgetCurrency: budget?.currency ?? null,
      landingRegion: landing ?? null,
      keywords: keywords ?? {},
      openUntil: until,
      isDemonstration: true,
      stateSince: now,
      createdAt: now,
    });
  }
  await loadVentures(tx, names, now);
  await loadCompanies(tx);
  await loadDealings(tx);
  await loadFunding(tx, now);
}

type People = Map<string, { id: string; name: string; email: string }>;

/** One case as far along as its stage says: output, disclosure, evaluation, protection, pathway, publication. */
async function loadCase(
  tx: Transaction,
  technology: DemonstrationTechnology,
  searchKey: number,
  number: number,
  people: People,
  now: number,
): Promise<void> {
  const { id, organisation, title, original } = technology;
  const reached = stages.indexOf(technology.stage);
  const publishedAt = Math.min(Date.parse(`${technology.published}T02:00:00Z`), now - DAY);
  const begunAt = publishedAt - 180 * DAY;
  const authorId = technology.inventors[0]!;
  const author = {
    personId: authorId,
    name: people.get(authorId)?.name ?? authorId,
    role: "researcher",
    organisationId: organisation,
  };
  const tto = { ...officer, organisationId: organisation };
  await tx.insert(outputs).values({
    id,
    organisationId: organisation,
    kind: technology.kind,
    title,
    original,
    summary: technology.valueLine,
    field: technology.field,
    trl: technology.trl,
    source: technology.source ?? null,
    facts: technology.facts ?? null,
    isDemonstration: true,
    createdBy: authorId,
    createdAt: begunAt,
    updatedAt: begunAt,
  });
  await record(tx, author, "output.recorded", { kind: "output", id, caseId: id }, { kind: technology.kind }, begunAt);
  const state =
    reached >= stages.indexOf("protected")
      ? "accepted"
      : technology.stage === "evaluating"
        ? "evaluating"
        : id.length % 2 === 0
          ? "inTriage"
          : "submitted";
  const disclosureId = `${id}-disclosure`;
  const subject = { kind: "disclosure", id: disclosureId, caseId: id };
  // What waits at the office began in the last weeks, some of it over its target.
  const submittedAt = state === "accepted" ? begunAt + 14 * DAY : now - ((searchKey * 7) % 12) * DAY;
  await tx.insert(disclosures).values({
    id: disclosureId,
    caseId: id,
    organisationId: organisation,
    number: `${new Date(submittedAt).getUTCFullYear()}-${String(number).padStart(3, "0")}`,
    title,
    original,
    state,
    stateSince: state === "accepted" ? begunAt + 90 * DAY : submittedAt,
    problem: technology.problem.en,
    solution: technology.solution.en,
    novelty: technology.advantages.map(({ claim, evidence }) => `${claim.en}: ${evidence.en}`).join("\n"),
    purpose: technology.applications.map((application) => application.en).join("\n"),
    publicDisclosures: [],
    officerId: state === "submitted" ? null : "tto",
    isDemonstration: true,
    createdBy: authorId,
    createdAt: begunAt,
    updatedAt: begunAt,
    submittedAt,
  });
  const shares = evenShares(technology.inventors.length);
  for (const [position, personId] of technology.inventors.entries())
    await tx.insert(inventors).values({
      id: `${disclosureId}-${position}`,
      disclosureId,
      position,
      personId,
      name: people.get(personId)?.name ?? personId,
      email: people.get(personId)?.email ?? "",
      shareBasisPoints: shares[position]!,
      confirmation: "confirmed",
      confirmedAt: submittedAt,
    });
  await record(tx, author, "disclosure.submitted", subject, {}, submittedAt);
  if (state !== "accepted") {
    if (state !== "submitted") await record(tx, tto, "disclosure.inTriage", subject, {}, submittedAt);
    if (state === "evaluating") {
      await record(tx, tto, "disclosure.evaluating", subject, {}, submittedAt);
      await loadAssessments(tx, id, disclosureId, submittedAt);
    }
    return;
  }
  const why = await loadAssessments(tx, id, disclosureId, begunAt + 60 * DAY);
  await record(tx, tto, "evaluation.assessed", subject, {}, begunAt + 60 * DAY);
  await tx.insert(pathwayDecisions).values({
    id: `${id}-pathway`,
    disclosureId,
    caseId: id,
    pathway: technology.pathway,
    advised: technology.pathway,
    scores: {},
    reason: why?.en ?? "Demonstration record.",
    decidedBy: "tto",
    createdAt: begunAt + 90 * DAY,
  });
  await record(tx, tto, "pathway.decided", subject, { pathway: technology.pathway }, begunAt + 90 * DAY);
  if (technology.ip.length > 0) {
    const familyId = `${id}-family`;
    await tx.insert(families).values({
      id: familyId,
      caseId: id,
      disclosureId,
      organisationId: organisation,
      title,
      isDemonstration: true,
      createdAt: begunAt + 100 * DAY,
    });
    for (const [place, { jurisdiction, status, year }] of technology.ip.entries()) {
      const filedOn = filingDay(year, searchKey, now);
      const filing = {
        id: `${familyId}-${place}`,
        familyId,
        jurisdiction,
        right: "invention" as const,
        kind: place === 0 ? ("first" as const) : ("convention" as const),
        filedOn,
        priorityOn: null,
        publishedOn: passed(filedOn, 18, now),
        grantedOn: status === "granted" ? passed(filedOn, 20, now) : null,
        state: status,
        createdAt: begunAt + 100 * DAY,
      };
      await tx.insert(filings).values(filing);
      for (const deadline of datesOf(filing))
        await tx.insert(deadlines).values({
          id: `${filing.id}-${deadline.ruleId}${deadline.occurrence}`,
          familyId,
          filingId: filing.id,
          ...deadline,
          // What lies behind is done; a few of the last fortnight are left, so that overdue can be seen.
          doneOn: Date.parse(deadline.safeOn) < now - 14 * DAY ? deadline.safeOn : null,
          createdAt: filing.createdAt,
        });
    }
    await record(tx, tto, "filing.recorded", { kind: "family", id: familyId, caseId: id }, {}, begunAt + 100 * DAY);
  }
  if (reached < stages.indexOf("published")) return;
  await loadProfile(tx, technology, { searchKey, authorId, officer: tto, publishedAt, now });
}

/** A day of the year, never ahead of the records' own, that differs from case to case. */
function filingDay(year: number, searchKey: number, now: number): string {
  const day = new Date(Date.UTC(year, (searchKey * 5) % 12, 1 + ((searchKey * 7) % 27)));
  return new Date(Math.min(day.getTime(), now - 20 * DAY)).toISOString().slice(0, 10);
}

/** Whole basis points that sum to 10,000, the first inventor taking what does not divide. */
function evenShares(count: number): number[] {
  const each = Math.floor(10_000 / count);
  return Array.from({ length: count }, (_, place) => (place === 0 ? 10_000 - each * (count - 1) : each));
}

async function loadVentures(tx: Transaction, people: People, now: number): Promise<void> {
  const SHARES = 1_000_000;
  const nameOf = new Map(everyOrganisation().map((each) => [each.id, each.name.en]));
  for (const venture of everyVenture()) {
    const [technology] = await tx
      .select({ id: technologies.id })
      .from(technologies)
      .where(eq(technologies.id, venture.technology))
      .limit(1);
    const caseId = technology?.id ?? null;
    await tx.insert(ventures).values({
      id: venture.id,
      slug: venture.id,
      caseId,
      technologyId: caseId,
      organisationId: venture.organisation,
      name: venture.name,
      line: venture.line,
      about: venture.about,
      stage: venture.stage,
      incorporatedOn: venture.incorporated,
      region: venture.place.region,
      city: venture.place.city ?? null,
      landing: venture.landing,
      teamSize: venture.teamSize,
      incubatorId: venture.incubator ?? null,
      isDemonstration: true,
      createdBy: "incubator",
      createdAt: Date.parse(`${venture.incorporated}T02:00:00Z`),
    });
    const holders = [
      ...venture.founders.map((founder) => ({
        holder: founder.person,
        name: people.get(founder.person)?.name ?? founder.person,
        kind: "founder" as const,
        basisPoints: founder.sharesBasisPoints,
      })),
      {
        holder: venture.organisation,
        name: nameOf.get(venture.organisation) ?? venture.organisation,
        kind: "institution" as const,
        basisPoints: venture.institutionBasisPoints,
      },
      ...venture.investors.map((investor) => ({
        holder: investor.organisation,
        name: nameOf.get(investor.organisation) ?? investor.organisation,
        kind: "investor" as const,
        basisPoints: investor.basisPoints,
      })),
    ].filter((holder) => holder.basisPoints > 0);
    for (const [place, holder] of holders.entries())
      await tx.insert(equityEvents).values({
        id: `${venture.id}-${place}`,
        ventureId: venture.id,
        sequence: place + 1,
        kind: "issue",
        on: venture.incorporated,
        shareClass: "ordinary",
        toHolder: holder.holder,
        holderKind: holder.kind,
        holderName: holder.name,
        shares: (SHARES / 10_000) * holder.basisPoints,
        createdAt: now,
      });
    for (const [place, round] of venture.rounds.entries())
      await tx.insert(rounds).values({
        id: `${venture.id}-r${place}`,
        ventureId: venture.id,
        on: round.date,
        kind: round.kind,
        amount: round.amount,
        currency: round.currency,
      });
    if (!caseId) continue;
    const subject = { kind: "venture", id: venture.id, caseId };
    const formedAt = Date.parse(`${venture.incorporated}T02:00:00Z`);
    await record(tx, officer, "venture.formed", subject, {}, formedAt);
    if (venture.stage === "market") await record(tx, officer, "venture.landed", subject, {}, formedAt + 270 * DAY);
  }
}

/** The day so many months of thirty days after another, if it lies behind. */
function passed(day: string, months: number, now: number): string | null {
  const at = Date.parse(day) + months * 30 * DAY;
  return at < now ? new Date(at).toISOString().slice(0, 10) : null;
}
