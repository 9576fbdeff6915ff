import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openCallsView } from "#app/components/funding/open-calls.server.ts";
import { reads, transact } from "#db/client.ts";
import { applications, calls, programmeVersions } from "#db/schema/funding.ts";
import { latestEvents } from "#services/audit/index.ts";
import {
  applicationPage,
  callForm,
  callWithRules,
  caseLadder,
  programme,
  programmeEditor,
  programmeInForce,
  programmes,
  programmeTextForm,
  publishCall,
  restoreFile,
  ruleProblems,
  rulesOf,
  rulesToKnow,
  saveProgramme,
  tellOfRulesSetAside,
  templateText,
  versionInForce,
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
  // Whoever reads the programme under a call reads those, and is told where they are not today's.
  const read = (id: string) => callWithRules(id, "ess");
  expect(await read(before.id)).toMatchObject({ rules: { grant: { max: 1_000_000_000 } }, isToday: false });
  expect(await read(after.id)).toMatchObject({ rules: { grant: { max: 1_200_000_000 } }, isToday: true });
  expect(await callWithRules(before.id, "prp")).toBeUndefined();
  const today = Date.parse("2026-01-15T12:00:00+08:00");
  const open = (await openCallsView("en", today, "ess")).filter((each) => [before.id, after.id].includes(each.id));
  expect(open.map((each) => [each.id, each.hasOlderRules])).toEqual([
    [before.id, true],
    [after.id, false],
  ]);
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
  // Nobody's programme is called as the place where its id is to be written.
  const unnamed = templateText("il-incubator-85-15")!.replace("owner: iia", "owner: itc");
  expect(await saveProgramme(admin, undefined, { rules: unnamed, note: "x", base: 0 })).toMatchObject({
    code: "programmeUnnamed",
  });
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

/** Puts a version in the records as an older portal kept it, which knew fewer rules. */
const savedByOlder = async (programmeId: string, rules: string) => {
  const { base } = (await programmeEditor(admin, programmeId))!;
  await transact((tx) =>
    tx.insert(programmeVersions).values({
      ...{ id: `older ${programmeId}`, programmeId, version: base + 1, rules, note: "Of an older portal" },
      ...{ kind: "edited", createdBy: "admin", createdAt: Date.parse("2026-02-01T12:00:00+08:00") },
    }),
  );
  return base + 1;
};

it("a saved version that breaks a rule which came later is told: which, where, since when, and what is in force", async () => {
  const { base } = (await programmeEditor(admin, "ess"))!;
  const rules = (await text()).replace("max: 1000000000", "max: 1300000000");
  await saveProgramme(admin, "ess", { rules, note: "Cap", base });
  const bound = await publish("bound to a version", "2027-01-01", "2027-02-01");
  const version = await savedByOlder("ess", rules.replace("kinds: [company]", "kinds: [corporation]"));
  const line = rules.split("\n").findIndex((each) => each.includes("kinds: [company]")) + 1;
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const found = Date.parse("2026-03-04T09:00:00+08:00");
  await tellOfRulesSetAside(found);
  // The next start finds it again, and it is not in force since the first.
  await tellOfRulesSetAside(found + 86_400_000);
  const lines = log.mock.calls.map(([said]) => String(said));
  log.mockRestore();
  const said = expect.stringMatching(
    new RegExp(
      `^programme ess, version ${version} saved on 2026-02-01: line ${line}: lead\\.kinds\\.0: .*; not in force since 2026-03-04, content/programmes/ess\\.yaml is$`,
    ),
  );
  expect(lines).toEqual([said, said]);
  expect(await ruleProblems()).toEqual([said]);
  const toKnow = [
    { programmeId: "ess", version, hasFile: true, since: found, problems: [{ line, place: "lead.kinds.0" }] },
  ];
  expect((await rulesToKnow(admin)).versions).toMatchObject(toKnow);
  expect((await rulesToKnow(funder)).versions).toMatchObject(toKnow);
  expect(await rulesToKnow(officer)).toEqual({ versions: [], calls: [] });
  // What was bound to the version before keeps it; what is published now says truly that it has the file's rules.
  expect([programme("ess")!.grant.max, versionInForce("ess")]).toEqual([1_000_000_000, 0]);
  expect(rulesOf(bound).grant.max).toBe(1_300_000_000);
  const after = await publish("after it", "2027-03-01", "2027-04-01");
  expect([after.programmeVersion, rulesOf(after).grant.max]).toEqual([0, 1_000_000_000]);
  // The administrator finds the text with its line, mends and saves it, and nothing is left to tell.
  const editor = (await programmeEditor(admin, "ess"))!;
  expect(editor.text.split("\n")[line - 1]).toContain("corporation");
  expect(await saveProgramme(admin, "ess", { rules, note: "Mended", base: version })).toMatchObject({ ok: true });
  expect([await ruleProblems(), versionInForce("ess")]).toEqual([[], version + 1]);
});

it("a programme that has no file is told to be out of force as a whole", async () => {
  const { text: own } = (await programmeEditor(admin, "harbour-incubator"))!;
  const version = await savedByOlder("harbour-incubator", own.replace("rung: ", "rung: no-such-"));
  expect((await rulesToKnow(funder)).versions).toMatchObject([
    { programmeId: "harbour-incubator", version, hasFile: false, since: undefined, problems: [{ place: "rung" }] },
  ]);
  expect(programme("harbour-incubator")).toBeUndefined();
  expect((await ruleProblems())[0]).toContain("and it has no file");
});

it("a call keeps the rules it froze, also where a later rule would refuse them, and its officer is told which", async () => {
  const [application] = await reads()
    .select()
    .from(applications)
    .where(eq(applications.id, "demonstration-application-1"));
  const { callId } = application!;
  const [call] = await reads().select().from(calls).where(eq(calls.id, callId));
  const before = (await applicationPage(funder, application!.id))!;
  const frozenThen = call!.rules as Record<string, object>;
  const { figures: _, ...older }: Record<string, unknown> = {
    ...frozenThen,
    // Least above most, a word that nobody knows today, and nothing of a part that came later.
    grant: { ...frozenThen.grant, min: 900_000_000_000, max: 800_000_000_000 },
    formerly: "kept",
  };
  await transact((tx) =>
    tx.update(calls).set({ rules: older, rulesVersion: "of an older portal" }).where(eq(calls.id, callId)),
  );
  const after = (await applicationPage(funder, application!.id))!;
  expect(after.rules).toMatchObject({
    grant: { min: 900_000_000_000, max: 800_000_000_000 },
    stages: before.rules.stages,
    figures: [],
    formerly: "kept",
  });
  const { calls: told } = await rulesToKnow(funder);
  expect(told.map((each) => [each.id, each.problems.map(({ place }) => place)])).toEqual([
    [callId, ["formerly", "grant.min"]],
  ]);
  expect((await ruleProblems()).at(-1)).toMatch(
    /^call .*: grant.min: the least grant is above the most; its applications keep the rules it froze$/,
  );
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
