import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { memberships } from "#db/schema/identity.ts";
import { outbox } from "#db/schema/notify.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { deadlines, families } from "#db/schema/protection.ts";
import { keepLanguage } from "#services/identity/index.ts";
import { noticesOf, readNotices, unreadNotices } from "#services/notify/index.ts";
import { assignCases } from "#services/outputs/index.ts";
import {
  agreeAbandoning,
  calendarOf,
  calendarSince,
  changeFiling,
  checkDocket,
  docketOf,
  endCalendar,
  familiesOf,
  filingPage,
  markDone,
  newCalendar,
  openFamily,
  proposeAbandoning,
  remindOfDeadlines,
  reopenDeadline,
} from "#services/protection/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const officerOf = (organisationId: string, personId = "tto") => actor(personId, "ttoOfficer", organisationId);
const officer = officerOf("lion-rock-institute");
const open = (actor = officer) => docketOf(actor, { show: "open" });

it("lists the own institution's deadlines, the next first, and lets two officers note one act once", async () => {
  const { rows } = await open();
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map((row) => row.safeOn)).toEqual(rows.map((row) => row.safeOn).sort());
  const [first] = rows;
  const wish = { ids: [first!.id], doneOn: "2026-11-20" };
  // No filing of the demonstration is as old as this.
  expect(await markDone(officer, { ...wish, doneOn: "1999-12-31" })).toMatchObject({
    code: "doneBeforeFiling",
    fields: { doneOn: ["beforeFiling"] },
  });
  expect(await markDone(officerOf("harbour-university"), wish)).toMatchObject({ code: "notFound" });
  expect(await markDone({ ...officer, role: "partner" }, wish)).toMatchObject({ code: "forbidden" });
  const both = await Promise.all([
    markDone(officer, wish),
    markDone(officerOf("lion-rock-institute", "kwan-ho-ming"), wish),
  ]);
  expect(both.map((each) => (each.ok ? "ok" : each.code)).sort()).toEqual(["doneMeanwhile", "ok"]);
  expect((await open()).rows.map((row) => row.id)).not.toContain(first!.id);
  const of = async (query: object) => (await docketOf(officer, { show: "open", ...query })).rows;
  expect(await of({ overdueOn: first!.safeOn })).toEqual([]);
  expect((await of({ officer: "nobody" })).every((row) => row.officer === null)).toBe(true);
  expect(new Set((await of({ q: rows[1]!.title.en!.slice(0, 12).toUpperCase() })).map((row) => row.caseId))).toEqual(
    new Set([rows[1]!.caseId]),
  );
  expect(rows[1]).toMatchObject({
    event: expect.any(String),
    eventOn: expect.stringMatching(/^20/),
    period: expect.stringMatching(/^P\d/),
  });
  expect(await markDone(officer, { ids: [rows[1]!.id], doneOn: "2999-01-01" })).toMatchObject({
    code: "doneInTheFuture",
  });
});

it("a case that changes hands takes its open dates along; what is done stays with who noted it", async () => {
  const { rows } = await open();
  const [done, left] = rows.filter((each) => each.caseId === rows[0]!.caseId);
  await markDone(officer, { ids: [done!.id], doneOn: "2026-11-20" });
  const disclosure = await reads().select().from(disclosures).where(eq(disclosures.caseId, done!.caseId));
  const second = "tto2";
  expect(await assignCases(officer, { ids: [disclosure[0]!.id], officerId: second })).toMatchObject({ ok: true });
  const of = async (show: "open" | "done", officer: string) =>
    (await docketOf(officerOf("lion-rock-institute"), { show, officer })).rows.map((each) => each.id);
  expect(await of("open", second)).toContain(left!.id);
  expect(await of("open", "tto")).not.toContain(left!.id);
  expect(await of("done", "tto")).toContain(done!.id);
  expect(await of("done", second)).not.toContain(done!.id);
});

