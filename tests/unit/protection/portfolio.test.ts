import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { guessMapping } from "#services/protection/portfolio/columns.ts";
import { asMeant } from "#services/protection/portfolio/misread.ts";
import { guessDays, guessOffice, planRows, readDay } from "#services/protection/portfolio/plan.ts";
import { readTable } from "#services/protection/portfolio/table.ts";

const TODAY = "2026-11-24";
const table = (csv: string) => readTable(new TextEncoder().encode(csv));
async function planned(csv: string, days: "ymd" | "dmy" | "mdy" = "ymd") {
  const list = await table(csv);
  if (!list.ok) throw new Error(list.code);
  return planRows(list.value, { mapping: guessMapping(list.value.heads), jurisdiction: "US", days }, TODAY);
}

describe("a portfolio's list", () => {
  it("is read by its heads, in English or Chinese, each column once", () => {
    expect(
      guessMapping([
        "Center",
        "Status",
        "Case Number",
        "Patent Number",
        "Application SN",
        "Title",
        "Patent Expiration Date",
      ]),
    ).toEqual({ state: 1, reference: 2, grantNumber: 3, number: 4, title: 5, endsOn: 6 });
    expect(guessMapping(["卷号", "发明名称", "申请号", "申请日", "授权公告日", "法律状态", "代理机构"])).toEqual({
      reference: 0,
      title: 1,
      number: 2,
      filedOn: 3,
      grantedOn: 4,
      state: 5,
      agent: 6,
    });
  });

  it("has its days in the order that the first clear one shows", async () => {
    for (const [cell, order] of [
      ["10/13/2015", "mdy"],
      ["13/10/2015", "dmy"],
      ["2015-10-13", "ymd"],
    ] as const) {
      const list = await table(`title,filing date\nA,01/02/2015\nB,${cell}\n`);
      expect(list.ok && guessDays(list.value, guessMapping(list.value.heads))).toBe(order);
    }
    expect(readDay("10/03/2015", "mdy")).toBe("2015-10-03");
    expect(readDay("10/03/2015", "dmy")).toBe("2015-03-10");
    expect(readDay("2015年10月3日", "dmy")).toBe("2015-10-03");
    for (const wrong of ["31/02/2015", "2015-02-30", "2015", "next week", "45000"])
      expect(readDay(wrong, "dmy")).toBeNull();
  });

  it("without a column for the office, is of the office whose numbers it holds", async () => {
    for (const [numbers, office] of [
      [["13/033085", "08/543093"], "US"],
      [["201710601862.3", "97101765.4"], "CN"],
      [["PCT/CN2024/123456"], "PCT"],
      [["?"], "CN"],
    ] as const) {
      const list = await table(`title,application number\n${numbers.map((each) => `A,${each}`).join("\n")}`);
      expect(list.ok && guessOffice(list.value, guessMapping(list.value.heads))).toBe(office);
    }
  });

  it("is answered cell by cell: faults stop a row, doubts do not, and nothings are nothing", async () => {
    const rows = await planned(
      [
        "title,country,status,application number,patent number,filing date,grant date",
        'Valve,US,Issued,"08/543,093",0,2010-03-01,2013-06-04',
        ",US,Pending,,,,",
        "Pump,Atlantis,Sold,1,,2030-01-01,",
        "Lens,CN,Pending,201710601862.4,,2017-07-21,",
        "Lens,中国,Pending,201710601862.3,,2017-07-21,2016-01-01",
        'Wire,US,Pending,"12/45,970",N/A,,',
      ].join("\n"),
    );
    const found = rows.map((row) => [...row.faults, ...row.doubts].map((each) => `${each.column} ${each.code}`));
    expect(found).toEqual([
      [],
      ["title required"],
      ["jurisdiction unknownOffice", "state unknownWord", "filedOn inTheFuture"],
      ["number checkDigit"],
      ["grantedOn order"],
      ["number shape"],
    ]);
    expect(rows.map((row) => row.line)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(rows[0]!.filing).toMatchObject({ state: "granted", grantNumber: null, grantedOn: "2013-06-04" });
    expect(rows[5]!.faults).toEqual([]);
  });

  it("reads rights and routes as offices of both places write them", async () => {
    const rows = await planned(
      "編號,名稱,類別,途徑\nA-1,內窺鏡,發明專利,PCT\nA-2,夾具,实用新型,主张优先权\nA-3,泵,神秘,first\n",
    );
    expect(rows.map((row) => [row.filing.reference, row.filing.right, row.filing.kind])).toEqual([
      ["A-1", "invention", "pct"],
      ["A-2", "utilityModel", "convention"],
      ["A-3", "invention", "first"],
    ]);
    expect(rows.map((row) => row.faults.map((each) => each.column))).toEqual([[], [], ["right"]]);
  });

  it("is doubted where priority is claimed from no day, and stopped by a year of two digits", async () => {
    const rows = await planned(
      "title,country,kind,filing date\nValve,KR,convention,2026-01-01\nPump,KR,first,0026-01-01\n",
    );
    expect(
      rows.map(({ faults, doubts }) => [faults, doubts].map((all) => all.map((each) => `${each.column} ${each.code}`))),
    ).toEqual([
      [[], ["priorityOn required"]],
      [["filedOn notADate"], []],
    ]);
  });

  it("claims priority where it names an earlier day, whatever its kind says; the first of all is its own", async () => {
    const rows = await planned(
      "title,country,kind,filing date,priority date\n" +
        "Valve,KR,,2026-01-01,2025-03-01\nPump,KR,first,2026-01-01,2025-03-01\nSeal,KR,,2026-01-01,2026-01-01\n",
    );
    expect(rows.map(({ filing: { kind, priorityOn } }) => [kind, priorityOn])).toEqual([
      ["convention", "2025-03-01"],
      ["convention", "2025-03-01"],
      ["first", null],
    ]);
    expect(rows.map(({ doubts }) => doubts.map((each) => `${each.column} ${each.code}`))).toEqual([
      [],
      ["kind readAs"],
      [],
    ]);
  });

  // The Chinese check digit by hand: 2·2+1·4+7·5+2·6+6·8+1·2+8·3+6·4+2·5 = 163 = 14·11 + 9.
  it("has each right that its numbers tell of, unless it names one, and says so", async () => {
    const rows = await planned(
      [
        "title,country,right,kind,application number,patent number",
        'ROBOT,US,,,29/359105,"D628,609"',
        'Imide,US,,,"11/429,639","RE43,880"',
        "Rose,US,,,12/345678,PP12345",
        "Lens,US,,,61/234567,",
        "Clamp,CN,,,201720601862.9,",
        "Clamp,CN,design,,201720601862.9,",
        "Clamp,KR,,,30-2020-0123456,",
        "Clamp,TW,,,109223456,",
        "Pump,US,,,13/033085,8076136",
      ].join("\n"),
    );
    expect(
      rows.map(({ filing, doubts }) =>
        [
          filing.right,
          filing.kind,
          ...doubts.map((each) => `${each.column} ${each.code} ${each.read ?? ""}`.trim()),
        ].join(", "),
      ),
    ).toEqual([
      "design, first, grantNumber readAs design",
      "invention, first, grantNumber reissue",
      "plantVariety, first, grantNumber readAs plantVariety",
      "invention, provisional, number readAs provisional",
      "utilityModel, first, number readAs utilityModel",
      "design, first, number otherRight utilityModel",
      "design, first, number readAs design",
      "utilityModel, first, number readAs utilityModel",
      "invention, first",
    ]);
  });

  it("is told which rights are over, and that an application past its term is still one", async () => {
    const rows = await planned(
      "title,status,application number,expiration date\nA,Issued,13/033085,2026-11-23\nB,Issued,13/033086,2026-11-24\nC,Application,13/033087,2026-11-23\nD,Expired,13/033088,2020-01-01\nE,Issued,13/033089,1931-07-01\nF,Issued,13/033090,1952-07-01\n",
    );
    expect(rows.map(({ filing, doubts }) => [filing.state, ...doubts.map((each) => each.code)])).toEqual([
      ["lapsed", "termOver"],
      ["granted"],
      ["pending", "stillPending"],
      ["lapsed"],
      // 07/01/31 as a spreadsheet reads it; a term that ends in 2052 is longer than any.
      ["granted", "century"],
      ["lapsed", "termOver"],
    ]);
    expect(rows.map(({ filing }) => filing.endsOn).slice(4)).toEqual(["2031-07-01", "1952-07-01"]);
  });

  it("that went through a wrong encoding is read as it was meant, and an ordinary accent is left alone", async () => {
    const rows = await planned("title,application number\nParticle â€“ Surface,/0\nSchrÃ¶dinger Ã la carte,/\nÂ");
    expect(rows.map(({ filing }) => [filing.title, filing.number])).toEqual([
      ["Particle – Surface", null],
      ["Schrödinger Ã la carte", null],
      ["Â", null],
    ]);
    expect(rows.map((row) => row.doubts.map((each) => [each.code, each.read]))).toEqual([
      [["misread", "Particle – Surface"]],
      [["misread", "Schrödinger Ã la carte"]],
      [],
    ]);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."abé–“”’中文ü ") }), (text) => {
        const wrong = new TextDecoder("windows-1252").decode(new TextEncoder().encode(text));
        expect(asMeant(wrong) ?? wrong).toBe(text);
      }),
    );
    for (const plain of ["Müller’s Übung", "naïve café", "ÂNGELA", "中文–標題"]) expect(asMeant(plain)).toBeUndefined();
  });

  it("too long, empty or no list at all is refused with a word", async () => {
    const rows = (count: number) => `title\n${"A\n".repeat(count)}`;
    expect(await table(rows(5_000))).toMatchObject({ ok: true });
    expect(await table(rows(5_001))).toMatchObject({ fields: { file: ["portfolioTooLong"] } });
    expect(await table("x".repeat(5_000_001))).toMatchObject({ fields: { file: ["portfolioTooLong"] } });
    expect(await table("title\n\n,\n")).toMatchObject({ fields: { file: ["listEmpty"] } });
  });

  it.each([
    ["nothing", [], "fileOfNothing"],
    ["half of an Excel file", [0x50, 0x4b, 3, 4, 9, 9, 9, 9], "excelDamaged"],
    ["a text document's archive", [...zipSync({ "word/document.xml": strToU8("<w:document/>") })], "listOfOtherKind"],
    ["an Excel file of before 2007, or with a password", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], "listInOldExcel"],
    ["a picture", [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13], "listOfOtherKind"],
    ["a PDF without a single byte that is no text", [...strToU8("%PDF-1.7\n1 0 obj\n")], "listOfOtherKind"],
    ["a list with a quotation mark that never closes", [...strToU8('title,us\n"A valve,1\nB,2\n')], "listUnreadable"],
  ])("says of %s what is wrong with the file", async (_what, bytes, code) => {
    expect(await readTable(Uint8Array.from(bytes))).toMatchObject({
      code: "fileUnread",
      fields: { file: [code] },
    });
  });

  it("is read in UTF-16 as well, as spreadsheets save Unicode text", async () => {
    const list = await readTable(Buffer.from("\uFEFF名稱\t國家\n閥門\tUS\n", "utf16le"));
    expect(list).toMatchObject({ value: { heads: ["名稱", "國家"], rows: [["閥門", "US"]] } });
  });

  it("never breaks the reader, whatever is in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 400 }), async (text) => {
        const list = await table(text);
        if (list.ok)
          planRows(list.value, { mapping: { title: 0, filedOn: 1 }, jurisdiction: "HK", days: "dmy" }, TODAY);
      }),
    );
  });
});
