import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BudgetCell, checkBudget } from "#services/funding/applying/check-budget.ts";
import { assumedStartOf, monthsLater } from "#services/funding/applying/plan.ts";
import { rankSponsors } from "#services/funding/applying/sponsor-ranking.ts";
import { clocksOf, staysOf } from "#services/funding/assessing/clocks.ts";
import { conflictsOf, nameKey } from "#services/funding/assessing/conflicts.ts";
import { passesThresholds } from "#services/funding/assessing/panel.ts";
import { calibrate, rank, scoreOf, spreadOf } from "#services/funding/assessing/scores.ts";
import { lookAlikes } from "#services/funding/desk/look-alike.ts";

const DAY = 86_400_000;

describe("scores", () => {
  const one = [
    { id: "a", weight: 50 },
    { id: "b", weight: 50 },
  ];
  it("what is not answered is left out, never nought: (none, 5) is 5.00", () => {
    expect(scoreOf({ a: null, b: 5 }, one)).toBe(500);
    expect(scoreOf({ a: 1, b: 5 }, one)).toBe(300);
    expect(scoreOf({ a: null }, one)).toBeNull();
    expect(spreadOf([null, 500])).toMatchObject({ mean: 500, count: 1, outliers: [] });
  });
  it("82, 78, 80, 45, 85: mean 74.00, range 40; the 45 is pointed out and stays in", () => {
    expect(spreadOf([8200, 7800, 8000, 4500, 8500])).toEqual({
      mean: 7400,
      lowest: 4500,
      highest: 8500,
      range: 4000,
      count: 5,
      outliers: [3],
    });
  });
  it("only what lies more than 20 points from the middle score is pointed out, never those it lies far from", () => {
    // Middle 80: distances 0, 1.5 and 50.
    expect(spreadOf([8000, 8150, 3000]).outliers).toEqual([2]);
    // Middle (60 + 70) / 2 = 65: distances 35, 5, 5 and 20; twenty is not more than twenty.
    expect(spreadOf([3000, 6000, 7000, 8500]).outliers).toEqual([0]);
    // Middle 65: distances 35, 5, 5 and 20.01.
    expect(spreadOf([3000, 6000, 7000, 8501]).outliers).toEqual([0, 3]);
    // Of two scores neither is the one that lies apart.
    expect(spreadOf([9000, 1000]).outliers).toEqual([]);
  });
  it("calibration compares with who judged the same", () => {
    const given = [
      { applicationId: "x", reviewerId: "r", score: 9000 },
      { applicationId: "x", reviewerId: "s", score: 7000 },
      { applicationId: "y", reviewerId: "r", score: 6000 },
      { applicationId: "y", reviewerId: "s", score: null },
    ];
    expect(calibrate(given)).toEqual([
      { reviewerId: "r", count: 2, mean: 7500, lean: 2000 },
      { reviewerId: "s", count: 1, mean: 7000, lean: -2000 },
    ]);
  });
  it("a threshold is met by the mean of who scored it", () => {
    const aspects = [{ id: "a", weight: 100, threshold: 50, name: { en: "a", "zh-Hant": "a", "zh-Hans": "a" } }];
    expect(passesThresholds([{ a: 40 }, { a: 60 }], aspects)).toBe(true);
    expect(passesThresholds([{ a: 40 }, { a: 59 }], aspects)).toBe(false);
    expect(passesThresholds([{ a: null }], aspects)).toBe(true);
  });
});

