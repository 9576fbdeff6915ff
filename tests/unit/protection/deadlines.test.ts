import { describe, expect, it } from "vitest";
import { deadlinesAfter, endOfPeriod } from "#services/protection/deadlines.ts";

const rule = (id: string, dated: Parameters<typeof deadlinesAfter>[0]) =>
  deadlinesAfter(dated).find((deadline) => deadline.ruleId === id);

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

  it("roll a Hong Kong deadline from a month's end on a Sunday to the Monday", () => {
    expect(rule("hk-record", { designatedPublication: "2026-08-28" })).toMatchObject({
      statutoryOn: "2027-02-28",
      lastOn: "2027-03-01",
      safeOn: "2027-02-26",
    });
  });

  it("roll twice over Boxing Day and the Sunday after it, and keep Christmas out of the safe day", () => {
    expect(rule("hk-grant", { designatedGrant: "2026-06-26" })).toMatchObject({
      statutoryOn: "2026-12-26",
      lastOn: "2026-12-28",
      safeOn: "2026-12-24",
    });
  });

  it("follow the PCT from its priority: 12 months to file, 30 and 31 to enter", () => {
    const priority = "2024-08-31";
    expect(rule("paris-priority", { firstFiling: priority })).toMatchObject({
      statutoryOn: "2025-08-31",
      lastOn: "2025-09-01",
    });
    expect(rule("us-national-phase", { priorityOfPct: priority })).toMatchObject({
      statutoryOn: "2027-02-28",
      lastOn: "2027-03-01",
    });
    expect(rule("ep-regional-phase", { priorityOfPct: priority })).toMatchObject({
      statutoryOn: "2027-03-31",
      lastOn: "2027-03-31",
    });
  });

  it("carry the weaker confidence of the rule and of the office's calendar to the page", () => {
    expect(rule("cn-examination", { cnFiling: "2024-05-10" })).toMatchObject({ confidence: "unverified" });
    expect(rule("hk-grant", { designatedGrant: "2026-06-26" })?.confidence).toBe("read");
  });
});
