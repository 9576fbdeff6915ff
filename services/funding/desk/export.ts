import { asc, eq, sql } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { awards, dues, tranches } from "#db/schema/awards.ts";
import { applications, calls, contributions } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { type Actor, may } from "../../identity/index.ts";
import { type Language, plain } from "../../language.ts";
import { forbidden, ok, type Result } from "../../result.ts";
import { amountText, wordsIn } from "../../words.ts";
import { askedOf, moneyOfAward } from "../awarding/award-money.ts";
import { promisesByCurrency } from "../awarding/sums.ts";
import { hongKongDay } from "../calls.ts";
import { grouped } from "../grouped.ts";
import { programme } from "../programme.ts";
import { awardSeenBy } from "../settled.ts";
import type { ApplicationState } from "../states.ts";
import { asLastSent } from "./last-sent.ts";
import { narrowedTo, type PortfolioQuery } from "./portfolio.ts";

const columns = [
  "number",
  "title",
  "programme",
  "lead",
  "state",
  "award",
  "submittedOn",
  "decidedOn",
  "currency",
  "asked",
  "approved",
  "released",
  "remaining",
  "lapsed",
  "promised",
  "received",
  "outstanding",
  "otherPromises",
  "counted",
  "back",
] as const;

type Column = (typeof columns)[number];
const days: Column[] = ["submittedOn", "decidedOn"];
const sums: Column[] = [
  ...(["asked", "approved", "released", "remaining", "lapsed", "promised", "received", "outstanding"] as const),
  ...(["counted", "back"] as const),
];
/** In characters of the sheet's usual type. */
const widths: Partial<Record<Column, number>> = { title: 52, programme: 30, lead: 34, currency: 10, otherPromises: 48 };

/** The fund's applications, all or those that the list was narrowed to, with their money as a table to take away: heads in the reader's language, amounts as numbers. */
export async function exportPortfolio(
  actor: Actor,
  format: "csv" | "xlsx",
  language: Language = actor.language,
  query: PortfolioQuery = {},
): Promise<Result<Uint8Array>> {
  if (!may(actor, "application.read", ["party"])) return forbidden();
  const t = await wordsIn(language);
  const own = narrowedTo(actor, query);
  const [rows, paid, given, owed] = await Promise.all([
    reads()
      .select({ application: applications, lead: organisations.name, award: awards.state, grants: awards.grants })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .innerJoin(organisations, eq(organisations.id, applications.leadId))
      .leftJoin(awards, eq(awards.applicationId, applications.id))
      .where(own)
      .orderBy(asc(applications.number), asc(applications.id))
      .limit(20_000),
    reads()
      .select({ id: tranches.applicationId, state: tranches.state, amount: tranches.amount })
      .from(tranches)
      .innerJoin(awards, eq(awards.applicationId, tranches.applicationId))
      .innerJoin(applications, eq(applications.id, tranches.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(own)
      .limit(100_000),
    reads()
      .select({ given: contributions })
      .from(contributions)
      .innerJoin(applications, eq(applications.id, contributions.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(own)
      .limit(100_000),
    reads()
      .select({
        id: dues.applicationId,
        open: sql<number>`${dues.amount} - ${dues.paidAmount} - ${dues.waivedAmount}`.mapWith(Number),
      })
      .from(dues)
      .innerJoin(applications, eq(applications.id, dues.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(own)
      .limit(100_000),
  ]);
  const owedOf = grouped(owed, (each) => each.id);
  const paidOf = grouped(paid, (each) => each.id);
  const givenOf = grouped(
    given.map((each) => each.given),
    (each) => each.applicationId,
  );
  // Loaded when a spreadsheet is wanted: it is large, and most requests want none.
  const { default: Excel } = await import("exceljs");
  const workbook = new Excel.Workbook();
  const sheet = workbook.addWorksheet(t("awards.nav.portfolio"));
  sheet.addRow(columns.map((column) => t(`awards.column.${column}`)));
  const told = new Map((await asLastSent(rows.map((each) => each.application))).map((each) => [each.id, each]));
  for (const { application: now, lead, award: agreed, grants } of rows) {
    const award = awardSeenBy(actor, agreed);
    const application = told.get(now.id)!;
    const money = award && grants && moneyOfAward({ grants }, paidOf.get(application.id) ?? []);
    const back = (owedOf.get(application.id) ?? []).reduce((total, each) => total + each.open, 0);
    const given = givenOf.get(application.id) ?? [];
    // As the award's page has them: each promise in its own currency, with the award's state that this reader sees.
    const offered = promisesByCurrency(given, award === "terminated" || ended.includes(application.state));
    const inOwn = offered.get(application.currency);
    const others = [...offered].flatMap(([currency, sum]) =>
      currency === application.currency ? [] : t("awards.otherPromise", amountsOf(sum, currency)),
    );
    const cells: Record<Column, string | number> = {
      number: application.number,
      title: plain(application.title, language),
      programme: programme(application.programmeId)?.name[language] ?? application.programmeId,
      lead: plain(lead, language),
      state: t(`funding.states.${application.state}`),
      award: award ? t(`awards.states.${award}`) : "",
      submittedOn: application.submittedAt ? hongKongDay(application.submittedAt) : "",
      decidedOn: application.decidedAt ? hongKongDay(application.decidedAt) : "",
      currency: application.currency,
      asked: askedOf(application) / 100,
      approved: (money?.approved ?? 0) / 100,
      released: (money?.released ?? 0) / 100,
      remaining: (money?.remaining ?? 0) / 100,
      lapsed: (money?.lapsed ?? 0) / 100,
      promised: (inOwn?.required ?? 0) / 100,
      received: (inOwn?.received ?? 0) / 100,
      outstanding: (inOwn?.outstanding ?? 0) / 100,
      otherPromises: others.join("; "),
      counted: given.reduce((total, each) => total + each.receivedCounted, 0) / 100,
      back: back / 100,
    };
    sheet.addRow(
      columns.map((column) => {
        const value = cells[column];
        if (format === "csv") return typeof value === "string" ? unspreadable(value) : value;
        return days.includes(column) && value !== "" ? new Date(value) : value;
      }),
    );
  }
  sheet.getRow(1).font = { bold: true };
  sheet.views = [{ state: "frozen", xSplit: 1, ySplit: 1 }];
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  for (const [place, column] of columns.entries()) {
    const cells = sheet.getColumn(place + 1);
    cells.width = widths[column] ?? 16;
    cells.numFmt = days.includes(column) ? "yyyy-mm-dd" : sums.includes(column) ? "#,##0.00" : "@";
  }
  const bytes = format === "csv" ? await workbook.csv.writeBuffer() : await workbook.xlsx.writeBuffer();
  return ok(new Uint8Array(format === "csv" ? Buffer.concat([Buffer.from("\uFEFF"), Buffer.from(bytes)]) : bytes));
}

/** Of an application that ended without an award nothing is outstanding. */
const ended: ApplicationState[] = ["refused", "ineligible", "withdrawn"];

const amountsOf = (
  { required, received, outstanding }: Record<"required" | "received" | "outstanding", number>,
  currency: string,
) => ({
  promised: amountText(required, currency),
  received: amountText(received, currency),
  outstanding: amountText(outstanding, currency),
});

/** A spreadsheet must not take a text for a formula. */
const unspreadable = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