it("follows a filing: publication and grant bring their dates, what is done stays, a lapse clears the rest", async () => {
  await openFamily(officer, "ultrasound-robot", {
    jurisdiction: "CN",
    right: "invention",
    kind: "first",
    filedOn: "2025-02-03",
  });
  const filing = (await familiesOf("ultrasound-robot")).filings.find((each) => each.filedOn === "2025-02-03")!;
  const rules = async () =>
    (await familiesOf("ultrasound-robot")).deadlines
      .filter((each) => each.filingId === filing.id)
      .map((each) => [each.ruleId, each.lastOn, each.doneOn]);
  const change = async (fields: object) =>
    changeFiling(officer, "ultrasound-robot", {
      subject: filing.id,
      mark: (await filingPage(officer, "ultrasound-robot", filing.id))!.mark,
      state: "pending",
      filedOn: "2025-02-03",
      ...fields,
    });
  expect(await change({ publishedOn: "2024-12-31" })).toMatchObject({ code: "beforeFiling" });
  expect(await change({ publishedOn: "2026-08-28" })).toMatchObject({ ok: true });
  // Six months from 28 August 2026 is Sunday, 28 February 2027: Monday, 1 March.
  expect(await rules()).toContainEqual(["hk-record", "2027-03-01", null]);
  const record = (await familiesOf("ultrasound-robot")).deadlines.find((each) => each.ruleId === "hk-record")!;
  await markDone(officer, { ids: [record.id], doneOn: "2026-11-02" });
  await change({ publishedOn: "2026-09-04", grantedOn: "2026-11-06", state: "granted" });
  expect(await rules()).toContainEqual(["hk-record", "2027-03-01", "2026-11-02"]);
  expect(await rules()).toContainEqual(["hk-grant", "2027-05-06", null]);
  // Noted as done by mistake: due again, and as the rules have it by now (Thursday, 4 March).
  const back = { subject: record.id, reason: "Another family was meant" };
  expect(await reopenDeadline(officerOf("harbour-university"), "ultrasound-robot", back)).toMatchObject({
    code: "notFound",
  });
  expect(await reopenDeadline(officer, "ultrasound-robot", back)).toMatchObject({ ok: true });
  expect(await rules()).toContainEqual(["hk-record", "2027-03-04", null]);
  const recomputed = (await familiesOf("ultrasound-robot")).deadlines.find((each) => each.ruleId === "hk-record")!;
  await markDone(officer, { ids: [recomputed.id], doneOn: "2026-11-02" });
  const proposal = { to: "lapsed", reason: "Lapsed at the office" } as const;
  await proposeAbandoning(officer, "ultrasound-robot", filing.id, proposal);
  await agreeAbandoning(officerOf("lion-rock-institute", "kwan-ho-ming"), "ultrasound-robot", filing.id);
  expect(await rules()).toEqual([["hk-record", "2027-03-04", "2026-11-02"]]);
  expect(await changeFiling(officer, "cares-copilot", { subject: filing.id, mark: "", state: "lapsed" })).toMatchObject(
    {
      code: "notFound",
    },
  );
});

it("says when a stored date is not what the rules would give", async () => {
  const before = await checkDocket();
  expect(before).toMatchObject({ differing: 0, problem: null });
  expect(before.dates).toBeGreaterThan(20);
  const [row] = (await open()).rows;
  await transact(async (tx) => {
    await tx.update(deadlines).set({ lastOn: "2031-01-01" }).where(eq(deadlines.id, row!.id));
  });
  expect(await checkDocket()).toMatchObject({ differing: 1 });
});

it("reminds the case's officer by mail and notice, the whole office where there is none, once for each of the four days before", async () => {
  const [row] = (await open()).rows;
  const safeOn = Date.parse(`${row!.safeOn}T04:00:00Z`);
  const mails = async () =>
    (await reads().select().from(outbox)).filter((mail) => mail.body.includes(row!.caseId)).length;
  await remindOfDeadlines(safeOn - 80 * 86_400_000);
  expect(await mails()).toBe(0);
  const [kept] = await reads().select().from(deadlines).where(eq(deadlines.id, row!.id));
  await transact(async (tx) => {
    await tx.update(families).set({ isDemonstration: false }).where(eq(families.caseId, row!.caseId));
    await tx.delete(deadlines).where(eq(deadlines.familyId, `${row!.caseId}-family`));
    await tx.insert(deadlines).values(kept!);
  });
  const office = (await reads().select().from(memberships)).filter(
    (each) => each.organisationId === "lion-rock-institute" && each.role === "ttoOfficer",
  ).length;
  expect(office).toBeGreaterThan(1);
  const officerIs = (officerId: string | null) =>
    transact((tx) => tx.update(disclosures).set({ officerId }).where(eq(disclosures.caseId, row!.caseId)));
  await officerIs("tto");
  for (const [daysBefore, expected] of [
    [80, 1],
    [79, 1],
    [20, 2],
    [5, 3],
  ] as const) {
    await remindOfDeadlines(safeOn - daysBefore * 86_400_000);
    expect([daysBefore, await mails()]).toEqual([daysBefore, expected]);
  }
  const told = (await noticesOf("tto")).rows.filter((each) => each.message === "deadlineDue");
  expect(told).toHaveLength(3);
  expect(told[0]).toMatchObject({ message: "deadlineDue", params: { on: row!.safeOn, act: row!.act } });
  expect(await unreadNotices("tto")).toBe(3);
  await readNotices("tto");
  expect(await unreadNotices("tto")).toBe(0);
  await officerIs(null);
  for (const daysBefore of [1, 0]) await remindOfDeadlines(safeOn - daysBefore * 86_400_000);
  expect(await mails()).toBe(3 + office);
});

