import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { contentProblems, loadYaml, readYaml } from "#services/content.ts";
import { frozen, rulesOf } from "#services/funding/calls.ts";
import { mayLead, openTo } from "#services/funding/eligibility.ts";
import { computeMatch } from "#services/funding/match.ts";
import { programme, programmes } from "#services/funding/programme.ts";
import { mostFor } from "#services/funding/rules/most.ts";
import { programmeFile } from "#services/funding/rules/programme-schema.ts";
import { ratedFor } from "#services/funding/rules/rates.ts";
import { otherReading } from "#services/funding/rules/readings.ts";
import { stackingFile, stackingOf } from "#services/funding/rules/stacking.ts";
import type { Language } from "#services/language.ts";
import { formatsOf } from "../../../app/i18n/format.ts";

/** A scheme of a city that the portal has never heard of, as a funder would write it. */
const HARBOUR = `
id: harbour-fund
rung: research
name: { en: Harbour Fund, zh-Hant: 海港基金, zh-Hans: 海港基金 }
owner: { en: City of Harbours, zh-Hant: 海港市, zh-Hans: 海港市 }
summary: { en: Three for two up to 3 million., zh-Hant: 三比二，上限三百萬。, zh-Hans: 三比二，上限三百万。 }
readOn: 2026-11-01
status: { value: openAllYear, checkedOn: 2026-11-01, source: G1, confidence: read }
sources: { G1: { title: Guide of the Harbour Fund, url: "https://example.org/guide", on: 2026 } }
lead: { kinds: [hospital], source: G1, confidence: read }
grant: { min: null, max: 300000000, currency: HKD, source: G1, confidence: read }
stages:
  - id: trial
    name: { en: Trial, zh-Hant: 試驗, zh-Hans: 试验 }
    ratio: { government: 3, others: 2 }
    matchFrom: [industry]
    inKindMaxShare: "1/4"
    source: G1
    confidence: read
contributions:
  redeemable: { counts: false, source: G1, confidence: read }
  repayable: { counts: false, source: G1, confidence: read }
  publicMoney: { counts: false, source: G1, confidence: read }
`;

