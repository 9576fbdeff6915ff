import { Temporal } from "temporal-polyfill";
import { filingKinds, rights } from "#db/schema/protection.ts";
import { isDay } from "../../day.ts";
import { offices } from "../counting.ts";
import { checkNumber, toldByNumbers } from "../numbers.ts";
import { type Column, columns, type Mapping } from "./columns.ts";
import { asMeant } from "./misread.ts";
import type { ListTable } from "./table.ts";

export const dayOrders = ["ymd", "dmy", "mdy"] as const;
export type DayOrder = (typeof dayOrders)[number];

/** How a list is to be read: which column is what, what holds for every row, and how days are written. */
export interface Reading {
  mapping: Mapping;
  /** Where the list does not say: the jurisdiction of all its rows. */
  jurisdiction: string;
  days: DayOrder;
}

export interface PlannedFiling {
  reference: string | null;
  title: string;
  inventors: string[];
  jurisdiction: string;
  right: (typeof rights)[number];
  kind: (typeof filingKinds)[number];
  number: string | null;
  grantNumber: string | null;
  filedOn: string | null;
  priorityOn: string | null;
  publishedOn: string | null;
  grantedOn: string | null;
  state: "pending" | "granted" | "lapsed" | "withdrawn";
  endsOn: string | null;
  agent: string | null;
}

/** What is wrong or doubtful about one cell: `code` is a message key under `protection.portfolio.cell`. */
export interface CellFinding {
  column: Column;
  cell: string;
  /** As what the cell is read all the same: a text, or for `readAs` a right or a kind of filing. */
  read?: string;
  code:
    | "required"
    | "notADate"
    | "inTheFuture"
    | "order"
    | "unknownWord"
    | "unknownOffice"
    | "checkDigit"
    | "shape"
    | "tooLong"
    | "readAs"
    | "otherRight"
    | "reissue"
    | "termOver"
    | "stillPending"
    | "century"
    | "misread";
}

/** One row of the list. `line` as a spreadsheet numbers it. Doubts do not stop a row, faults do. */
export interface PlannedRow {
  line: number;
  filing: PlannedFiling;
  faults: CellFinding[];
  doubts: CellFinding[];
}

const stateWords: Array<[RegExp, PlannedFiling["state"]]> = [
  [/^(issued|granted?|registered|in force|active|授權|授权|已授權|已授权|有效)$/i, "granted"],
  [
    /^(application|applied|pending|filed|published|申請中|申请中|審查中|审查中|實質審查|实质审查|公開|公开)$/i,
    "pending",
  ],
  [/^(lapsed|expired|ceased|dead|失效|終止|终止|屆滿|届满)$/i, "lapsed"],
  [/^(withdrawn|abandoned|given up|撤回|放棄|放弃|視為撤回|视为撤回)$/i, "withdrawn"],
];
const officeWords: Array<[RegExp, string]> = [
  [/^(cn|china|prc|mainland.*|中國|中国|內地|内地)$/i, "CN"],
  [/^(hk|hong kong.*|香港)$/i, "HK"],
  [/^(us|usa|united states.*|美國|美国)$/i, "US"],
  [/^(ep|epo|europe.*|歐洲|欧洲)$/i, "EP"],
  [/^(jp|japan|日本)$/i, "JP"],
  [/^(kr|korea.*|south korea|韓國|韩国)$/i, "KR"],
  [/^(il|israel|以色列)$/i, "IL"],
  [/^(tw|taiwan.*|台灣|臺灣|台湾)$/i, "TW"],
  [/^(sg|singapore|新加坡)$/i, "SG"],
  [/^(pct|wo|wipo|國際|国际)$/i, "PCT"],
];
/** Also "/0" and "/": numbers that a database put together of parts it had not. */
const nothing = /^([\s/0–-]*|n\/?a|nil|none|無|无)$/i;

type Wordings<T> = ReadonlyArray<[RegExp, T]>;

