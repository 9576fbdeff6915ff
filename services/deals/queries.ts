import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { reads } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import {
  agreements,
  dealMessages,
  deals,
  distributionShares,
  distributions,
  royalties,
  salesReports,
  signatures,
  termSheets,
} from "#db/schema/deals.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { agreementDocument, agreementTemplate, filledClauses, sealOf } from "../documents/index.ts";
import { type Actor, grounds, may, type Relation } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { hongKongToday } from "../outputs/index.ts";
import { agreementValues } from "./agreement-values.ts";
import { dealFor } from "./deals.ts";
import { enquiryDue } from "./enquiry.ts";
import { sideToMove } from "./states.ts";

/** The deals of the actor's side, the newest state first: an office sees its institution's, a partner its firm's. */
export async function dealsOf(actor: Actor) {
  const [ground] = grounds(actor, "deal.read");
  if (!ground) return [];
  const mine = ground === "party" ? deals.partnerId : deals.licensorId;
  return reads()
    .select({
      id: deals.id,
      number: deals.number,
      state: deals.state,
      stateSince: deals.stateSince,
      title: technologies.title,
      original: technologies.original,
      partner: organisations.name,
      isDemonstration: deals.isDemonstration,
    })
    .from(deals)
    .innerJoin(technologies, eq(technologies.id, deals.technologyId))
    .innerJoin(organisations, eq(organisations.id, deals.partnerId))
    .where(eq(mine, actor.organisationId))
    .orderBy(desc(deals.stateSince))
    .limit(100);
}

/** The deals of a case, for its page. The caller has checked the permission. */
export function caseDeals(caseId: string) {
  return reads()
    .select({ id: deals.id, number: deals.number, state: deals.state, partner: organisations.name })
    .from(deals)
    .innerJoin(organisations, eq(organisations.id, deals.partnerId))
    .where(eq(deals.caseId, caseId))
    .orderBy(desc(deals.stateSince))
    .limit(50);
}

/** What licensees reported of the sales of a case under its licences, running or ended, oldest first. The caller has checked the permission. */
export function caseSales(caseIds: string[]) {
  return reads()
    .select({
      id: salesReports.id,
      caseId: deals.caseId,
      fromOn: salesReports.fromOn,
      untilOn: salesReports.untilOn,
      netSales: salesReports.netSales,
      currency: salesReports.currency,
    })
    .from(salesReports)
    .innerJoin(agreements, eq(agreements.id, salesReports.agreementId))
    .innerJoin(deals, eq(deals.id, agreements.dealId))
    .where(
      and(
        inArray(deals.caseId, caseIds),
        eq(agreements.kind, "licence"),
        inArray(agreements.state, ["signed", "ended"]),
      ),
    )
    .orderBy(asc(salesReports.fromOn), asc(salesReports.id))
    .limit(50_000);
}

/** Everything in the deal room, or undefined for who has no place in it. */
export async function dealRoom(actor: Actor, id: string) {
  const found = await dealFor(reads(), actor, id);
  if (!found) return undefined;
  const [messages, versions, papers, [parties], reports] = await Promise.all([
    reads()
      .select({
        id: dealMessages.id,
        side: dealMessages.side,
        text: dealMessages.text,
        createdAt: dealMessages.createdAt,
        author: people.name,
      })
      .from(dealMessages)
      .innerJoin(people, eq(people.id, dealMessages.authorId))
      .where(eq(dealMessages.dealId, id))
      .orderBy(asc(dealMessages.createdAt))
      .limit(300),
    reads()
      .select({ sheet: termSheets, by: people.name })
      .from(termSheets)
      .innerJoin(people, eq(people.id, termSheets.proposedBy))
      .where(eq(termSheets.dealId, id))
      .orderBy(asc(termSheets.version)),
    reads()
      .select({ agreement: agreements, signature: signatures })
      .from(agreements)
      .leftJoin(signatures, eq(signatures.agreementId, agreements.id))
      .where(eq(agreements.dealId, id))
      .orderBy(asc(agreements.createdAt)),
    partiesOf(id),
    reads()
      .select({ report: salesReports, royalty: royalties, distributionId: distributions.id })
      .from(salesReports)
      .innerJoin(agreements, eq(agreements.id, salesReports.agreementId))
      .innerJoin(royalties, eq(royalties.salesReportId, salesReports.id))
      .leftJoin(distributions, eq(distributions.royaltyId, royalties.id))
      .where(eq(agreements.dealId, id))
      .orderBy(asc(salesReports.fromOn))
      .limit(100),
  ]);
  const byId = new Map<
    string,
    { agreement: typeof agreements.$inferSelect; signatures: Array<typeof signatures.$inferSelect> }
  >();
  for (const { agreement, signature } of papers) {
    const paper = byId.get(agreement.id) ?? { agreement, signatures: [] };
    if (signature) paper.signatures.push(signature);
    byId.set(agreement.id, paper);
  }
  const licence = [...byId.values()].find(({ agreement }) => agreement.kind === "licence");
  const { deal } = found;
  return {
    ...found,
    next: sideToMove({
      state: deal.state,
      spoke: messages.at(-1)?.side,
      proposed: versions.at(-1)?.sheet.side,
      signed: licence?.signatures.map((each) => each.side) ?? [],
    }),
    /** While nobody has answered an enquiry. */
    answerBy:
      deal.state === "enquired" && messages.every((each) => each.side === "partner")
        ? enquiryDue(deal.createdAt)
        : undefined,
    parties: parties!,
    messages,
    versions: versions.map(({ sheet, by }) => ({ ...sheet, by })),
    agreements: [...byId.values()],
    reports,
  };
}