describe("the panel's cut line", () => {
  const each = (id: string, score: number | null, grant: number, passesThresholds = true) => ({
    id,
    score,
    grant,
    passesThresholds,
  });
  const all = [each("a", 9000, 60), each("b", 8000, 50), each("c", 7000, 30), each("d", 5900, 10), each("e", null, 1)];
  const stands = (terms: Parameters<typeof rank>[1]) =>
    rank(all, terms).map((row) => `${row.id} ${row.stands} ${row.running}`);
  it("ends at the first that does not fit, or lets smaller ones fill what is left", () => {
    expect(stands({ budget: 100, passMark: 60 })).toEqual([
      "a funded 60",
      "b belowCut 60",
      "c belowCut 60",
      "d belowMark 60",
      "e belowMark 60",
    ]);
    expect(stands({ budget: 100, passMark: 50, fill: true })).toEqual([
      "a funded 60",
      "b belowCut 60",
      "c funded 90",
      "d funded 100",
      "e belowMark 100",
    ]);
  });
  it("never funds above the budget, whatever the order", () => {
    const candidate = fc.record({
      id: fc.uuid(),
      score: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: null }),
      grant: fc.integer({ min: 0, max: 1000 }),
      passesThresholds: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(candidate, { maxLength: 40 }),
        fc.integer({ min: 0, max: 5000 }),
        fc.boolean(),
        (rows, budget, fill) => {
          const ranked = rank(rows, { budget, passMark: 60, fill });
          const funded = ranked.filter((row) => row.stands === "funded");
          expect(funded.reduce((sum, row) => sum + row.grant, 0)).toBeLessThanOrEqual(budget);
          expect(funded.every((row) => row.score !== null && row.score >= 6000 && row.passesThresholds)).toBe(true);
          expect(ranked).toHaveLength(rows.length);
        },
      ),
    );
  });
});

describe("conflicts of interest", () => {
  const nobody = {
    leadId: "lead",
    organisationNames: ["Harbour University"],
    contributorIds: ["firm"],
    contributorNames: ["Pearl MedTech"],
    inventors: [],
    coAuthors: [],
    shareholders: [],
    told: { directors: [] as string[], shareholders: [] as string[] },
    participantEmails: [],
  };
  const reviewer = {
    personId: "p",
    names: ["Chan Tai Man", "陳大文"],
    email: "p@x.example",
    organisations: [],
    organisationNames: [],
    interests: [],
  };
  it("finds each kind, and the same name in another order", () => {
    expect(nameKey("Chan, Tai-Man")).toBe(nameKey("tai man CHAN"));
    expect(conflictsOf(reviewer, nobody)).toEqual([]);
    expect(conflictsOf({ ...reviewer, organisations: ["lead", "firm"] }, nobody)).toEqual([
      "sameInstitution",
      "sameSponsor",
    ]);
    // An office types who gives: the name alone ties a reviewer who works there.
    expect(conflictsOf({ ...reviewer, organisationNames: ["珠瀾醫療器械", "PEARL Medtech"] }, nobody)).toEqual([
      "sameSponsor",
    ]);
    expect(conflictsOf({ ...reviewer, organisationNames: ["Pearl Medtech Clinics"] }, nobody)).toEqual([]);
    expect(conflictsOf(reviewer, { ...nobody, coAuthors: ["Tai-man Chan"] })).toEqual(["coAuthor"]);
    expect(
      conflictsOf(reviewer, { ...nobody, inventors: [{ personId: null, name: "", email: "P@X.example" }] }),
    ).toEqual(["inventor"]);
    expect(conflictsOf(reviewer, { ...nobody, shareholders: ["陳大文"] })).toEqual(["shareholder"]);
    // What a company told of itself, in its own words.
    const told = (directors: string, shareholders = "") =>
      conflictsOf(reviewer, { ...nobody, told: { directors: [directors], shareholders: ["Li Ming", shareholders] } });
    for (const text of ["Li Ming; Chan, Tai-man", "李明、陳大文先生", "1. TAI MAN CHAN (chair)"])
      expect(told(text)).toEqual(["director"]);
    expect(told("", "Chan Tai Man 12%, Li Ming 88%")).toEqual(["shareholder"]);
    expect(told("", "陳大文12%")).toEqual(["shareholder"]);
    for (const text of ["Chan Tai Wai; Man Li", "Chan Siu Tai, Man Li", "陳大明"]) expect(told(text)).toEqual([]);
    expect(conflictsOf(reviewer, { ...nobody, participantEmails: ["P@x.example"] })).toEqual(["participant"]);
    expect(conflictsOf({ ...reviewer, interests: ["consultant of harbour university"] }, nobody)).toEqual(["declared"]);
  });
});

