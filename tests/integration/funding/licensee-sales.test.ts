import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { awards, dues, salesStatements } from "#db/schema/awards.ts";
import { agreements, deals, salesReports } from "#db/schema/deals.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { historyOf } from "#services/audit/index.ts";
import * as funding from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { openDemonstration } from "../database.ts";
import { awardOf, dayAt, funder, good, officeOf, pdf, refused, titled, today } from "./acts.ts";

// A running award that owes 3 % of sales until the grant is back, beside licensees of the same case who report theirs.
let database: Awaited<ReturnType<typeof openDemonstration>>;
let office: Actor;
let id = "";
beforeAll(async () => {
  database = await openDemonstration();
  const running = await titled("Three-tonne");
  [id, office] = [running.id, officeOf(running.leadId)];
  const [call] = await reads().select().from(calls).where(eq(calls.id, running.callId));
  const recoupment = {
    ...{ kind: "royalty", rates: [{ fromYear: 1, basisPoints: 300 }], capBasisPoints: 10_000 },
    ...{ interest: { kind: "none" }, source: "its own terms", confidence: "ours" },
  };
  await transact(async (tx) => {
    // A call of its own: other awards stay under the terms that theirs froze.
    const rules = { ...(call!.rules as object), recoupment };
    await tx.insert(calls).values({ ...call!, id: "with-royalty", rules, rulesVersion: "with-royalty" });
    await tx.update(applications).set({ callId: "with-royalty" }).where(eq(applications.id, id));
    await tx
      .update(awards)
      .set({ state: "active", startsOn: dayAt(-20) })
      .where(eq(awards.applicationId, id));
  });
  await good(funding.enterStatement(office, id, { fromOn: dayAt(-15), untilOn: dayAt(-2), netSales: 1_234_567_89 }));
});
afterAll(() => database.close());

const otherOffice = officeOf("harbour-university");

it("what licensees of the case report is counted once, beside what the institution tells", async () => {
  const reported = await reads()
    .select({ id: salesReports.id, caseId: deals.caseId, currency: salesReports.currency })
    .from(salesReports)
    .innerJoin(agreements, eq(agreements.id, salesReports.agreementId))
    .innerJoin(deals, eq(deals.id, agreements.dealId));
  const { id: reportId, caseId } = reported.find((each) => each.currency === "HKD")!;
  await transact(async (tx) => {
    await tx.update(salesReports).set({ netSales: 0 });
    await tx
      .update(salesReports)
      .set({ netSales: 100_000_00, fromOn: dayAt(-18), untilOn: dayAt(-16) })
      .where(eq(salesReports.id, reportId));
    await tx.update(applications).set({ caseId }).where(eq(applications.id, id));
  });
  await refused(funding.takeDealSales(otherOffice, id), "notFound");
  const [one, two] = await Promise.all([funding.takeDealSales(office, id), funding.takeDealSales(funder, id)]);
  expect([one, two].map((each) => (each.ok ? "taken" : each.code)).sort()).toEqual(["noNewSales", "taken"]);
  const statements = await reads().select().from(salesStatements).where(eq(salesStatements.applicationId, id));
  expect(statements.reduce((sum, each) => sum + each.netSales, 0)).toBe(1_234_567_89 + 100_000_00);
  // 3 % of 1,334,567.89 is 40,037.0367, asked for in full cents; 37,037.04 of it was asked for before.
  const owed = await reads().select().from(dues).where(eq(dues.applicationId, id));
  expect(owed.map((each) => each.amount).sort((a, b) => a - b)).toEqual([3_000_00, 37_037_04]);
  // What a licensee reported is not told by the institution again: the answer says which report has it.
  const taken = statements.find((each) => each.source === "deal")!;
  const again = { fromOn: taken.fromOn, untilOn: taken.fromOn, netSales: 1_00 };
  expect(await funding.enterStatement(office, id, again)).toMatchObject({
    code: "licenseesReported",
    params: { from: taken.fromOn, until: taken.untilOn },
    see: `#statement-${id}.${reportId}`,
  });
  // A second licensee reports the same days: at night it is taken too, and the next night nothing more is.
  const [report] = await reads().select().from(salesReports).where(eq(salesReports.id, reportId));
  const [licence] = await reads().select().from(agreements).where(eq(agreements.id, report!.agreementId));
  const second = { id: "second-licensee", number: "second-licensee" };
  await transact(async (tx) => {
    await tx.insert(agreements).values({ ...licence!, ...second });
    await tx.insert(salesReports).values({ ...report!, ...second, agreementId: second.id, netSales: 50_000_00 });
  });
  expect([await funding.takeAllDealSales(), await funding.takeAllDealSales()]).toEqual([1, 0]);
  // 3 % of 1,384,567.89 is 41,537.0367: another 1,500.00.
  const later = await reads().select().from(dues).where(eq(dues.applicationId, id));
  expect(later.map((each) => each.amount).sort((a, b) => a - b)).toEqual([1_500_00, 3_000_00, 37_037_04]);
});

