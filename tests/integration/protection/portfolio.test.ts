import ExcelJS from "exceljs";
import { zipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads } from "#db/client.ts";
import { outputs } from "#db/schema/outputs.ts";
import type { Actor } from "#services/identity/index.ts";
import { acceptedCasesOf, nextMovesOf } from "#services/insights/index.ts";
import {
  checkDocket,
  docketOf,
  exportPortfolio,
  filingPage,
  guessReading,
  importPortfolio,
  previewPortfolio,
  readTable,
} from "#services/protection/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const officerOf = (organisationId: string) => actor("tto", "ttoOfficer", organisationId);
const officer = officerOf("lion-rock-institute");

async function list(bytes: Uint8Array | string) {
  const read = await readTable(typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
  if (!read.ok) throw new Error(read.code);
  return read.value;
}
async function stands(actor: Actor, bytes: Uint8Array | string) {
  const table = await list(bytes);
  const rows = await previewPortfolio(actor, table, guessReading(table));
  return rows.ok ? rows.value.map((row) => row.stand) : rows.code;
}

const csv = [
  "reference,title,country,application number,filing date,grant date,status",
  'LRI-1,=cmd()|Valve,US,"16/524,350",2019-07-29,2022-12-27,Issued',
  "LRI-1,Valve,CN,201710601862.3,2017-07-21,,Pending",
  'LRI-2,Pump,US,"16/524,350",2019-07-29,,Pending',
  "LRI-3,Lens,US,,31.02.2020,,Pending",
  "LRI-4,Wire,JP,,,,Pending",
].join("\n");

it("a list is looked at before it is taken over, comes in whole, and a second time changes nothing", async () => {
  expect(await stands(officer, csv)).toEqual(["new", "new", "twice", "broken", "new"]);
  const table = await list(csv);
  expect(await importPortfolio({ ...officer, role: "researcher" }, table, guessReading(table), "other")).toMatchObject({
    code: "forbidden",
  });
  expect(await importPortfolio(officer, table, guessReading(table), "other")).toEqual({
    ok: true,
    value: { added: 3 },
  });
  // What the portfolio holds was dealt with before: it is nobody's task to publish it.
  expect((await acceptedCasesOf(officer)).map((each) => each.title.en)).not.toContain("Valve");
  const cases = (await reads().select().from(outputs)).filter((each) => ["Wire"].includes(each.title.en ?? ""));
  const moves = await nextMovesOf(cases.map((each) => each.id));
  expect([...moves.values()].map((each) => each.what)).toEqual(["takenOver"]);
  expect(await stands(officer, csv)).toEqual(["known", "known", "known", "broken", "known"]);
  expect(await importPortfolio(officer, table, guessReading(table), "other")).toMatchObject({
    code: "nothingToImport",
  });
  expect(await stands(officerOf("harbour-university"), csv)).toEqual(["new", "new", "twice", "broken", "new"]);
  expect(await checkDocket()).toMatchObject({ differing: 0, problem: null });
});

it("its dates join the docket from the day it came in, and its cases open for the office alone", async () => {
  const { rows } = await docketOf(officer, { show: "open", jurisdiction: "US" });
  const due = rows.filter((row) => Object.values(row.title).join().includes("Valve"));
  // Granted 2022-12-27: three and a half years were up on 2026-06-27, payable late until 2026-12-28; then 7.5 and 11.5.
  expect(due.map((row) => row.statutoryOn)).toEqual(["2026-06-27", "2030-06-27", "2034-06-27"]);
  expect(await filingPage(officerOf("harbour-university"), due[0]!.caseId, due[0]!.id)).toBeUndefined();
});

it("what goes out comes in again without a change, in CSV and in Excel, and no cell is a formula", async () => {
  for (const format of ["csv", "xlsx"] as const) {
    const file = await exportPortfolio(officer, format);
    const found = file.ok ? await stands(officer, file.value) : [];
    expect(found.length).toBeGreaterThan(10);
    expect(new Set(found)).toEqual(new Set(["known"]));
    if (file.ok && format === "csv") expect(new TextDecoder().decode(file.value)).toContain(`,"'=cmd()|Valve",`);
  }
  expect(await exportPortfolio({ ...officer, role: "partner" }, "csv")).toMatchObject({ code: "forbidden" });
});

it("an Excel list with days, formulas and rich text is read as it looks; a bomb is not unpacked", async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("list");
  sheet.addRow(["Title", "Country", "Filing date", "Status"]);
  sheet.addRow([
    { richText: [{ text: "Soft " }, { text: "gripper" }] },
    { formula: '"S"&"G"', result: "SG" },
    new Date("2024-02-29T00:00:00Z"),
    "Pending",
  ]);
  expect((await list(new Uint8Array(await workbook.xlsx.writeBuffer()))).rows).toEqual([
    ["Soft gripper", "SG", "2024-02-29", "Pending"],
  ]);
  const bomb = zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(70_000_000) }, { level: 9 });
  expect(bomb.length).toBeLessThan(200_000);
  expect(await readTable(bomb)).toMatchObject({ fields: { file: ["portfolioTooLong"] } });
  // One that declares 1,000 bytes in its directory is given up on the way.
  const directory = Buffer.from(bomb).lastIndexOf(Buffer.from("PK\u0001\u0002"));
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(directory + 24, 1_000, true);
  expect(await readTable(bomb)).toMatchObject({ fields: { file: ["portfolioTooLong"] } });
});