describe("a programme is one file", () => {
  const before = process.env.CONTENT_DIR;
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-content-"));
    fs.cpSync("content", folder, { recursive: true });
    process.env.CONTENT_DIR = folder;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.CONTENT_DIR;
    else process.env.CONTENT_DIR = before;
    fs.rmSync(folder, { recursive: true });
  });
  const write = (text: string) => fs.writeFileSync(path.join(folder, "programmes/harbour-fund.yaml"), text);

  it("and is computed, led and listed without a line of code", () => {
    write(HARBOUR);
    const harbour = programme("harbour-fund")!;
    expect(programmes().map((each) => each.id)).toContain("harbour-fund");
    expect(harbour.stages[0]).toMatchObject({
      source: "Guide of the Harbour Fund, 2026",
      url: "https://example.org/guide",
    });
    const hospital = { kind: "hospital", isUgcFunded: false };
    expect(mayLead(harbour, hospital).ok).toBe(true);
    expect(openTo(programmes(), hospital)).toEqual(["harbour-fund"]);
    // Cash 1.5, in-kind 1.0: a quarter of the whole is a third of the cash, 0.5. Match 2.0 -> 3.0 of grant.
    const stages = [{ id: "trial", cost: 500_000_000, grant: 300_000_000 }];
    const give = (form: "cash" | "inKind", amount: number) => ({
      stageId: "trial",
      side: "industry" as const,
      form,
      amount,
    });
    const told = computeMatch(harbour, {
      stages,
      contributions: [give("cash", 150_000_000), give("inKind", 100_000_000)],
    });
    expect(told.stages[0]).toMatchObject({
      inKindCounted: 50_000_000,
      match: 200_000_000,
      grantMax: 300_000_000,
      short: 0,
    });
  });

  it("may have a table of rates, and other public money uses them up", () => {
    // Rates as a funder abroad publishes them: a small firm 45 %, a medium one 60 % for feasibility, a large one 50 %.
    const table = `    rates:
      - { id: small, name: { en: Small, zh-Hant: 小, zh-Hans: 小 }, ratio: { government: 9, others: 11 }, source: G1, confidence: read }
      - { id: medium, name: { en: Medium, zh-Hant: 中, zh-Hans: 中 }, ratio: { government: 3, others: 2 }, source: G1, confidence: read }
      - { id: large, name: { en: Large, zh-Hant: 大, zh-Hans: 大 }, ratio: { government: 1, others: 1 }, source: G1, confidence: read }
    inKindMaxShare`;
    write(
      HARBOUR.replace("    inKindMaxShare", table).replace(
        "matchFrom: [industry]",
        "matchFrom: [industry, university]",
      ),
    );
    const harbour = programme("harbour-fund")!;
    const cost = 20_000_000;
    const most = (rate: string, otherPublic = 0) =>
      mostFor(ratedFor(harbour, { trial: rate }), "trial", cost, { otherPublic }).grant;
    expect([most("small"), most("medium"), most("large")]).toEqual([9_000_000, 12_000_000, 10_000_000]);
    // 45 % of 200,000.00 is 90,000.00; 20,000.00 of other public money leaves 70,000.00, which is 35 %.
    expect(most("small", 2_000_000)).toBe(7_000_000);
    const plan = (grant: number, industry: number, university: number) =>
      computeMatch(harbour, {
        rates: { trial: "small" },
        stages: [{ id: "trial", cost, grant, otherPublic: 2_000_000 }],
        contributions: [
          { stageId: "trial", side: "industry", form: "cash", amount: industry },
          { stageId: "trial", side: "university", form: "cash", amount: university },
        ],
      });
    expect(plan(7_000_000, 8_000_000, 3_000_000)).toMatchObject({
      isMet: true,
      stages: [{ matchLimit: 7_000_000, gap: 0 }],
    });
    expect(plan(7_000_100, 8_000_000, 3_000_000).stages[0]!.short).toBe(200);
    expect(() => ratedFor(harbour, { trial: "huge" })).toThrow(/small, medium, large/);
  });

  it("that breaks a rule is refused with file, line and rule", () => {
    const told = (from: string, to: string) => {
      write(HARBOUR.replace(from, to));
      return contentProblems().map((each) => each.replace("content/programmes/harbour-fund.yaml:", ""));
    };
    expect(told("government: 3", "government: three")).toEqual([
      expect.stringMatching(/^15: stages\.0\.ratio\.government: /),
    ]);
    expect(told("source: G1, confidence: read }\ngrant", "source: G9, confidence: read }\ngrant")).toEqual([
      "10: lead.source: source G9 is not in the list of sources",
    ]);
    // Each unknown key at its own line, beside what is missing for it.
    expect(told("matchFrom:", "matchedFrom:")).toContain("16: stages.0.matchedFrom: there is no such key here");
    expect(told("contributions:", "passMrk: 60\ncontributions:")).toEqual(["20: passMrk: there is no such key here"]);
    expect(told("id: harbour-fund", "id: ess")).toEqual([
      "2: id: must be harbour-fund, the name under which it is filed",
    ]);
    expect(told('inKindMaxShare: "1/4"', 'inKindMaxShare: "3/2"')).toEqual([
      "17: stages.0.inKindMaxShare: a share is at most the whole, 1/1",
    ]);
    expect(told("owner: { en: City of Harbours, zh-Hant: 海港市, zh-Hans: 海港市 }", "owner: harbour-city")).toEqual([
      "5: owner: there is no harbour-city in content/funders.yaml",
    ]);
    // A ratio of nought to nought would ask for match without an end.
    expect(told("{ government: 3, others: 2 }", "{ government: 0, others: 0 }")).toEqual([
      "15: stages.0.ratio: one of the two parts is more than 0",
    ]);
    for (const code of ["ZZZ", "hkd"])
      expect(told("currency: HKD", `currency: ${code}`)).toEqual(["11: grant.currency: a currency such as HKD"]);
    for (const no of ["2026-02-31", "2026-13-01"])
      expect(told("readOn: 2026-11-01", `readOn: ${no}`)).toEqual(["7: readOn: no such day in the calendar"]);
    const unknown = (at: string, to: string) => `unknowns:
  - id: q1
    question: { en: Q, zh-Hant: 問, zh-Hans: 问 }
    inForce: { en: A, zh-Hant: 答, zh-Hans: 答 }
    changes:
      at: ${at}
      to: ${to}
    source: G1
    confidence: unverified
contributions:`;
    expect(told("contributions:", unknown("stages.stage-3.inKindMaxShare", '"1/2"'))).toEqual([
      "25: unknowns.0.changes.at: there is no place stages.stage-3.inKindMaxShare",
    ]);
    expect(told("contributions:", unknown("stages.trial.inKindMaxShare", '"3/2"'))).toEqual([
      "26: unknowns.0.changes.to: stages.0.inKindMaxShare: a share is at most the whole, 1/1",
    ]);
    expect(told("contributions:", unknown("stages.trial.inKindMaxShare", '"1/2"'))).toEqual([]);
  });

  it("that comes broken while the portal runs takes no other programme with it", () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const before = programmes().length;
    write(HARBOUR.replace("id: harbour-fund", "id: prp"));
    expect(programme("harbour-fund")).toBeUndefined();
    expect(programmes()).toHaveLength(before);
    expect(said.mock.calls.flat()).toEqual([expect.stringContaining("harbour-fund.yaml:2: id: must be harbour-fund")]);
    said.mockRestore();
  });
});

