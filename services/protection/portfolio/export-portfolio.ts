import { asc, eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { outputs } from "#db/schema/outputs.ts";
import { families, filings } from "#db/schema/protection.ts";
import { type Actor, grounds } from "../../identity/index.ts";
import { plain } from "../../language.ts";
import { forbidden, ok, type Result } from "../../result.ts";
import { type Column, columns } from "./columns.ts";

/** The institution's portfolio in the columns that the import reads: taken in again, it changes nothing. */
export async function exportPortfolio(actor: Actor, format: "csv" | "xlsx"): Promise<Result<Uint8Array>> {
  if (!grounds(actor, "protection.file").includes("organisation")) return forbidden();
  const rows = await reads()
    .select({ filing: filings, family: families, contributors: outputs.contributors })
    .from(filings)
    .innerJoin(families, eq(families.id, filings.familyId))
    .innerJoin(outputs, eq(outputs.id, families.caseId))
    .where(eq(families.organisationId, actor.organisationId))
    .orderBy(asc(families.createdAt), asc(families.id), asc(filings.filedOn), asc(filings.id));
  // Loaded when a spreadsheet is wanted: it is large, and most requests want none.
  const { default: Excel } = await import("exceljs");
  const workbook = new Excel.Workbook();
  const sheet = workbook.addWorksheet("portfolio");
  sheet.addRow([...columns]);
  for (const { filing, family, contributors } of rows) {
    const told: Record<Column, string | null> = {
      ...filing,
      reference: family.reference ?? family.id,
      title: plain(family.title, "en"),
      inventors: (contributors ?? []).map((each) => each.name).join("; "),
      endsOn: filing.statedEndOn,
    };
    sheet.addRow(columns.map((column) => (format === "csv" ? escaped(told[column] ?? "") : (told[column] ?? ""))));
  }
  sheet.getRow(1).font = { bold: true };
  const bytes = format === "csv" ? await workbook.csv.writeBuffer() : await workbook.xlsx.writeBuffer();
  return ok(new Uint8Array(format === "csv" ? Buffer.concat([Buffer.from("\uFEFF"), Buffer.from(bytes)]) : bytes));
}

/** A spreadsheet must not take a text for a formula: an apostrophe in front, which the import takes off again. */
const escaped = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
