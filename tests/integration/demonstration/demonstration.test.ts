import { count, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads } from "#db/client.ts";
import { demonstrationFunding } from "#db/demonstration/funding-shape.ts";
import { loadDemonstration } from "#db/demonstration/load.ts";
import { stages } from "#db/demonstration/shapes.ts";
import { everyNeed, everyTechnology, everyVenture } from "#db/demonstration/sources.ts";
import { distributionShares, distributions } from "#db/schema/deals.ts";
import { organisations } from "#db/schema/identity.ts";
import { verifyChain } from "#services/audit/index.ts";
import { computeMatch, mayLead, programme } from "#services/funding/index.ts";
import { pipelineFigures } from "#services/insights/index.ts";
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