describe("the two clocks", () => {
  const targets = { decision: 10, clarification: 5 };
  it("run apart: 20 days, of which 8 in questions that overlap, leave 12 to the funder", () => {
    const clocks = clocksOf(
      { submittedAt: 0, decidedAt: 20 * DAY },
      [
        { openedAt: 2 * DAY, closedAt: 6 * DAY, messages: [] },
        { openedAt: 4 * DAY, closedAt: 8 * DAY, messages: [] },
        { openedAt: 15 * DAY, closedAt: 17 * DAY, messages: [] },
      ],
      99 * DAY,
      targets,
    );
    expect(clocks).toEqual({
      decision: { days: 12, target: 10, isLate: true, isRunning: false },
      clarification: { days: 8, target: 5, isLate: true, isRunning: false },
    });
    expect(clocksOf({ submittedAt: null, decidedAt: null }, [], 0, targets)).toBeUndefined();
  });

  it("leave to the funder the days in which it has an answer before it", () => {
    const said = (side: "applicant" | "funder", day: number) => ({ side, createdAt: day * DAY });
    const question = (closedAt: number | null, ...messages: Array<ReturnType<typeof said>>) => ({
      openedAt: 2 * DAY,
      closedAt,
      messages,
    });
    const days = (asked: ReturnType<typeof question>, now: number) => {
      const { decision, clarification } = clocksOf({ submittedAt: 0, decidedAt: null }, [asked], now * DAY, targets)!;
      return [decision.days, decision.isRunning, clarification.days, clarification.isRunning];
    };
    const answered = [said("funder", 2), said("applicant", 5)];
    // Asked on day 2 and not answered: from then on every day is the applicant's.
    expect(days(question(null, said("funder", 2)), 12)).toEqual([2, false, 10, true]);
    // Answered on day 5: 3 days of clarification, however long the fund then keeps the question open.
    expect(days(question(null, ...answered), 12)).toEqual([9, true, 3, false]);
    expect(days(question(11 * DAY, ...answered), 12)).toEqual([9, true, 3, false]);
    // Asked again on day 8 and answered on day 10: 3 + 2; closed without a second answer on day 11: 3 + 3.
    expect(days(question(null, ...answered, said("funder", 8), said("applicant", 10)), 12)).toEqual([
      7,
      true,
      5,
      false,
    ]);
    expect(days(question(11 * DAY, ...answered, said("funder", 8)), 12)).toEqual([6, true, 6, false]);
  });

  it("are beside the days in each state, which add up when an application comes there again", () => {
    const day = 86_400_000;
    const trail = [
      { action: "application.begun", at: 0 },
      { action: "application.submitted", at: 2 * day },
      { action: "application.return", at: 5 * day },
      { action: "question.asked", at: 6 * day },
      { action: "application.submitted", at: 9 * day },
      { action: "application.underReview", at: 10 * day },
      { action: "application.inPanel", at: 30 * day },
    ];
    const stays = (more: typeof trail, now: number) => staysOf([...trail, ...more], now).map((each) => each.days);
    // Sent for 3 and 1 days, back with the applicant for 4, 20 under review, then before the panel.
    expect(stays([], 37.5 * day)).toEqual([4, 4, 20, 7]);
    expect(stays([{ action: "application.awarded", at: 34 * day }], 99 * day)).toEqual([4, 4, 20, 4]);
  });
  it("never count more than passed, nor a day twice", () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const asked = spans.map(([from, long]) => ({
          openedAt: from * DAY,
          closedAt: long === null ? null : (from + long) * DAY,
          messages: [],
        }));
        const { decision, clarification } = clocksOf({ submittedAt: 0, decidedAt: null }, asked, 60 * DAY, targets)!;
        expect(decision.days + clarification.days).toBe(60);
        expect(decision.days).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("the budget table", () => {
  const stages = [{ id: "s", cost: 100, grant: 60 }];
  const offers = [{ id: "firm", stageId: "s", amount: 40 }];
  const categories = [{ id: "people", capBasisPoints: 5_000 }];
  const cell = (category: string, payer: string, amount: number): BudgetCell => ({
    stageId: "s",
    category,
    payer,
    amount,
  });
  const codes = (cells: BudgetCell[]) => checkBudget({ stages, offers, categories, cells }).map((each) => each.code);
  it("says each way in which it does not fit the plan", () => {
    expect(codes([cell("people", "grant", 30), cell("other", "grant", 30), cell("people", "firm", 40)])).toEqual([]);
    expect(codes([cell("people", "grant", 31), cell("other", "grant", 29), cell("people", "firm", 40)])).toEqual([
      "categoryAboveCap",
    ]);
    expect(codes([cell("people", "grant", 30), cell("other", "grant", 29), cell("other", "firm", 41)])).toEqual([
      "grantDiffers",
      "payerAboveOffer",
    ]);
    expect(codes([])).toEqual(["costDiffers", "grantDiffers"]);
  });
});

it("a month later than the 31st is the shorter month's last day", () => {
  // What a page says that a plan is counted from before the project starts; a call without a last day names none.
  const window = { opensOn: "2026-01-01", opensAt: null, closesAt: null };
  expect(assumedStartOf({ ...window, closesOn: "2026-08-31" })).toBe("2027-02-28");
  expect(assumedStartOf({ ...window, closesOn: "9999-12-31" })).toBe(null);
  expect([monthsLater("2026-08-31", 6), monthsLater("2026-01-31", 1), monthsLater("2027-11-30", 3)]).toEqual([
    "2027-02-28",
    "2026-02-28",
    "2028-02-29",
  ]);
});

it("firms are asked in the order of what ties them to the case, and none without a reason", () => {
  const firm = (organisationId: string, more = {}) => ({
    organisationId,
    dealsOnCase: [],
    needsInField: 0,
    dealsInField: 0,
    hasGiven: false,
    ...more,
  });
  expect(
    rankSponsors([
      firm("nothing"),
      firm("need", { needsInField: 2 }),
      firm("deal", { dealsOnCase: ["negotiating"] }),
      firm("left", { dealsOnCase: ["declined"], hasGiven: true }),
    ]).map((each) => [each.organisationId, each.reasons.join()]),
  ).toEqual([
    ["deal", "dealOnCase"],
    ["need", "needInField"],
    ["left", "gaveBefore"],
  ]);
});

describe("look-alikes", () => {
  const text = "A robot climbs the facade and taps each tile with a small hammer, and a model hears which are loose.";
  const application = (id: string, more = {}) => ({
    id,
    leadId: id,
    grants: [Number(id) * 7],
    text: id.repeat(20),
    directors: [],
    address: "",
    companyId: null,
    ...more,
  });
  it("are pointed out: amounts, words in any spacing, directors, address, company", () => {
    const found = lookAlikes([
      application("1", { grants: [100, 50], text, directors: ["Chan Tai Man"] }),
      application("2", { grants: [100, 50], text: `Intro. ${text.toUpperCase()}`, directors: ["chan tai-man"] }),
      application("3", { address: "1 Road", companyId: "c" }),
      application("4", { address: "1  ROAD", companyId: "c" }),
      application("5"),
    ]);
    expect(found.map((each) => `${each.a}${each.b} ${each.likeness}`).sort()).toEqual([
      "12 equalAmounts",
      "12 equalTexts",
      "12 sharedDirectors",
      "34 sameCompany",
      "34 sharedAddress",
    ]);
  });
  it("one institution's own address and directors mean nothing", () => {
    const own = { leadId: "u", address: "1 Road", directors: ["Lee"] };
    expect(lookAlikes([application("6", own), application("7", own)])).toEqual([]);
  });
  it("a director whom two institutions have in common is told once, or with each pair that is alike in more", () => {
    const [u, v] = ["u", "v"].map((leadId) => ({ leadId, directors: ["Lee"] }));
    const pairs = (all: Parameters<typeof lookAlikes>[0]) =>
      lookAlikes(all).map((each) => `${each.a}${each.b} ${each.likeness}`);
    const others = [application("2", u), application("3", v)];
    expect(pairs([application("1", u), ...others, application("4", v)])).toEqual(["13 sharedDirectors"]);
    expect(
      pairs([application("1", { ...u, grants: [7] }), ...others, application("4", { ...v, grants: [7] })]),
    ).toEqual(["14 equalAmounts", "14 sharedDirectors"]);
  });
});
