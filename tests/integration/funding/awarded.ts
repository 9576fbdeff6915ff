import { eq } from "drizzle-orm";
import { transact } from "#db/client.ts";
import { reviews } from "#db/schema/assessing.ts";
import { applications } from "#db/schema/funding.ts";
import * as funding from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { DAY, dayAt, funder, good } from "./acts.ts";
import { beginIn, commitAll, complete } from "./complete.ts";

/** A project of two stages under `harbour-lift` whose award is offered; how it is reviewed is another test's. */
export async function awarded(office: Actor): Promise<string> {
  const call = await funding.publishCall(funder, {
    ...{
      programmeId: "harbour-lift",
      title: "A call",
      opensOn: dayAt(-1),
      closesOn: dayAt(20),
      closesTime: "12:00:00",
    },
    budget: null,
  });
  if (!call.ok) throw new Error(call.code);
  const id = await beginIn(call.value.id, office, "A project");
  await complete(office, id);
  await commitAll(office, id);
  await good(funding.submitApplication(office, id));
  await transact(async (tx) => {
    for (const reviewerId of ["reviewer", "reviewer2"]) {
      const review = { id: `${id} ${reviewerId}`, applicationId: id, reviewerId, scores: {}, createdAt: Date.now() };
      await tx.insert(reviews).values({ ...review, state: "done", finishedAt: Date.now() });
    }
    await tx.update(applications).set({ state: "inPanel" }).where(eq(applications.id, id));
  });
  const closed = Date.now() + 21 * DAY;
  const approval = { reason: "Strong", conditions: "Ethics approval", seen: 0 };
  await good(funding.decide(funder, id, "approve", approval, closed));
  await good(funding.tellDecision(funder, id, closed));
  return id;
}
