import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { parse } from "csv-parse";
import type ExcelJS from "exceljs";

/** One record of a file with the number of its line, or why the line holds none. */
export type RawRecord = { line: number } & ({ value: Record<string, unknown> } | { reason: string });

/** Reads JSON Lines, CSV or Excel one record at a time, whatever their size. Errors: thrown for another kind of file. */
export async function* readRecords(file: string): AsyncGenerator<RawRecord> {
  const extension = path.extname(file).toLowerCase();
  if (extension === ".jsonl" || extension === ".ndjson") yield* jsonLines(file);
  else if (extension === ".csv") yield* csv(file);
  else if (extension === ".xlsx") yield* excel(file);
  else throw new Error(`${extension || "A file without an ending"} is not read: give .jsonl, .csv or .xlsx`);
}

async function* jsonLines(file: string): AsyncGenerator<RawRecord> {
  let line = 0;
  for await (const text of readline.createInterface({
    input: fs.createReadStream(file, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line++;
    if (!text.trim()) continue;
    try {
      const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
      if (value && typeof value === "object" && !Array.isArray(value))
        yield { line, value: value as Record<string, unknown> };
      else yield { line, reason: "not a JSON object" };
    } catch (error) {
      yield { line, reason: `not JSON: ${(error as Error).message}` };
    }
  }
}

async function* csv(file: string): AsyncGenerator<RawRecord> {
  const rows = fs
    .createReadStream(file)
    .pipe(parse({ columns: true, bom: true, relax_column_count: true, trim: true, info: true }));
  for await (const { record, info } of rows as AsyncIterable<{
    record: Record<string, string>;
    info: { lines: number };
  }>)
    yield { line: info.lines, value: record };
}

async function* excel(file: string): AsyncGenerator<RawRecord> {
  // Loaded when a spreadsheet is wanted: it is large, and most requests want none.
  const { default: Excel } = await import("exceljs");
  const workbook = new Excel.Workbook();
  await workbook.xlsx.readFile(file);
  let heads: string[] | undefined;
  const rows: RawRecord[] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    const cells = (row.values as ExcelJS.CellValue[])
      .slice(1)
      .map((cell) =>
        cell === null || cell === undefined
          ? ""
          : typeof cell === "object" && "text" in cell
            ? String(cell.text)
            : String(cell),
      );
    const known = heads;
    if (!known) heads = cells.map((cell) => cell.trim());
    else
      rows.push({
        line: row.number,
        value: Object.fromEntries(known.map((head, place) => [head, cells[place] ?? ""])),
      });
  });
  yield* rows;
}