describe("the programmes of content", () => {
  it("tell when their figures are of: a month or a year in the reader's words, the years 1993-97 as they are told", () => {
    const format = formatsOf("en");
    const told = (on: string) => format.partOfDate(on);
    expect(["1993-97", "2021-22", "before July 2017"].map(told)).toEqual(["1993-97", "2021-22", "before July 2017"]);
    expect(["2012", "2013-05", "2013-05-04"].map(told)).toEqual(["2012", "May 2013", "4 May 2013"]);
    for (const { figures } of programmes()) for (const { on } of figures) expect(told(on), on).not.toContain("Invalid");
  });

  it("cover the ladder and the comparison, and every second reading changes a place that exists", () => {
    const ids = programmes().map((each) => each.id);
    for (const id of [
      "raise-plus",
      "itsp-platform",
      "itsp-seed",
      "prp",
      "mhkjfs",
      "ess",
      "tsssu-o",
      "tsssu-plus",
      "psts",
      "pag",
      "hkstp-ideation",
      "hkstp-incubation",
      "hkstp-incu-bio",
      "cyberport-ccmf",
      "cyberport-cip",
      "il-incubator-85-15",
      "il-yozma-2",
    ])
      expect(ids).toContain(id);
    for (const rules of programmes())
      for (const unknown of rules.unknowns)
        if (unknown.changes) expect(otherReading(rules, unknown), `${rules.id} ${unknown.id}`).toBeDefined();
  });

  it("are read as a call froze them, also by a version of the portal whose stages had limits by side", () => {
    const { rules } = frozen(programme("raise-plus")!);
    const older = { ...rules, stages: rules.stages.map((stage) => ({ ...stage, sideShares: {} })) };
    const call = { programmeId: "raise-plus", rules: older, rulesVersion: "of an older portal" };
    expect(rulesOf(call).stages).toEqual(programme("raise-plus")!.stages);
  });

  it("mark every money, ratio and lead with a source", () => {
    for (const rules of programmes())
      for (const mark of [rules.lead, rules.grant, rules.status, ...rules.stages])
        expect(mark.source, rules.id).not.toMatch(/^[A-Z]\d+$/);
  });

  it("stack as the table says", () => {
    const { pairs } = loadYaml("stacking.yaml", stackingFile);
    const ids = new Set(programmes().map((each) => each.id));
    for (const { between } of pairs) for (const id of between) expect(id === "*" || ids.has(id), id).toBe(true);
    const verdict = (id: string, held: string) => stackingOf(pairs, id, [held])[0]?.verdict;
    expect(verdict("tsssu-plus", "tsssu-o")).toBe("afterwards");
    expect(verdict("tsssu-o", "tsssu-plus")).toBe("no");
    expect(verdict("cyberport-cip", "cyberport-ccmf")).toBe("no");
    expect(verdict("crs", "prp")).toBe("yes");
    expect(verdict("raise-plus", "innohk")).toBe("check");
    expect(verdict("prp", "ess")).toBe("check");
  });
});

it("a text is checked with the line of what is wrong in it", () => {
  const read = readYaml("id: x\nname: [\n", programmeFile);
  expect(read.ok).toBe(false);
  expect(!read.ok && read.problems[0]!.line).toBeGreaterThan(1);
});

it("what breaks a rule is said in the reader's language, at the same line and place", () => {
  const text = "id: 7\nnovelty: 1\n";
  const told = (language?: Language) => {
    const read = readYaml(text, z.strictObject({ id: z.string(), kind: z.enum(["fund", "loan"]) }), language);
    return read.ok ? [] : read.problems;
  };
  expect(told().map((each) => each.message)).toEqual([
    "Invalid input: expected string, received number",
    'Invalid option: expected one of "fund"|"loan"',
    "there is no such key here",
  ]);
  for (const language of ["zh-Hant", "zh-Hans"] as const) {
    expect(told(language).map(({ line, place }) => [line, place])).toEqual(
      told().map(({ line, place }) => [line, place]),
    );
    for (const { message } of told(language)) expect(message).toMatch(/[\u4e00-\u9fff]/);
  }
});
