import { and, eq, ne } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { awardView } from "#app/components/funding/award-view.server.ts";
import { reads, transact } from "#db/client.ts";
import { awardReports, awards, milestones, tranches } from "#db/schema/awards.ts";
import * as funding from "#services/funding/index.ts";
import { openDemonstration } from "../database.ts";
import { awardOf, funder, good, M, officeOf, refused, titled } from "./acts.ts";

let database: Awaited<ReturnType<typeof openDemonstration>>;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

it("what came of a match that fell away pays its part of the tranche; the rest lapses when the award is completed", async () => {
  // Stage 2: 4 million of grant, one for one with the capital of Victoria Ventures, of which one million comes.
  const { id, leadId } = await titled("Three-tonne");
  const ofAward = eq(tranches.applicationId, id);
  await transact(async (tx) => {
    await tx.update(awards).set({ stageId: "stage-2" }).where(eq(awards.applicationId, id));
    await tx.update(milestones).set({ state: "accepted" }).where(eq(milestones.applicationId, id));
    await tx.update(awardReports).set({ state: "accepted" }).where(eq(awardReports.applicationId, id));
    await tx
      .update(tranches)
      .set({ state: "released" })
      .where(and(ofAward, ne(tranches.stageId, "stage-2")));
  });
  const [tranche] = await reads()
    .select()
    .from(tranches)
    .where(and(ofAward, eq(tranches.stageId, "stage-2")));
  const given = (await funding.applicationPage(funder, id))!.contributions.find((each) => each.stageId === "stage-2")!;
  const advice = { subject: given.id, amount: M, receivedOn: null, evidence: "Advice 1" };
  await good(funding.confirmReceipt(funder, id, advice));
  // As long as the rest may come the tranche waits for it in whole.
  const release = async () => (await awardOf(funder, id)).releases.get(tranche!.id)!;
  expect(await release()).toMatchObject({ now: 4 * M, waits: 0 });
  await refused(funding.moveTranche(funder, id, tranche!.id, "propose"), "releaseRuleOpen");
  // What is promised and has not come is said before the award is completed: 3 million here, and 1 million of stage 1 in kind.
  const outstanding = async () => (await awardView(funder, id, "en", new URLSearchParams()))!.completion!.outstanding;
  expect(await outstanding()).toEqual([{ currency: "HKD", amount: 4 * M }]);
  const gone = { subject: given.id, reason: "Its fund closed", evidence: "Mail" };
  await good(funding.recordFallAway(officeOf(leadId), id, gone));
  expect(await outstanding()).toEqual([{ currency: "HKD", amount: M }]);
  expect(await release()).toMatchObject({ now: M, waits: 3 * M, until: "match" });
  const completion = async () => (await awardOf(funder, id)).completion;
  expect(await completion()).toMatchObject({
    remaining: 4 * M,
    lapses: 3 * M,
    lapsesFor: "match",
    open: ["tranchesOpen"],
  });
  await good(funding.moveTranche(funder, id, tranche!.id, "propose"));
  await good(funding.moveTranche({ ...funder, personId: "funder2" }, id, tranche!.id, "release"));
  const left = await completion();
  expect(left).toMatchObject({ released: 9 * M, remaining: 3 * M, lapses: 3 * M, open: [] });
  await good(funding.moveAward(funder, id, "complete", { owed: left!.owed }));
  const [rest] = await reads()
    .select()
    .from(tranches)
    .where(and(ofAward, eq(tranches.state, "lapsed")));
  expect(rest).toMatchObject({ amount: 3 * M });
  // The trail knows of no release of stage 1, which was set above; every other sum holds.
  expect((await funding.checkSums()).differences.filter((each) => each.what !== "audit")).toEqual([]);
});
