import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reads, replicaReads, search, transact } from "#db/client.ts";
import { brokenConstraint } from "#db/constraint.ts";
import { engine } from "#db/engine.ts";
import { attempts, memberships, organisations } from "#db/schema/identity.ts";
import { openTestDatabase } from "../database.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const counter = async (key: string) => (await reads().select().from(attempts).where(eq(attempts.key, key)))[0]?.spent;

describe(`transactions on ${engine}`, () => {
  it("lose no update under 200 concurrent writers", async () => {
    await transact((tx) => tx.insert(attempts).values({ key: "shared", spent: 0, resetsAt: 1 }));
    await Promise.all(
      Array.from({ length: 200 }, () =>
        transact(async (tx) => {
          const [row] = await tx.select().from(attempts).where(eq(attempts.key, "shared"));
          await new Promise((resume) => setTimeout(resume, 0));
          await tx
            .update(attempts)
            .set({ spent: row!.spent + 1 })
            .where(eq(attempts.key, "shared"));
        }),
      ),
    );
    expect(await counter("shared")).toBe(200);
  });

  it("keep nothing of a transaction that throws", async () => {
    await expect(
      transact(async (tx) => {
        await tx.insert(attempts).values({ key: "thrown", spent: 1, resetsAt: 1 });
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await counter("thrown")).toBeUndefined();
  });

  it("show no row to readers before the commit", async () => {
    await transact(async (tx) => {
      await tx.insert(attempts).values({ key: "open", spent: 1, resetsAt: 1 });
      expect(await counter("open")).toBeUndefined();
    });
    expect(await counter("open")).toBe(1);
  });

  it("refuse to be nested", async () => {
    await expect(transact(() => transact(async () => 1))).rejects.toThrow("already open");
  });

  it("name a broken rule by the same word on both engines", async () => {
    const broken = async (work: Parameters<typeof transact>[0]) =>
      transact(work).then(() => undefined, brokenConstraint);
    await transact((tx) =>
      tx
        .insert(organisations)
        .values({ id: "o", kind: "company", name: { en: "O" }, region: "hongKong", createdAt: 1 }),
    );
    expect(
      await broken((tx) =>
        tx
          .insert(organisations)
          .values({ id: "o", kind: "company", name: { en: "O" }, region: "hongKong", createdAt: 1 }),
      ),
    ).toBe("unique");
    expect(
      await broken((tx) =>
        tx
          .insert(memberships)
          .values({ id: "m", personId: "nobody", organisationId: "o", role: "partner", createdAt: 1 }),
      ),
    ).toBe("foreignKey");
  });

  it("give equal values on both engines: flags, objects and counts", async () => {
    const [row] = await reads().select().from(organisations).where(eq(organisations.id, "o"));
    expect(row).toMatchObject({ isUgcFunded: false, name: { en: "O" }, createdAt: 1 });
    expect(await reads().$count(organisations)).toBe(1);
  });

  it("find a document by all of its terms, titles first", async () => {
    await transact((tx) =>
      search().index(tx, [
        { key: 1, terms: "8内窥 8endoscop 2robot", words: ["endoscope", "robot"], card: "[]" },
        { key: 2, terms: "8robot 2内窥 2endoscop", words: ["robot"], card: "[]" },
        { key: 3, terms: "8batteri 2cell", words: ["cell"], card: "[]" },
      ]),
    );
    await expect
      .poll(async () => (await search().find([["内窥"], ["endoscop"]], 10)).map((hit) => hit.key))
      .toEqual([1, 2]);
    await transact((tx) => search().remove(tx, [1]));
    await expect.poll(async () => (await search().find([["内窥", "robot"]], 10)).map((hit) => hit.key)).toEqual([2]);
  });

  it.runIf(engine === "postgres")("reads public pages from the replica, which follows the primary", async () => {
    await expect
      .poll(async () => (await replicaReads().select().from(attempts).where(eq(attempts.key, "shared")))[0]?.spent)
      .toBe(200);
  });
});
