import { describe, expect, it } from "vitest";
import { loadYaml } from "#services/content.ts";
import { programmes } from "#services/funding/programme.ts";
import { type LadderCase, ladder } from "#services/funding/rules/ladder.ts";
import { stackingFile } from "#services/funding/rules/stacking.ts";

const M = (millions: number) => Math.round(millions * 100_000_000);
const every = programmes();
const { pairs } = loadYaml("stacking.yaml", stackingFile);
const of = (given: LadderCase) => new Map(ladder(every, given, pairs).map((rung) => [rung.programme, rung]));
const university = { kind: "university", isUgcFunded: true };
const institute = { kind: "researchInstitute", isUgcFunded: false };
const today = "2026-11-24";

describe("the ladder", () => {
  it("gives a university at level 5 with a partner what fits now, and what the next stage unlocks", () => {
    const rungs = of({
      today,
      institution: university,
      trl: 5,
      cost: M(24),
      offer: { industry: M(12), university: M(1) },
    });
    for (const id of ["itsp-platform", "prp", "raise-plus", "rth"])
      expect(rungs.get(id), id).toMatchObject({ standing: "now" });
    expect(rungs.get("raise-plus")).toMatchObject({ couldPay: M(16), stageId: "stage-1", leader: "institution" });
    expect(rungs.get("itsp-platform")).toMatchObject({ couldPay: M(21.6) });
    expect(rungs.get("tsssu-o")).toMatchObject({ standing: "next", unlocks: [{ what: "venture" }] });
    expect(rungs.get("ess")).toMatchObject({ standing: "next", couldPay: M(10) });
    expect(rungs.get("ess")!.unlocks).toContainEqual({ what: "match", amount: M(2) });
    expect(rungs.get("mhkjfs")).toMatchObject({ unlocks: [{ what: "mainlandPartner" }] });
    expect(rungs.get("itsp-seed")).toMatchObject({ standing: "no", reasons: ["trl_passed"] });
    expect(rungs.get("nias")!.standing).toBe("later");
    expect(rungs.get("itvf-enhanced")).toMatchObject({ standing: "no", reasons: ["closed"] });
  });

  it("lets a research institute lead nothing but its own centre; its start-up has ESS, PAG, RTH and the parks", () => {
    const alone = ladder(
      every,
      { today, institution: institute, trl: 4, has: ["invitation", "overseasPartner"] },
      pairs,
    );
    const led = alone
      .filter((rung) => rung.standing === "now" && rung.leader === "institution")
      .map((rung) => rung.programme);
    expect(led).toEqual(["innohk"]);
    const rungs = of({
      today,
      institution: institute,
      trl: 5,
      venture: { incorporatedOn: "2025-12-01", region: "hongKong" },
      has: ["ownMoney", "noPatentYet"],
    });
    expect(rungs.get("raise-plus")!.unlocks).toContainEqual({ what: "universityLeads" });
    expect(rungs.get("prp")).toMatchObject({ standing: "no", reasons: ["lead_not_eligible"] });
    for (const id of ["ess", "pag", "rth", "hkstp-incubation"])
      expect(rungs.get(id), id).toMatchObject({ standing: "now", leader: "venture" });
  });

  it("knows a start-up's age, a project that is too small, and programmes that exclude each other", () => {
    const old = of({ today, institution: university, trl: 6, venture: { incorporatedOn: "2021-01-15" } });
    expect(old.get("tsssu-o")).toMatchObject({ standing: "no", reasons: ["lead_too_old"] });
    expect(old.get("tsssu-plus")).toMatchObject({ standing: "next", unlocks: [{ what: "privateInvestment" }] });
    // Stage 2 pays half: 16 has 8, below the least grant of 10; 20 is the least cost.
    const small = of({ today, institution: university, trl: 8, cost: M(16), has: ["industryPartner"] });
    expect(small.get("raise-plus")).toMatchObject({ standing: "next", unlocks: [{ what: "cost", amount: M(20) }] });
    const held = of({
      today,
      institution: university,
      trl: 5,
      venture: { incorporatedOn: "2026-01-01" },
      held: ["hkstp-incubation"],
    });
    expect(held.get("cyberport-cip")).toMatchObject({ standing: "no", reasons: ["stacking"] });
    const patented = of({
      today,
      institution: university,
      trl: 5,
      venture: { incorporatedOn: "2026-01-01" },
      lacks: ["noPatentYet"],
    });
    expect(patented.get("pag")).toMatchObject({ standing: "no", reasons: ["noPatentYet"] });
  });

  it("puts what fits now before what fits next, each by its place on the ladder", () => {
    const rungs = ladder(every, { today, institution: university, trl: 5 }, pairs);
    const places = rungs.map((rung) => ["now", "next", "later", "no"].indexOf(rung.standing) * 1000 + rung.order);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});
