import { parse } from "csv-parse/sync";
import type ExcelJS from "exceljs";
import { Unzip, UnzipInflate, unzipSync, zipSync } from "fflate";
import { z } from "zod";
import { fail, ok, type Result } from "../../result.ts";
import { textIn } from "../../text-file.ts";

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

export const LARGEST_PORTFOLIO = 5_000_000;
/** What an Excel file may unfold to: far above any portfolio, far below what fills the memory. */
const MOST_UNFOLDED = 60_000_000;

const unread = (why: string) => fail("fileUnread", { fields: { file: [why] } });

/**
 * Reads a list in CSV or Excel. Code: fileUnread, with what is wrong at the field `file`: fileOfNothing, listInOldExcel,
 * listOfOtherKind, excelDamaged, listUnreadable, listEmpty, portfolioTooLong.
 */
export async function readTable(bytes: Uint8Array): Promise<Result<ListTable>> {
  if (bytes.length === 0) return unread("fileOfNothing");
  if (bytes.length > LARGEST_PORTFOLIO) return unread("portfolioTooLong");
  if (begins(bytes, OLD_EXCEL)) return unread("listInOldExcel");
  const rows = begins(bytes, ZIP) ? await rowsInArchive(bytes) : rowsInText(bytes);
  if (!rows.ok) return rows;
  const filled = rows.value.filter((row) => row.some((cell) => cell !== ""));
  const [heads, ...body] = filled;
  if (!heads || body.length === 0) return unread("listEmpty");
  if (body.length > MOST_ROWS) return unread("portfolioTooLong");
  return ok({ heads, rows: body });
}

const ZIP = [0x50, 0x4b];
/** What Excel wrote until 2003, and what it still wraps a workbook in that has a password. */
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];
const begins = (bytes: Uint8Array, signs: number[]) => signs.every((sign, at) => bytes[at] === sign);

async function rowsInArchive(bytes: Uint8Array): Promise<Result<string[][]>> {
  try {
    const archive = unfolded(bytes);
    if (!archive) return unread("portfolioTooLong");
    const rows = await excelRows(archive);
    return rows ? ok(rows) : unread("listOfOtherKind");
  } catch {
    return unread("excelDamaged");
  }
}

function rowsInText(bytes: Uint8Array): Result<string[][]> {
  const text = textIn(bytes);
  if (text === undefined) return unread("listOfOtherKind");
  try {
    return ok(csvRows(text));
  } catch {
    return unread("listUnreadable");
  }
}

/** So much of an archive is unpacked at once: deflate makes at most 1,032 bytes of one. */
const PIECE = 16_384;

/**
 * The archive packed anew without compression. It is given up when its parts declare too much, and unpacked piece by
 * piece until it is too large whatever they declare: neither the memory nor the time of the server is theirs to take. Undefined: too large.
 */
function unfolded(bytes: Uint8Array): Uint8Array | undefined {
  let sum = 0;
  unzipSync(bytes, {
    filter: (part) => {
      sum += part.originalSize;
      return false;
    },
  });
  if (sum > MOST_UNFOLDED) return undefined;
  sum = 0;
  const parts: Record<string, Uint8Array[]> = {};
  const archive = new Unzip((part) => {
    const pieces: Uint8Array[] = [];
    parts[part.name] = pieces;
    part.ondata = (error, piece) => {
      if (error) throw error;
      sum += piece.length;
      pieces.push(piece);
    };
    part.start();
  });
  archive.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += PIECE) {
    archive.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
    if (sum > MOST_UNFOLDED) return undefined;
  }
  const whole = Object.entries(parts).map(([name, pieces]) => [name, Buffer.concat(pieces)]);
  return zipSync(Object.fromEntries(whole), { level: 0 });
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

/** The first sheet; undefined of an archive that is no workbook. Read whole: the reader by stream of the same library now and then ends before the sheet does. */
async function excelRows(archive: Uint8Array): Promise<string[][] | undefined> {
  // Loaded when a spreadsheet is wanted: it is large, and most requests want none.
  const { default: Excel } = await import("exceljs");
  const workbook = new Excel.Workbook();
  await workbook.xlsx.load(archive.slice().buffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) return undefined;
  const rows: string[][] = [];
  sheet.eachRow({ includeEmpty: false }, (row) => {
    if (rows.length < MOST_ROWS + 2) rows.push(Array.from((row.values as ExcelJS.CellValue[]).slice(1), written));
  });
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
