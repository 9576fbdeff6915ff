import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads } from "#db/client.ts";
import { calls } from "#db/schema/funding.ts";
import { latestEvents } from "#services/audit/index.ts";
import {
  callForm,
  caseLadder,
  programme,
  programmeEditor,
  programmeInForce,
  programmes,
  programmeTextForm,
  publishCall,
  restoreFile,
  rulesOf,
  saveProgramme,
  templateText,
} from "#services/funding/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const admin = actor("admin", "administrator", "demo-innovation-fund");
const funder = actor("funder", "fundingOfficer", "demo-innovation-fund");
const officer = actor("tto", "ttoOfficer", "lion-rock-institute");
const text = async () => (await programmeEditor(admin, "ess"))!.text;
const publish = async (title: string, opensOn: string, closesOn: string) => {
  const made = await publishCall(funder, callForm.parse({ programmeId: "ess", title, opensOn, closesOn }));
  expect(made.ok).toBe(true);
  const [call] = await reads()
    .select()
    .from(calls)
    .where(eq(calls.programmeId, "ess"))
    .orderBy(desc(calls.createdAt), desc(calls.id))
    .limit(1);
  return call!;
};

it("a programme saved as it is makes no version, however a browser ends its lines", async () => {
  const rules = await text();
  const typed = programmeTextForm.parse({ rules: rules.replaceAll("\n", "\r\n"), note: "Nothing", base: "0" });
  expect(await saveProgramme(admin, "ess", typed)).toMatchObject({ code: "nothingChanged" });
  expect((await programmeEditor(admin, "ess"))!.versions).toEqual([]);
});

it("an administrator's rules are in force at once for new calls; each saving is a version with its difference", async () => {
  const before = await publish("before", "2026-01-01", "2026-02-01");
  expect(before.programmeVersion).toBe(0);
  const rules = (await text()).replace("max: 1000000000", "max: 1200000000");
  expect(await saveProgramme(admin, "ess", { rules, note: "Cap of the new guide", base: 0 })).toMatchObject({
    ok: true,
    value: { version: 1 },
  });
  expect(programme("ess")!.grant.max).toBe(1_200_000_000);
  const after = await publish("after", "2026-03-01", "2026-04-01");
  expect(after.programmeVersion).toBe(1);
  // Applications are held to the rules of their call's day.
  expect([rulesOf(before).grant.max, rulesOf(after).grant.max]).toEqual([1_000_000_000, 1_200_000_000]);
  const shown = (await programmeEditor(admin, "ess", 1))!;
  expect(shown.versions).toMatchObject([{ version: 1, note: "Cap of the new guide" }]);
  expect(
    shown
      .difference!.filter((line) => line.kind !== "same")
      .map((line) => [line.kind, /max: \d+/.exec(line.text)?.[0]]),
  ).toEqual([
    ["removed", "max: 1000000000"],
    ["added", "max: 1200000000"],
  ]);
  expect((await latestEvents(undefined, 5)).map((event) => event.action)).toContain("programme.changed");
});

it("refuses what breaks a rule, naming line and rule, and keeps two people from overwriting each other", async () => {
  const rules = await text();
  const broken = await saveProgramme(admin, "ess", {
    rules: rules.replace("kinds: [company]", "kinds: [corporation]"),
    note: "x",
    base: 1,
  });
  expect(broken).toMatchObject({ ok: false, code: "programmeBroken" });
  const [problem] = "problems" in broken ? broken.problems : [];
  expect(rules.split("\n")[problem!.line! - 1]).toContain("lead:");
  expect(problem!.place).toBe("lead.kinds.0");
  const other = await saveProgramme(admin, "ess", { rules: rules.replace("id: ess", "id: prp"), note: "x", base: 1 });
  expect(other).toMatchObject({ ok: false, problems: [{ place: "id" }] });
  const lost = await saveProgramme(admin, "ess", { rules: `${rules}\n`, note: "x", base: 0 });
  expect(lost).toMatchObject({ ok: false, code: "programmeChanged" });
  expect(await saveProgramme(admin, "ess", { rules, note: "x", base: 1 })).toMatchObject({ code: "nothingChanged" });
  expect(await saveProgramme(funder, "ess", { rules, note: "x", base: 1 })).toMatchObject({ code: "forbidden" });
  expect(await programmeEditor(funder, "ess")).toBeUndefined();
  const together = await Promise.all(
    ["a", "b"].map((note) => saveProgramme(admin, "ess", { rules: `${rules}# ${note}\n`, note, base: 1 })),
  );
  expect(together.map((each) => each.ok).sort()).toEqual([false, true]);
});

it("the file comes back in force, and a new programme begins from a template", async () => {
  const { base } = (await programmeEditor(admin, "ess"))!;
  expect(await restoreFile(admin, "ess", { note: "Back", base })).toMatchObject({ ok: true });
  expect((await programmeInForce("ess"))!.grant.max).toBe(1_000_000_000);
  const own = templateText("il-incubator-85-15")!
    .replace("id: new-programme", "id: harbour-incubator")
    .replace("owner: iia", "owner: itc");
  expect(await saveProgramme(admin, undefined, { rules: own, note: "Ours", base: 0 })).toMatchObject({ ok: true });
  expect(programmes().find((each) => each.id === "harbour-incubator")).toMatchObject({
    kind: "scheme",
    owner: { en: "Innovation and Technology Commission" },
  });
  expect(await saveProgramme(admin, undefined, { rules: own, note: "Again", base: 0 })).toMatchObject({
    code: "programmeExists",
  });
});

it("the office sees the ladder of its own case, nobody else's", async () => {
  const seen = await caseLadder(officer, "ultrasound-robot", "2026-11-24");
  expect(seen!.rungs.find((rung) => rung.programme === "raise-plus")).toMatchObject({ standing: "next" });
  expect(seen!.rungs.find((rung) => rung.programme === "raise-plus")!.unlocks).toContainEqual({
    what: "universityLeads",
  });
  expect(
    await caseLadder(actor("tto", "ttoOfficer", "harbour-university"), "ultrasound-robot", "2026-11-24"),
  ).toBeUndefined();
});