function partiesOf(dealId: string) {
  const licensor = alias(organisations, "licensor");
  const partner = alias(organisations, "partner");
  const officers = alias(people, "officers");
  return reads()
    .select({
      licensor: licensor.name,
      partner: partner.name,
      technology: technologies.title,
      original: technologies.original,
      slug: technologies.slug,
      officer: officers.name,
      partnerLanguage: people.language,
    })
    .from(deals)
    .innerJoin(people, eq(people.id, deals.partnerPersonId))
    .innerJoin(technologies, eq(technologies.id, deals.technologyId))
    .leftJoin(officers, eq(officers.id, deals.officerId))
    .innerJoin(licensor, eq(licensor.id, deals.licensorId))
    .innerJoin(partner, eq(partner.id, deals.partnerId))
    .where(eq(deals.id, dealId))
    .limit(1);
}

/** `2026-11-25 09:30 HKT` */
const inHongKong = (at: number): string =>
  `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ")} HKT`;

/** The contract of a deal room as a PDF, for its two sides. */
export async function agreementPaper(
  actor: Actor,
  dealId: string,
  agreementId: string,
): Promise<{ name: string; bytes: Buffer } | undefined> {
  const room = await dealRoom(actor, dealId);
  const paper = room?.agreements.find((each) => each.agreement.id === agreementId);
  if (!room || !paper) return undefined;
  const { agreement } = paper;
  const language = agreement.language as Language;
  const names = {
    technology: plain(room.parties.technology, language),
    licensor: plain(room.parties.licensor, language),
    partner: plain(room.parties.partner, language),
  };
  const terms = room.versions.find((version) => version.id === agreement.termSheetId)?.terms;
  const template = agreementTemplate(agreement.templateId);
  const valuesOf = (date: string) => (terms ? agreementValues(terms, names, date, language) : { ...names, date });
  const isSealed = (values: Record<string, string>) =>
    sealOf({ template: template.id, values, clauses: filledClauses(template, values, language) }) === agreement.seal;
  const values = valuesOf(hongKongToday(agreement.createdAt));
  // Papers sealed while the portal dated them by UTC are printed as they were signed.
  const inUtc = valuesOf(new Date(agreement.createdAt).toISOString().slice(0, 10));
  const bytes = await agreementDocument({
    template,
    values: !isSealed(values) && isSealed(inUtc) ? inUtc : values,
    language,
    number: agreement.number,
    seal: agreement.seal,
    signatures: (["licensor", "partner"] as const).map((side): [string, string] => {
      const given = paper.signatures.find((each) => each.side === side);
      return [
        names[side],
        given ? `${given.name} · ${inHongKong(given.createdAt)} · ${given.seal.slice(0, 16)}` : "________________",
      ];
    }),
    at: agreement.createdAt,
  });
  return { name: `${agreement.number}.pdf`, bytes };
}

/** What a case earned and how it was split, for its inventors and its office. */
export async function caseDistributions(actor: Actor, caseId: string, relations: Relation[]) {
  if (!may(actor, "distribution.read", relations)) return [];
  const made = await reads()
    .select()
    .from(distributions)
    .where(eq(distributions.caseId, caseId))
    .orderBy(desc(distributions.createdAt))
    .limit(20);
  if (made.length === 0) return [];
  const shares = await reads()
    .select()
    .from(distributionShares)
    .where(
      and(
        inArray(
          distributionShares.distributionId,
          made.map((each) => each.id),
        ),
      ),
    )
    .orderBy(asc(distributionShares.id));
  return made.map((each) => ({ ...each, shares: shares.filter((share) => share.distributionId === each.id) }));
}

/** What a person was allotted of licence income, the newest first. */
export function incomeOf(actor: Actor) {
  return reads()
    .select({
      id: distributionShares.id,
      caseId: distributions.caseId,
      amount: distributionShares.amount,
      basisPoints: distributionShares.basisPoints,
      currency: distributions.currency,
      at: distributions.createdAt,
      title: technologies.title,
      original: technologies.original,
    })
    .from(distributionShares)
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .leftJoin(technologies, eq(technologies.caseId, distributions.caseId))
    .where(and(eq(distributionShares.personId, actor.personId), eq(distributionShares.payee, "inventor")))
    .orderBy(desc(distributions.createdAt), asc(distributionShares.id))
    .limit(100);
}