/** How lists of offices and agents in Hong Kong and the mainland name rights and routes, beside our own words. */
const rightWords: Wordings<(typeof rights)[number]> = [
  [/轉錄|转录|standard.*\(r\)/i, "hkStandardR"],
  [/原授|standard.*\(o\)/i, "hkStandardO"],
  [/短期|short.?term/i, "hkShortTerm"],
  [/實用新型|实用新型|utility model/i, "utilityModel"],
  [/外觀|外观|設計|设计|design/i, "design"],
  [/商標|商标|trade.?mark/i, "tradeMark"],
  [/軟件|软件|software/i, "softwareRegistration"],
  [/版權|版权|著作|copyright/i, "copyright"],
  [/植物|plant/i, "plantVariety"],
  [/秘密|secret/i, "tradeSecret"],
  [/發明|发明|invention|^patent$|^utility patent$/i, "invention"],
];
const kindWords: Wordings<(typeof filingKinds)[number]> = [
  [/非臨時|非临时|non-?provisional|首次|first|regular/i, "first"],
  [/臨時|临时|provisional/i, "provisional"],
  [/國家階段|国家阶段|national.?phase/i, "nationalPhase"],
  [/pct|國際|国际|international/i, "pct"],
  [/分案|divisional/i, "divisional"],
  [/優先權|优先权|convention|priority/i, "convention"],
];