it("what a licensee reports in another currency is said to both sides, and counted at a rate with its source, once", async () => {
  const [licence] = await reads().select().from(agreements).where(eq(agreements.id, "second-licensee"));
  const [report] = await reads().select().from(salesReports).where(eq(salesReports.id, "second-licensee"));
  const abroad = { id: "dollar-licensee", number: "dollar-licensee" };
  const sales = { netSales: 1_000_01, currency: "USD", agreementId: abroad.id };
  await transact(async (tx) => {
    await tx.insert(agreements).values({ ...licence!, ...abroad });
    await tx.insert(salesReports).values({ ...report!, ...abroad, ...sales });
  });
  await refused(funding.takeDealSales(funder, id), "noNewSales");
  const left = async (who: Actor) => (await awardOf(who, id)).dealSales.left;
  for (const who of [office, funder])
    expect(await left(who)).toMatchObject([{ netSales: 1_000_01, currency: "USD", why: "otherCurrency" }]);
  const waiting = { applicationId: id, what: "sales", currency: "USD", expected: 1_000_01, found: 0 };
  expect((await funding.checkSums()).differences).toMatchObject([waiting]);
  const rate = {
    ...{ subject: abroad.id, rate: "7.8123", rateSource: "Central bank, table 2", rateOn: today },
    paper: pdf("table-2.pdf"),
  };
  const take = (more = {}, who = funder) => funding.takeSaleAtRate(who, id, { ...rate, ...more });
  // Whoever owes does not choose the rate; nor is it one of before the sales, or of a day to come.
  await refused(take({}, office), "forbidden");
  await refused(take({}, otherOffice), "notFound");
  await refused(take({ rateOn: dayAt(-19) }), "rateOfOtherTime");
  await refused(take({ rateOn: dayAt(1) }), "rateInTheFuture");
  await refused(take({ subject: "forged" }), "notFound");
  for (const typed of ["0", "-7.8", "seven", "7,8", "1e3"])
    expect(funding.saleAtRateForm.safeParse({ ...rate, rate: typed }).success).toBe(false);
  // The first rate of US dollars, tenfold off: it is spelled both ways, and looked at again before it counts.
  expect(await take({ rate: "78.123" })).toMatchObject({
    ...{ code: "rateToConfirm", params: { rate: "78.123", inverse: "0.0128", currency: "USD", own: "HKD" } },
  });
  await refused(take({ rateSeen: "78.123" }), "rateToConfirm");
  const seen = { rateSeen: "7.8123" };
  expect((await Promise.all([take(seen), take(seen)])).map((each) => (each.ok ? "taken" : each.code)).sort()).toEqual([
    "noNewSales",
    "taken",
  ]);
  // 1,000.01 × 7.8123 = 7,812.378123: counted as 7,812.38.
  const { ledger, ratePapers } = await awardOf(office, id);
  const taken = ledger.statements.find((each) => each.conversion)!;
  const stated = { rate: "7.8123", source: "Central bank, table 2", on: today };
  const conversion = { netSales: 1_000_01, currency: "USD", rate: stated };
  expect(taken).toMatchObject({ netSales: 7_812_38, currency: "HKD", conversion });
  // 3 % of 1,392,380.27 is 41,771.4081: 41,771.41, of which 41,537.04 was asked for before.
  expect(ledger.dues.map((each) => each.amount)).toContain(234_37);
  const entry = (await historyOf("application", id)).findLast((each) => each.action === "statement.converted");
  expect(entry!.details).toMatchObject({ netSales: 7_812_38, conversion });
  const paper = ratePapers.get(taken.id)![0]!;
  expect(await funding.downloadDocument(office, id, paper.id)).toMatchObject({
    ok: true,
    value: { name: "table-2.pdf" },
  });
  expect(await left(funder)).toEqual([]);
  expect(await funding.checkSums()).toMatchObject({ differences: [], problem: null });
});
