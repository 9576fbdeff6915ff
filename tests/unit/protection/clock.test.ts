import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disclosureKinds } from "#db/schema/outputs.ts";
import { type ClockCase, mostPressing, noveltyRules, readClock } from "#services/protection/clock.ts";

const rules = noveltyRules();
const read = (given: ClockCase) => new Map(readClock(rules, given).map((each) => [each.jurisdiction, each]));
const novelty = (given: ClockCase) => Object.fromEntries([...read(given)].map(([code, each]) => [code, each.novelty]));

// Expected dates counted by hand from the statutes that content/deadlines/novelty.yaml names, weekdays from a calendar.
describe("the patent clock", () => {
  const paper = { kind: "paper" as const, on: "2026-01-10" };

  it("after a paper leaves the offices with a year of grace, and no other", () => {
    const given = { disclosures: [paper], today: "2026-02-01" };
    expect(novelty(given)).toEqual({
      HK: "lost",
      CN: "lost",
      EP: "lost",
      IL: "lost",
      US: "grace",
      JP: "grace",
      KR: "grace",
      TW: "grace",
      SG: "grace",
      PCT: "partly",
    });
    expect(read(given).get("PCT")).toMatchObject({ lostIn: ["CN", "EP", "IL"], lastOn: null });
    // 10 January 2027 is a Sunday: Friday the 8th is safe.
    expect(read(given).get("JP")).toMatchObject({ lastOn: "2027-01-10", safeOn: "2027-01-08", condition: "statement" });
  });

  it("counts Japan's year to the filing in Japan, whatever priority it claims, and the American year to the first filing", () => {
    const filed = { disclosures: [paper], firstFiledOn: "2026-03-01", today: "2026-04-01" };
    expect(novelty(filed)).toMatchObject({ US: "secured", JP: "grace", HK: "lost" });
    expect(novelty({ ...filed, filedOn: { JP: "2027-03-01" } })).toMatchObject({ JP: "lost" });
    expect(novelty({ ...filed, filedOn: { JP: "2027-01-10" } })).toMatchObject({ JP: "secured" });
    expect(novelty({ ...filed, firstFiledOn: "2027-01-11" })).toMatchObject({ US: "lost" });
  });

  it("lets nothing be lost by what is told after the first filing", () => {
    const states = novelty({
      disclosures: [{ kind: "talk", on: "2026-03-01" }],
      firstFiledOn: "2026-02-01",
      today: "2026-06-01",
    });
    expect(new Set(Object.values(states))).toEqual(new Set(["secured"]));
  });

  it("names the nearest safe day, and of several offices with that day the one where Hong Kong files first", () => {
    const headline = (kind: "talk" | "paper", on: string, today: string) =>
      mostPressing(readClock(rules, { disclosures: [{ kind, on }], today }));
    // Thursday the 17th, when Israel's office is open last before Sunday 20 December 2026, is the international application's day too.
    expect(headline("talk", "2026-12-20", "2026-11-24")).toEqual({ jurisdiction: "PCT", safeOn: "2026-12-17" });
    // Wednesday 16 December: the Tuesday before is a working day everywhere.
    expect(headline("talk", "2026-12-16", "2026-11-24")).toEqual({ jurisdiction: "HK", safeOn: "2026-12-15" });
    // Lost in Hong Kong, the mainland, Europe and Israel: the first of the years of grace, which end on Sunday 10 January 2027.
    expect(headline("paper", "2026-01-10", "2026-02-01")).toEqual({ jurisdiction: "US", safeOn: "2027-01-08" });
    expect(headline("paper", "2026-01-10", "2027-01-11")).toBeNull();
  });

  it("asks for a filing on the working day before a talk that is planned", () => {
    const clock = read({ disclosures: [{ kind: "talk", on: "2026-12-20" }], today: "2026-11-24" });
    // 20 December 2026 is a Sunday; the Saturday is not counted on, so Friday the 18th.
    expect(clock.get("HK")).toMatchObject({ novelty: "open", lastOn: "2026-12-20", safeOn: "2026-12-18" });
    expect(clock.get("CN")).toMatchObject({ wayOut: "prescribedMeeting" });
    // Israel's office is closed on Fridays: Thursday the 17th serves all that an international application reaches.
    expect(clock.get("PCT")).toMatchObject({ novelty: "open", lastOn: "2026-12-20", safeOn: "2026-12-17" });
    // Saturday 28 February 2026 was a working day in the mainland by notice.
    const spring = read({ disclosures: [{ kind: "talk", on: "2026-03-01" }], today: "2026-02-01" });
    expect(spring.get("CN")).toMatchObject({ safeOn: "2026-02-28" });
  });

  it("gives a recognised exhibition six months, clamped to the month's end", () => {
    const clock = read({ disclosures: [{ kind: "exhibition", on: "2026-08-31" }], today: "2026-09-01" });
    expect(clock.get("EP")).toMatchObject({ novelty: "grace", lastOn: "2027-02-28", condition: "certificate" });
  });

  const day = fc
    .date({ min: new Date("2024-01-01"), max: new Date("2028-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const disclosure = fc.record({ kind: fc.constantFrom(...disclosureKinds), on: day });
  const severity = { secured: 0, open: 0, grace: 1, partly: 1, lost: 2 };

  it("is never set later, nor a lost novelty made whole, by one disclosure more", () => {
    fc.assert(
      fc.property(
        fc.array(disclosure, { maxLength: 5 }),
        disclosure,
        fc.option(day),
        day,
        (disclosures, more, firstFiledOn, today) => {
          const [before, after] = [
            read({ disclosures, firstFiledOn, today }),
            read({ disclosures: [...disclosures, more], firstFiledOn, today }),
          ];
          for (const [code, was] of before) {
            const is = after.get(code)!;
            expect(severity[is.novelty]).toBeGreaterThanOrEqual(was.novelty === "lost" ? 2 : 0);
            if (was.lastOn && is.lastOn) expect(is.lastOn <= was.lastOn).toBe(true);
            if (is.safeOn && is.lastOn) expect(is.safeOn <= is.lastOn).toBe(true);
          }
        },
      ),
    );
  });

  it("never finds a later first filing better", () => {
    fc.assert(
      fc.property(fc.array(disclosure, { maxLength: 5 }), day, day, day, (disclosures, one, other, today) => {
        const [early, late] = [one, other].sort() as [string, string];
        const [before, after] = [
          read({ disclosures, firstFiledOn: early, today }),
          read({ disclosures, firstFiledOn: late, today }),
        ];
        for (const [code, was] of before) if (was.novelty === "lost") expect(after.get(code)!.novelty).toBe("lost");
      }),
    );
  });
});
