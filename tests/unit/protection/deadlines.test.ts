import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOfDays, endOfPeriod, offices, unlistedCalendars } from "#services/protection/counting.ts";
import { type DatedFiling, deadlineRules, deadlinesAfter, endOfTerm } from "#services/protection/deadlines.ts";
import { barsPassed, concerning, eventsOf, type FilingDates, type Letter } from "#services/protection/events.ts";

const all = (id: string, filing: DatedFiling) => deadlinesAfter(filing).filter((each) => each.ruleId === id);
const rule = (id: string, events: DatedFiling["events"], jurisdiction?: string, right?: DatedFiling["right"]) =>
  all(id, { events, jurisdiction, right })[0];
const filed = (jurisdiction: string, filedOn: string, more: Partial<FilingDates> = {}): FilingDates => ({
  jurisdiction,
  right: "invention",
  kind: "convention",
  filedOn,
  priorityOn: null,
  publishedOn: null,
  grantedOn: null,
  ...more,
});
const letter = (event: Letter["event"], datedOn: string, isPaper = false): Letter => ({
  id: "l",
  event,
  datedOn,
  isPaper,
});

// Expected dates counted by hand from the statutes named in content/deadlines, weekdays checked in a calendar.
describe("patent deadlines", () => {
  it("count months by the corresponding day, or by the day before the next period", () => {
    for (const [event, months, corresponding, dayBefore] of [
      ["2026-02-28", 4, "2026-06-28", "2026-06-30"],
      ["2026-04-30", 1, "2026-05-30", "2026-05-31"],
      ["2026-01-31", 1, "2026-02-28", "2026-02-28"],
      ["2024-02-29", 12, "2025-02-28", "2025-02-28"],
      ["2023-02-28", 12, "2024-02-28", "2024-02-29"],
      ["2025-08-30", 6, "2026-02-28", "2026-02-28"],
    ] as const) {
      expect(endOfPeriod(event, months, "corresponding-day")).toBe(corresponding);
      expect(endOfPeriod(event, months, "day-before")).toBe(dayBefore);
    }
  });

  it("leave Easter and Ching Ming out of a Hong Kong period of five days, but not the Saturday", () => {
    expect(endOfDays("2026-04-02", 5, offices().HK!)).toBe("2026-04-13");
  });

  it("roll a Hong Kong deadline from a month's end on a Sunday to the Monday", () => {
    expect(rule("hk-record", { designatedPublication: "2026-08-28" })).toMatchObject({
      statutoryOn: "2027-02-28",
      lastOn: "2027-03-01",
      safeOn: "2027-02-26",
    });
  });

  it("take stage 2 in Hong Kong from the later of grant abroad and publication of the record, and roll twice at Christmas", () => {
    const designated = filed("CN", "2024-05-06", { publishedOn: "2025-11-07", grantedOn: "2026-06-26" });
    const record = filed("HK", "2026-01-05", { right: "hkStandardR", publishedOn: "2026-03-13" });
    expect(all("hk-grant-r", eventsOf(record, { designated }))).toMatchObject([
      { statutoryOn: "2026-12-26", lastOn: "2026-12-28", safeOn: "2026-12-24" },
    ]);
    expect(deadlinesAfter(eventsOf(designated, { hasRecord: true })).map((each) => each.jurisdiction)).not.toContain(
      "HK",
    );
  });

  it("keep a recorded Hong Kong application alive from the fifth year after the first anniversary that follows publication", () => {
    const designated = filed("CN", "2020-05-31");
    const record = filed("HK", "2021-11-01", { right: "hkStandardR", publishedOn: "2022-03-11" });
    expect(all("hk-maintenance", eventsOf(record, { designated }))[0]).toMatchObject({
      opensOn: "2027-02-28",
      statutoryOn: "2027-05-31",
      safeOn: "2027-05-28",
      lateOn: "2027-11-30",
    });
    expect(all("hk-maintenance", eventsOf({ ...record, grantedOn: "2026-01-01" }, { designated }))).toEqual([]);
  });

  it("renew a Hong Kong patent from three years after the first anniversary that follows the grant; Saturdays do not roll", () => {
    const record = filed("HK", "2019-01-01", {
      right: "hkStandardR",
      publishedOn: "2019-05-01",
      grantedOn: "2023-01-15",
    });
    const events = eventsOf(record, { designated: filed("CN", "2018-03-19") });
    const renewals = all("hk-renewal", events);
    expect(renewals[0]).toMatchObject({ opensOn: "2025-12-19", lastOn: "2026-03-19", lateOn: "2026-09-19" });
    // 20 years beginning with 2018-03-19 end with 2038-03-18; years 2026 to 2037 are paid for.
    expect(endOfTerm(events)).toBe("2038-03-18");
    expect(renewals).toHaveLength(12);
    const onTheDay = eventsOf({ ...record, grantedOn: "2023-03-19" }, { designated: filed("CN", "2018-03-19") });
    expect(all("hk-renewal", onTheDay)[0]).toMatchObject({ statutoryOn: "2027-03-19" });
  });

  it("read a mainland letter electronically at once and on paper after 15 days, and know its working Saturdays", () => {
    const application = filed("CN", "2024-06-03");
    expect(all("cn-reply", eventsOf(application, { letters: [letter("officeAction", "2025-10-31")] }))).toMatchObject([
      { statutoryOn: "2026-02-28", lastOn: "2026-02-28" },
    ]);
    expect(
      all("cn-reply", eventsOf(application, { letters: [letter("officeAction", "2025-10-31", true)] })),
    ).toMatchObject([{ statutoryOn: "2026-03-15", lastOn: "2026-03-16" }]);
  });

  it("enter the mainland after the National Day week, with a surcharge 32 months from priority and not from the roll", () => {
    expect(rule("cn-national-phase", { priorityOfPct: "2024-04-01" })).toMatchObject({
      statutoryOn: "2026-10-01",
      lastOn: "2026-10-08",
      lateOn: "2026-12-01",
    });
  });

  it("follow the PCT from its priority: 12 months to file, two more to restore, 16, 22, 30 and 31 to go on", () => {
    const priority = "2024-08-31";
    expect(rule("paris-priority", { firstFiling: priority })).toMatchObject({
      statutoryOn: "2025-08-31",
      lastOn: "2025-09-01",
      lateOn: "2025-11-03",
    });
    for (const [id, statutoryOn, lastOn] of [
      ["pct-priority-claim", "2025-12-31", "2025-12-31"],
      ["pct-demand", "2026-06-30", "2026-06-30"],
      ["us-national-phase", "2027-02-28", "2027-03-01"],
      ["jp-national-phase", "2027-02-28", "2027-03-01"],
      ["ep-regional-phase", "2027-03-31", "2027-03-31"],
    ] as const)
      expect(rule(id, { priorityOfPct: priority })).toMatchObject({ statutoryOn, lastOn });
    expect(rule("ep-regional-phase", { priorityOfPct: "2023-10-31" })).toMatchObject({ lastOn: "2026-06-01" });
  });

  it("pay European renewals at the month's end, with six months' grace to the month's end, never before entry", () => {
    expect(rule("ep-renewal", { filing: "2024-02-29" }, "EP")).toMatchObject({
      statutoryOn: "2026-02-28",
      lastOn: "2026-03-02",
      safeOn: "2026-02-27",
      lateOn: "2026-08-31",
    });
    // Priority 2024-01-31, filed 2024-01-31: year 3 would fall due on 2026-01-31, before 31 months have passed.
    const entered = filed("EP", "2024-01-31", { kind: "nationalPhase", priorityOn: "2024-01-31" });
    expect(all("ep-renewal", eventsOf(entered))[0]).toMatchObject({ statutoryOn: "2026-08-31" });
    // Without a priority claimed the international filing date stands for it.
    const direct = eventsOf({ ...entered, priorityOn: null });
    expect(all("ep-renewal", direct)[0]).toMatchObject({ statutoryOn: "2026-08-31" });
  });

  it("pay United States maintenance three, seven and eleven and a half years after grant", () => {
    const fees = all("us-maintenance", { jurisdiction: "US", events: { filing: "2020-01-02", grant: "2022-12-27" } });
    expect(fees.map((each) => each.statutoryOn)).toEqual(["2026-06-27", "2030-06-27", "2034-06-27"]);
    expect(fees[0]).toMatchObject({ opensOn: "2025-12-27", lastOn: "2026-06-29", lateOn: "2026-12-28" });
  });

  it("count Japan and Korea from the day after the event", () => {
    expect(rule("jp-examination", { filing: "2023-02-28" }, "JP")).toMatchObject({
      statutoryOn: "2026-02-28",
      lastOn: "2026-03-02",
    });
    const reply = (on: string) =>
      deadlinesAfter(eventsOf(filed("KR", "2024-01-02"), { letters: [letter("officeAction", on)] })).filter((each) =>
        each.ruleId.startsWith("kr-reply"),
      );
    expect(reply("2026-02-28")).toMatchObject([{ lastOn: "2026-06-30" }]);
    expect(reply("2026-01-30")).toMatchObject([{ statutoryOn: "2026-05-30", lastOn: "2026-06-01" }]);
    expect(reply("2025-07-10")).toMatchObject([{ statutoryOn: "2025-09-10" }]);
    expect(reply("2025-07-11")).toMatchObject([{ statutoryOn: "2025-11-11" }]);
  });

  it("pay the mainland's annuity on the filing's anniversary that follows the grant", () => {
    const annuity = (filing: string, grant: string) => rule("cn-annuity", { filing, grant }, "CN");
    expect(annuity("2020-03-31", "2023-05-12")).toMatchObject({ lastOn: "2024-04-01", lateOn: "2024-09-30" });
    // The example of the mainland's Examination Guidelines, Part V chapter 9.
    expect(annuity("1997-06-03", "2001-08-01")).toMatchObject({ statutoryOn: "2002-06-03" });
  });

  it("renew a Hong Kong short-term patent once, in the fourth year, or three months from a later grant", () => {
    const short = (grant: string) =>
      all("hk-short-term-renewal", {
        jurisdiction: "HK",
        right: "hkShortTerm",
        events: { filing: "2022-06-30", grant },
      });
    expect(short("2022-10-07")).toMatchObject([
      { opensOn: "2026-03-30", statutoryOn: "2026-06-30", safeOn: "2026-06-29", lateOn: "2026-12-30" },
    ]);
    expect(short("2026-08-14")).toMatchObject([{ statutoryOn: "2026-11-14" }]);
    // The mainland's Guidelines, part V chapter 9: filed on 6 September 1999, ten years last to 5 September 2009.
    expect(endOfTerm({ jurisdiction: "CN", right: "utilityModel", events: { filing: "1999-09-06" } })).toBe(
      "2009-09-05",
    );
    expect(endOfTerm({ jurisdiction: "HK", right: "hkShortTerm", events: { filing: "2022-06-30" } })).toBe(
      "2030-06-29",
    );
  });

  it("leave the mainland's new-year week, Japan's Golden Week and the United States' observed days out of the last day", () => {
    // Spring Festival 2026: 16 to 20 and 23 February are closed, Saturday the 28th is worked.
    expect(rule("cn-national-phase", { priorityOfPct: "2023-08-17" })).toMatchObject({
      statutoryOn: "2026-02-17",
      lastOn: "2026-02-24",
      // Saturday the 14th is worked, by the notice.
      safeOn: "2026-02-14",
    });
    expect(rule("jp-examination", { filing: "2023-05-03" }, "JP")).toMatchObject({
      statutoryOn: "2026-05-03",
      lastOn: "2026-05-07",
    });
    // 4 July 2026 is a Saturday: Friday the 3rd is observed.
    expect(rule("us-national-phase", { priorityOfPct: "2024-01-03" })).toMatchObject({ lastOn: "2026-07-06" });
    expect(rule("kr-examination", { filing: "2023-09-24" }, "KR")).toMatchObject({ lastOn: "2026-09-28" });
    expect(rule("ep-regional-phase", { priorityOfPct: "2023-09-03" })).toMatchObject({ lastOn: "2026-04-07" });
    expect(rule("tw-examination", { filing: "2023-02-16" }, "TW")).toMatchObject({ lastOn: "2026-02-23" });
    expect(rule("sg-national-phase", { priorityOfPct: "2023-08-17" })).toMatchObject({ lastOn: "2026-02-19" });
    expect(rule("il-national-phase", { priorityOfPct: "2023-10-02" })).toMatchObject({ lastOn: "2026-04-05" });
  });

  it("of an international application published in Chinese, count the Hong Kong record from the mainland's notice of entry", () => {
    const entered = filed("CN", "2024-02-05", { kind: "nationalPhase", publishedOn: "2024-08-15" });
    const noticed = eventsOf(entered, { letters: [letter("entryNotice", "2026-06-10")] });
    expect(all("hk-record-pct", noticed)).toMatchObject([{ statutoryOn: "2026-12-10", event: "entryNotice" }]);
    expect(all("hk-record", noticed)).toEqual([]);
    expect(all("hk-record", eventsOf(entered))).toMatchObject([{ statutoryOn: "2025-02-15" }]);
  });

  it("give a divisional its parent's dates, and four months for European renewals that fell due before it was filed", () => {
    const parent = filed("EP", "2022-03-14", { priorityOn: "2021-03-15" });
    const divisional = filed("EP", "2026-01-20", { kind: "divisional" });
    const renewals = all("ep-renewal", eventsOf(divisional, { designated: parent }));
    // Years 3, 4 and 5 end with March 2024, 2025, 2026; the first three fall due four months after 20 January 2026.
    expect(renewals.slice(0, 4).map((each) => each.statutoryOn)).toEqual([
      "2026-05-20",
      "2026-05-20",
      "2026-05-20",
      "2027-03-31",
    ]);
    expect(endOfTerm(eventsOf(divisional, { designated: parent }))).toBe("2042-03-14");
  });

  it("move the end of a term by the days that the office added", () => {
    const us = filed("US", "2020-01-02", { grantedOn: "2023-05-02", termAdjustmentDays: 120 });
    // 2 January 2040 and 120 days: 29 left of January, 29 of February 2040, 31, 30 and 1.
    expect(endOfTerm(eventsOf(us))).toBe("2040-05-01");
  });

  it("let a country's own rule replace the general one for the same task, and a letter never go without a date", () => {
    const replies = (code: string, right: FilingDates["right"]) =>
      deadlinesAfter(
        eventsOf(filed(code, "2024-01-02", { right }), { letters: [letter("officeAction", "2026-03-02")] }),
      )
        .filter((each) => each.ruleId.includes("reply"))
        .map((each) => [each.ruleId, each.jurisdiction, each.statutoryOn]);
    expect(replies("JP", "invention")).toEqual([["jp-reply", "JP", "2026-06-02"]]);
    expect(replies("JP", "design")).toEqual([["reply", "JP", "2026-05-02"]]);
  });

  it("carry the weaker confidence of the rule and of the office's calendar to the page", () => {
    expect(rule("cn-examination", { priority: "2024-05-10" }, "CN")).toMatchObject({ confidence: "unverified" });
    expect(rule("hk-grant", { designatedGrant: "2026-06-26" })?.confidence).toBe("read");
    // Hong Kong's holidays of 2029 are not listed yet.
    expect(rule("hk-grant", { designatedGrant: "2028-09-26" })?.confidence).toBe("unverified");
    const lacking = unlistedCalendars(offices(), "2026-11-25").map((each) => each.office);
    expect(lacking).toContain("CN");
    expect(lacking).not.toContain("HK");
  });

  it("of a granted right taken over from elsewhere, show no date that could only have been kept", () => {
    const old = eventsOf(filed("US", "2010-03-01", { kind: "first", grantedOn: "2013-06-04" }));
    expect(concerning(old, "2026-11-24").map((each) => each.ruleId)).toEqual([]);
    const later = eventsOf(filed("US", "2016-03-01", { kind: "first", grantedOn: "2019-06-04" }));
    // The fee of 2022-12-04 could be made up for until 2023-06-04; that of 2026 is ahead.
    expect(concerning(later, "2026-11-24").map((each) => each.statutoryOn)).toEqual(["2026-12-04", "2030-12-04"]);
  });

  it("of a pending filing that a list brought, ask for nothing that lay behind it on that day", () => {
    const taken = eventsOf(filed("CN", "2021-05-10", { kind: "first" }));
    // Priority ran out in 2022, the request for examination in 2024.
    expect(concerning(taken, "2026-11-24", true)).toEqual([]);
  });

  it("of a pending filing recorded by hand, ask for what can still be done or made up for, and tell the bars that passed", () => {
    const ids = (due: Array<{ ruleId: string }>) => due.map((each) => each.ruleId);
    const old = eventsOf(filed("CN", "2021-05-10", { kind: "first" }));
    expect(concerning(old, "2026-11-24")).toEqual([]);
    // The examination was requested or the filing would not be pending; what the two bars cost is worth knowing.
    expect(ids(barsPassed(old, "2026-11-24"))).toEqual(["paris-priority", "tw-priority"]);
    // Twelve months end on Saturday 10 October 2026, rolled to the 12th; two more for restoration: Monday 14 December. Not in Taiwan.
    const recent = eventsOf(filed("CN", "2025-10-10", { kind: "first" }));
    expect(ids(concerning(recent, "2026-12-14"))).toEqual(["paris-priority", "cn-examination"]);
    expect(ids(concerning(recent, "2026-12-15"))).toEqual(["cn-examination"]);
    expect(ids(barsPassed(recent, "2026-12-14"))).toEqual(["tw-priority"]);
  });

  it("unlike other dockets, show the reply to a letter noted by hand though it has passed", () => {
    const action = eventsOf(filed("CN", "2021-05-10", { kind: "first" }), {
      letters: [letter("officeAction", "2026-05-06")],
    });
    // 6 September 2026 is a Sunday.
    expect(concerning(action, "2026-11-24")).toMatchObject([{ ruleId: "cn-reply", lastOn: "2026-09-07" }]);
  });

  it("go back six months for renewals when a filing is recorded by hand, nineteen for a national phase", () => {
    const renewals = (more: Partial<FilingDates>, recordedOn: string) =>
      concerning(eventsOf(filed("EP", "2022-05-10", more)), recordedOn)
        .slice(0, 3)
        .map((each) => each.lastOn);
    // Years 3, 4 and 5 end on Friday 31 May 2024, Saturday 31 May 2025 and Sunday 31 May 2026; year 6 on Monday 31 May 2027.
    expect(renewals({}, "2026-12-01")).toEqual(["2026-06-01", "2027-05-31", "2028-05-31"]);
    expect(renewals({}, "2026-12-02")).toEqual(["2027-05-31", "2028-05-31", "2029-05-31"]);
    const entered = { kind: "nationalPhase", priorityOn: "2021-05-12" } as const;
    expect(renewals(entered, "2027-01-02")).toEqual(["2025-06-02", "2026-06-01", "2027-05-31"]);
    expect(renewals(entered, "2027-01-03")).toEqual(["2026-06-01", "2027-05-31", "2028-05-31"]);
  });

  it("name the year that a renewal pays for, in three languages", () => {
    const acts = (id: string, filing: DatedFiling) => all(id, filing).map((each) => each.act);
    const mainland = acts("cn-annuity", { jurisdiction: "CN", events: { filing: "2020-03-31", grant: "2023-05-12" } });
    // Granted in year 4, which is paid with the registration.
    expect(mainland[0]).toEqual({
      en: "Pay the renewal fee, year 5",
      "zh-Hant": "繳付續期費（第 5 年）",
      "zh-Hans": "缴纳年费（第 5 年）",
    });
    const english = (id: string, jurisdiction: string, events: DatedFiling["events"]) =>
      acts(id, { jurisdiction, events }).map((each) => each.en);
    const events = { filing: "2020-01-02", grant: "2022-12-27" };
    expect(english("ep-renewal", "EP", { filing: "2020-01-02" })[0]).toBe("Pay the renewal fee, year 3");
    expect(english("jp-annuity", "JP", events)[0]).toBe("Pay the renewal fee, year 4");
    expect(english("us-maintenance", "US", events)).toEqual([
      "Pay the maintenance fee due at 3.5 years",
      "Pay the maintenance fee due at 7.5 years",
      "Pay the maintenance fee due at 11.5 years",
    ]);
    expect(english("il-renewal", "IL", events)).toContain("Pay the renewal fee, years 11–14");
  });

  it("never set a safe day after the last day, nor a date of another year's rule, whatever the events", () => {
    const day = fc.date({ min: new Date("2015-01-01"), max: new Date("2035-12-31"), noInvalidDate: true });
    const iso = day.map((each) => each.toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom("HK", "CN", "US", "EP", "JP", "KR", "IL", "TW", "SG"), iso, iso, (code, a, b) => {
        const [filing, grant] = [a, b].sort() as [string, string];
        for (const due of deadlinesAfter({ jurisdiction: code, events: { filing, priority: filing, grant } })) {
          expect(due.safeOn <= due.lastOn).toBe(true);
          expect(due.statutoryOn <= due.lastOn).toBe(true);
          if (due.opensOn) expect(due.opensOn < due.lastOn).toBe(true);
          if (due.lateOn) expect(due.lateOn > due.statutoryOn).toBe(true);
        }
      }),
    );
  });

  it("name every rule once, with an office that counts", () => {
    const ids = deadlineRules().map((each) => each.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const each of deadlineRules()) expect(["own", ...Object.keys(offices())]).toContain(each.office);
  });
});
