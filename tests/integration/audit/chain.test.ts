import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { transact } from "#db/client.ts";
import { events } from "#db/schema/audit.ts";
import { record, verifyChain } from "#services/audit/index.ts";
import { thePortal } from "#services/identity/index.ts";
import { openTestDatabase } from "../database.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it("holds, keeps nothing of a rolled-back change, and names the first event that was tampered with", async () => {
  for (let number = 1; number <= 5; number++)
    await transact((tx) =>
      record(
        tx,
        thePortal,
        "output.recorded",
        { kind: "output", id: String(number) },
        { b: number, a: { z: 1, y: [number] } },
      ),
    );
  await transact(async (tx) => {
    await record(tx, thePortal, "output.recorded", { kind: "output", id: "undone" });
    throw new Error("no");
  }).catch(() => undefined);
  expect(await verifyChain()).toMatchObject({ intact: true, events: 5 });
  await transact(async (tx) => {
    await tx.update(events).set({ actorName: "Somebody else" }).where(eq(events.sequence, 3));
  });
  expect(await verifyChain()).toMatchObject({ intact: false, brokenAt: 3 });
});
