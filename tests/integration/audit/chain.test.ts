import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { transact } from "#db/client.ts";
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
  const file = new Database(`${database.folder}/slipway.db`);
  file.prepare("update events set actor_name = 'Somebody else' where sequence = 3").run();
  file.close();
  expect(await verifyChain()).toMatchObject({ intact: false, brokenAt: 3 });
});