it("tells an officer of all that has come due in one mail, the next first, however many dates there are", async () => {
  const [kept] = await reads().select().from(deadlines).limit(1);
  const [family] = await reads().select().from(families).where(eq(families.id, kept!.familyId));
  const sentTo = async () => (await reads().select().from(outbox)).filter((mail) => mail.subject.includes("43 dates"));
  await transact(async (tx) => {
    await tx.update(families).set({ isDemonstration: false }).where(eq(families.id, family!.id));
    await tx.update(disclosures).set({ officerId: "tto" }).where(eq(disclosures.id, family!.disclosureId!));
    await tx.delete(deadlines).where(eq(deadlines.familyId, family!.id));
    for (let place = 0; place < 43; place++)
      await tx.insert(deadlines).values({
        ...kept!,
        id: `many-${place}`,
        occurrence: `${place}`,
        act: { en: `Act ${place}` },
        doneOn: null,
        safeOn: `2041-03-${String(2 + (place % 7)).padStart(2, "0")}`,
      });
  });
  // On 22 February, 2 to 8 March are 8 to 14 days away: all in the span of thirty days.
  const now = Date.parse("2041-02-22T04:00:00Z");
  expect(await remindOfDeadlines(now)).toBe(1);
  expect(await remindOfDeadlines(now)).toBe(0);
  const [mail, ...others] = await sentTo();
  expect(others).toEqual([]);
  expect(mail!.subject).toContain("2 March 2041");
  expect(mail!.body.match(/Act \d+/g)).toHaveLength(40);
  expect(mail!.body).toContain("and 3 more on the docket");
  expect(mail!.body.indexOf("2 March 2041")).toBeLessThan(mail!.body.indexOf("3 March 2041"));
  const [told] = (await noticesOf("tto")).rows;
  expect(told).toMatchObject({ message: "deadlinesDue", params: { count: 43, on: "2041-03-02" } });
  await transact((tx) => tx.delete(deadlines).where(eq(deadlines.familyId, family!.id)));
});

it("writes the calendar in its owner's language, and moves an event whose date is computed anew", async () => {
  await keepLanguage({ personId: "tto2", name: "Second officer" }, "zh-Hans");
  const second = officerOf("lion-rock-institute", "tto2");
  await openFamily(officer, "ultrasound-robot", {
    jurisdiction: "US",
    right: "invention",
    kind: "first",
    filedOn: "2026-09-07",
  });
  const filing = (await familiesOf("ultrasound-robot")).filings.find((each) => each.filedOn === "2026-09-07")!;
  const made = await newCalendar(second);
  const secret = made.ok ? made.value.secret : "";
  /** The days of the filing's events by what each is known by. */
  const days = async () => {
    const feed = (await calendarOf(secret, "en", "https://slipway.example"))!.replaceAll("\r\n ", "");
    return new Map(
      feed
        .split("BEGIN:VEVENT")
        .filter((event) => event.includes(filing.id))
        .map((event): [string, string] => [/UID:(\S+)/.exec(event)![1]!, /DTSTART;VALUE=DATE:(\d+)/.exec(event)![1]!]),
    );
  };
  const feed = await calendarOf(secret, "en", "https://slipway.example");
  const act = (await familiesOf("ultrasound-robot")).deadlines.find((each) => each.filingId === filing.id)!.act;
  expect(feed!.replaceAll("\r\n ", "")).toContain(act["zh-Hans"]);
  const before = await days();
  expect(before.size).toBeGreaterThan(0);
  const { mark } = (await filingPage(officer, "ultrasound-robot", filing.id))!;
  const change = { subject: filing.id, mark, state: "pending", filedOn: "2026-10-07" } as const;
  expect(await changeFiling(officer, "ultrasound-robot", change)).toMatchObject({ ok: true });
  const after = await days();
  expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
  expect([...after.values()]).not.toEqual([...before.values()]);
});

it("gives a calendar under a secret address, until a new one is made or the person leaves", async () => {
  const made = await newCalendar(officer);
  const secret = made.ok ? made.value.secret : "";
  const feed = await calendarOf(secret, "zh-Hant", "https://slipway.example");
  expect(feed).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(feed).toMatch(/DTSTART;VALUE=DATE:20\d{6}\r\n/);
  const events = feed!.match(/BEGIN:VEVENT/g)!.length;
  expect(events).toBe((await open()).rows.length);
  expect(feed!.match(/TRANSP:TRANSPARENT/g)).toHaveLength(events);
  expect(feed!.endsWith("END:VCALENDAR\r\n")).toBe(true);
  expect(await calendarOf("guessed", "en", "")).toBeUndefined();
  const again = await newCalendar(officer);
  expect(await calendarOf(secret, "en", "")).toBeUndefined();
  expect(await calendarSince(officer)).toBeGreaterThan(0);
  expect(await endCalendar(officer)).toMatchObject({ ok: true });
  expect(await calendarSince(officer)).toBeNull();
  expect(await calendarOf(again.ok ? again.value.secret : "", "en", "")).toBeUndefined();
  const last = await newCalendar(officer);
  await transact(async (tx) => {
    await tx.update(memberships).set({ endedAt: Date.now() }).where(eq(memberships.personId, "tto"));
  });
  expect(await calendarOf(last.ok ? last.value.secret : "", "en", "")).toBeUndefined();
});
