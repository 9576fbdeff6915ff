import { Readable } from "node:stream";
import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { unzipSync } from "fflate";
import { z } from "zod";
import { fail, ok, type Result } from "../../result.ts";

/** A list as it was given: its heads and its rows, every cell as text, days as YYYY-MM-DD where the file knows them as days. */
export interface ListTable {
  heads: string[];
  rows: string[][];
}

const MOST_ROWS = 5_000;

/** A list that was read, as a page posts it back between its steps. */
export const listForm = z.object({ list: z.string("required").max(12_000_000, "tooLong") });
const postedList = z.object({ heads: z.array(z.string()), rows: z.array(z.array(z.string())).max(MOST_ROWS) });

/** Reads a list that was posted back. Code: listUnreadable. */
export function postedTable(text: string): Result<ListTable> {
  try {
    return ok(postedList.parse(JSON.parse(text)));
  } catch {
    return fail("listUnreadable");
  }
}

const MOST_BYTES = 5_000_000;
/** What an Excel file may unfold to: far above any portfolio, far below what fills the memory. */
const MOST_UNFOLDED = 60_000_000;

/** UTF-8, or what older programs of the mainland write. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** Reads a list in CSV or Excel. Codes: portfolioTooLong, listUnreadable, listEmpty. */
export async function readTable(bytes: Uint8Array): Promise<Result<ListTable>> {
  if (bytes.length > MOST_BYTES) return fail("portfolioTooLong");
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  let rows: string[][];
  try {
    if (isZip && unfolded(bytes) > MOST_UNFOLDED) return fail("portfolioTooLong");
    rows = isZip ? await excelRows(bytes) : csvRows(decoded(bytes));
  } catch {
    return fail("listUnreadable");
  }
  const filled = rows.filter((row) => row.some((cell) => cell !== ""));
  const [heads, ...body] = filled;
  if (!heads || body.length === 0) return fail("listEmpty");
  if (body.length > MOST_ROWS) return fail("portfolioTooLong");
  return ok({ heads, rows: body });
}

/** The size that an archive declares for its parts; nothing is unpacked to learn it. */
function unfolded(bytes: Uint8Array): number {
  let sum = 0;
  unzipSync(bytes, {
    filter: (part) => {
      sum += part.originalSize;
      return false;
    },
  });
  return sum;
}

function csvRows(text: string): string[][] {
  const first = text.slice(0, text.indexOf("\n") + 1 || undefined);
  const delimiter = [",", ";", "\t"].sort((a, b) => first.split(b).length - first.split(a).length)[0]!;
  return parse(text, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    delimiter,
    to: MOST_ROWS + 2,
  });
}

async function excelRows(bytes: Uint8Array): Promise<string[][]> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from(Buffer.from(bytes)), {
    worksheets: "emit",
    sharedStrings: "cache",
    // Without its styles a day is only a number.
    styles: "cache",
    hyperlinks: "ignore",
    entries: "ignore",
  });
  const rows: string[][] = [];
  for await (const sheet of reader) {
    for await (const row of sheet) {
      rows.push(Array.from((row.values as ExcelJS.CellValue[]).slice(1), written));
      if (rows.length > MOST_ROWS + 1) return rows;
    }
    break;
  }
  return rows;
}

/** A formula counts as its result; a day is written as one. */
function written(cell: ExcelJS.CellValue | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell !== "object") return String(cell).trim();
  if ("result" in cell) return written(cell.result as ExcelJS.CellValue);
  if ("richText" in cell)
    return cell.richText
      .map((part) => part.text)
      .join("")
      .trim();
  if ("text" in cell) return String(cell.text).trim();
  return "";
}
