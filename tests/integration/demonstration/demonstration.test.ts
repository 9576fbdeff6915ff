import { count, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads } from "#db/client.ts";
import { demonstrationFunding } from "#db/demonstration/funding-shape.ts";
import { loadDemonstration } from "#db/demonstration/load.ts";
import { stages } from "#db/demonstration/shapes.ts";
import { everyNeed, everyTechnology, everyVenture } from "#db/demonstration/sources.ts";
import { distributionShares, distributions } from "#db/schema/deals.ts";
import { applications } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { verifyChain } from "#services/audit/index.ts";
import {
  applicationPage,
  awardPage,
  computeMatch,
  downloadLetter,
  mayLead,
  programme,
} from "#services/funding/index.ts";
import { pipelineFigures } from "#services/insights/index.ts";
import { unreadNotices } from "#services/notify/index.ts";
import { actor } from "../actor.ts";
import { openTestDatabase } from "../database.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
  await loadDemonstration();
});
afterAll(() => database.close());

it("has the records that every list, board and plot needs, marked as demonstration", async () => {
  const sourced = everyTechnology().filter((each) => each.source);
  expect(sourced.map((each) => each.id).sort()).toEqual([
    "cares-copilot",
    "microneuro",
    "soft-colonoscope",
    "ultrasound-robot",
  ]);
  expect(everyTechnology().length - sourced.length).toBeGreaterThanOrEqual(60);
  expect(everyNeed().length).toBeGreaterThanOrEqual(20);
  expect(everyVenture().length).toBeGreaterThanOrEqual(12);
  expect(new Set(everyTechnology().map((each) => each.stage))).toEqual(new Set(stages));
  for (const { count: cases } of (await pipelineFigures()).steps) expect(cases).toBeGreaterThan(0);
  const real = await reads().select().from(organisations).where(eq(organisations.isDemonstration, false));
  expect(real).toEqual([]);
  expect(await verifyChain()).toMatchObject({ intact: true });
});

it("asks and pays only what the programmes' rules allow", async () => {
  const { applications, calls } = demonstrationFunding();
  for (const { venture, lead: named, call, state, stages: planned, contributions, milestones } of applications) {
    const rules = programme(calls.find((each) => each.id === call)!.programme)!;
    const [lead] = await reads()
      .select()
      .from(organisations)
      .where(eq(organisations.id, named ?? everyVenture().find((each) => each.id === venture)!.organisation));
    expect(mayLead(rules, lead!), venture).toEqual({ ok: true });
    const evidenced = contributions
      .filter((each) => each.status !== "pledged")
      .map((each) => ({ ...each, stageId: each.stage }));
    const match = computeMatch(rules, { stages: planned, contributions: evidenced });
    expect([venture, match.isMet]).toEqual([venture, state !== "draft"]);
    if (milestones.length > 0) expect(milestones.reduce((sum, each) => sum + each.amount, 0)).toBe(match.grant);
  }
});

it("has each decision told by its letter, each award signed and started, and each budget filled", async () => {
  const { applications: given } = demonstrationFunding();
  for (const { id, number, state, leadId, decidedAt, toldAt, stages: planned } of await reads()
    .select()
    .from(applications)) {
    const office = actor("tto", "ttoOfficer", leadId);
    const page = (await applicationPage(office, id))!;
    const wanted = { awarded: ["award", "agreement"], refused: ["refusal"] }[state as string] ?? [];
    expect([number, page.letters.map((each) => each.kind)]).toEqual([number, wanted]);
    for (const letter of page.letters) {
      const paper = await downloadLetter(office, id, letter.id);
      expect(paper.ok && paper.value.bytes.subarray(0, 5).toString()).toBe("%PDF-");
      expect(letter.createdAt).toBeGreaterThanOrEqual(toldAt!);
    }
    if (wanted.length > 0) expect(toldAt).toBeGreaterThanOrEqual(decidedAt!);
    if (state === "awarded") {
      const { award, precedents } = (await awardPage(office, page, []))!;
      expect(award).toMatchObject({ agreementSeal: expect.any(String), signedBy: "tto" });
      expect([number, precedents.filter((each) => !each.isMet)]).toEqual([number, []]);
    }
    const found = page.complete.budget.map((each) => each.code);
    expect([number, found]).toEqual([number, state === "draft" ? ["costDiffers", "costDiffers"] : []]);
    for (const stage of planned) expect(page.facts.budget.filter((each) => each.stageId === stage.id)).not.toEqual([]);
  }
  expect(given.filter((each) => each.state === "awarded").length).toBeGreaterThan(5);
  expect(await unreadNotices("tto")).toBe(0);
});

it("gives every cent of a distributed royalty to somebody", async () => {
  const [all] = await reads()
    .select({ made: count(), net: sql<number>`sum(${distributions.net})` })
    .from(distributions);
  const [shared] = await reads()
    .select({ amount: sql<number>`sum(${distributionShares.amount})` })
    .from(distributionShares);
  expect(all!.made).toBeGreaterThan(2);
  expect(Number(shared!.amount)).toBe(Number(all!.net));
});