/** Reads every row into a filing, with what is wrong cell by cell. Pure: `today` is YYYY-MM-DD. */
export function planRows(table: ListTable, { mapping, jurisdiction, days }: Reading, today: string): PlannedRow[] {
  return table.rows.map((cells, place) => {
    const faults: CellFinding[] = [];
    const doubts: CellFinding[] = [];
    const raw = (column: Column) => {
      const at = mapping[column];
      const cell = (at === undefined ? "" : (cells[at] ?? ""))
        .replaceAll("\0", "")
        .replaceAll(/\s+/g, " ")
        .trim()
        .replace(/^'(?=[=+\-@])/, "");
      return nothing.test(cell) ? "" : cell;
    };
    const fault = (column: Column, code: CellFinding["code"]) =>
      void faults.push({ column, cell: raw(column).slice(0, 80), code });
    const doubt = (column: Column, code: CellFinding["code"], read?: string) =>
      void doubts.push({ column, cell: raw(column).slice(0, 80), code, ...(read && { read }) });
    const text = (column: Column, max: number) => {
      const typed = raw(column);
      const meant = asMeant(typed);
      if (meant) doubt(column, "misread", meant.slice(0, 80));
      if (typed.length > max) fault(column, "tooLong");
      return meant ?? (typed || null);
    };
    const day = (column: Column) => {
      if (!raw(column)) return null;
      const read = readDay(raw(column), days);
      if (!read || !isDay(read)) fault(column, "notADate");
      else if (read > today && column !== "endsOn") fault(column, "inTheFuture");
      return read;
    };
    const word = <T extends string>(column: Column, known: readonly T[], wordings: Wordings<T>, otherwise: T): T => {
      if (!raw(column)) return otherwise;
      const found =
        known.find((each) => each.toLowerCase() === raw(column).toLowerCase()) ??
        wordings.find(([wording]) => wording.test(raw(column)))?.[1];
      if (!found) fault(column, "unknownWord");
      return found ?? otherwise;
    };
    const office = raw("jurisdiction")
      ? (officeWords.find(([wording]) => wording.test(raw("jurisdiction")))?.[1] ?? raw("jurisdiction").toUpperCase())
      : jurisdiction;
    if (!(office in offices())) fault("jurisdiction", "unknownOffice");
    const state = raw("state") ? stateWords.find(([wording]) => wording.test(raw("state")))?.[1] : "pending";
    if (!state) fault("state", "unknownWord");
    const filing: PlannedFiling = {
      reference: text("reference", 60),
      title: text("title", 300) ?? "",
      inventors: raw("inventors")
        .split(/[;；、|]/)
        .map((name) => name.trim())
        .filter(Boolean),
      jurisdiction: office,
      right: word("right", rights, rightWords, "invention"),
      kind: word("kind", filingKinds, kindWords, "first"),
      number: text("number", 60),
      grantNumber: text("grantNumber", 60),
      filedOn: day("filedOn"),
      priorityOn: day("priorityOn"),
      publishedOn: day("publishedOn"),
      grantedOn: day("grantedOn"),
      state: state ?? "pending",
      endsOn: day("endsOn"),
      agent: text("agent", 200),
    };
    if (!filing.title) fault("title", "required");
    const { filedOn } = filing;
    for (const column of ["publishedOn", "grantedOn", "endsOn"] as const)
      if (filedOn && filing[column] && filing[column] < filedOn) fault(column, "order");
    if (filedOn && filing.priorityOn && filing.priorityOn > filedOn) fault("priorityOn", "order");
    // A day before its own filing, or the same: the first filing of all is its own priority.
    if (filing.kind === "first" && filing.priorityOn) {
      if (filedOn && filing.priorityOn < filedOn) {
        filing.kind = "convention";
        if (raw("kind")) doubt("kind", "readAs", "convention");
      } else filing.priorityOn = null;
    }
    // Whoever claims priority did so from a day, on which nearly all of the filing's dates rest.
    if (filing.kind === "convention" && filing.right !== "hkStandardR" && !filing.priorityOn)
      doubt("priorityOn", "required");
    const finding = filing.number && filing.right === "invention" ? checkNumber(office, filing.number) : "ok";
    if (finding === "checkDigit") fault("number", "checkDigit");
    if (finding === "shape") doubt("number", "shape");
    const told = toldByNumbers(office, filing.number, filing.grantNumber);
    const teller = office === "US" && filing.grantNumber ? "grantNumber" : "number";
    if (told.right && told.right !== filing.right && raw("right") && !filing.right.startsWith("hk"))
      doubt(teller, "otherRight", told.right);
    if (told.right && !raw("right")) {
      filing.right = told.right;
      if (told.right !== "invention") doubt(teller, "readAs", told.right);
    }
    if (told.isProvisional && !raw("kind")) {
      filing.kind = "provisional";
      doubt("number", "readAs", "provisional");
    }
    if (told.isReissue) doubt("grantNumber", "reissue");
    const meant = filing.endsOn && inThisCentury(filing.endsOn, today);
    if (meant) {
      filing.endsOn = meant;
      doubt("endsOn", "century", meant);
    }
    if (filing.endsOn && filing.endsOn < today) {
      if (filing.state === "granted") {
        filing.state = "lapsed";
        doubt("endsOn", "termOver");
      } else if (filing.state === "pending") doubt("endsOn", "stillPending");
    }
    return { line: place + 2, filing, faults, doubts };
  });
}

/** Of a term that would have ended before half a century and could end within the next quarter of one. */
const LONG_AGO = { years: 50 };
const CENTURY = { years: 100 };
const LONGEST_TERM = { years: 25 };

/** Spreadsheets take the years 30 to 99, written with two digits, for those of the last century: no right on record ended then. */
function inThisCentury(day: string, today: string): string | undefined {
  const now = Temporal.PlainDate.from(today);
  const meant = Temporal.PlainDate.from(day).add(CENTURY).toString();
  return day < now.subtract(LONG_AGO).toString() && meant > today && meant <= now.add(LONGEST_TERM).toString()
    ? meant
    : undefined;
}

/** A day as people write it; undefined order is told by the reading. A time after it is cut. */
export function readDay(typed: string, order: DayOrder): string | null {
  const iso = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(typed);
  const other = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?$/.exec(typed);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : other
      ? order === "mdy"
        ? [other[3], other[1], other[2]]
        : [other[3], other[2], other[1]]
      : [];
  if (!year) return null;
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: "reject" },
    ).toString();
  } catch {
    return null;
  }
}

/** How the days of a list are written: told by the first that can be read one way only. Pure. */
export function guessDays(table: ListTable, mapping: Mapping): DayOrder {
  const places = columns.filter((each) => each.endsWith("On")).flatMap((each) => mapping[each] ?? []);
  for (const row of table.rows)
    for (const place of places) {
      const found = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}/.exec(row[place] ?? "");
      if (found && Number(found[1]) > 12) return "dmy";
      if (found && Number(found[2]) > 12) return "mdy";
    }
  return "ymd";
}

/** The office whose shape the most application numbers of the list have; the mainland where none does. */
export function guessOffice(table: ListTable, { number }: Mapping): string {
  if (number === undefined) return "CN";
  const numbers = table.rows.slice(0, 200).flatMap((row) => row[number] || []);
  const fitting = (office: string) => numbers.filter((each) => checkNumber(office, each) === "ok").length;
  return Object.keys(offices())
    .map((office) => ({ office, count: fitting(office) }))
    .reduce((best, each) => (each.count > best.count ? each : best), { office: "CN", count: 0 }).office;
}
