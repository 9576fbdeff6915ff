import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { applicationView } from "#app/components/funding/application-view.server.ts";
import { reads, transact } from "#db/client.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { outbox } from "#db/schema/notify.ts";
import { monthsLater } from "#services/funding/applying/plan.ts";
import * as funding from "#services/funding/index.ts";
import { markOf } from "#services/mark.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";
import { DAY, dayAt, funder, good, M, officeOf, refused, today } from "./acts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const office = officeOf("harbour-university");

it("a call without a closing day is open until it is closed, blocks later ones, and decides as they come", async () => {
  // The Public Sector Trial Scheme takes applications all year, from universities too.
  const publish = (opensOn: string, closesOn: string) =>
    funding.publishCall(
      funder,
      funding.callForm.parse({ programmeId: "psts", title: "All year", opensOn, closesOn, budget: "" }),
    );
  const made = await publish(dayAt(-3), "");
  const open = made.ok ? made.value.id : "";
  const row = async () => (await reads().select().from(calls).where(eq(calls.id, open)))[0]!;
  const inTenYears = Date.now() + 3650 * DAY;
  expect([funding.closingOf(await row()), funding.isOpen(await row(), inTenYears)]).toEqual([null, true]);
  expect((await funding.openCalls(today)).map((each) => each.id)).toContain(open);
  expect(await publish(dayAt(400), dayAt(410))).toMatchObject({
    code: "callOpenEnded",
    params: { title: "All year", from: dayAt(-3) },
  });
  await refused(publish(dayAt(400), ""), "callOpenEnded");
  await good(publish(dayAt(-20), dayAt(-4)));

  const [stage] = funding.programme("psts")!.stages;
  const begun = await funding.beginApplication(office, {
    callId: open,
    ventureSlug: "",
    caseId: "",
    title: "A trial",
    summary: "A summary.",
    stages: [{ id: stage!.id, months: 12, cost: M / 2, grant: M / 2 }],
  });
  const trial = begun.ok ? begun.value.id : "";
  const due = async () =>
    (await funding.waitingForApplicant(office)).find((each) => each.applicationId === trial)?.dueOn;
  expect(await due()).toBeNull();
  const plan = [{ stageId: stage!.id, title: "Trial", measure: "Runs", fromMonth: 0, untilMonth: 12, amount: M / 2 }];
  await good(funding.savePlan(office, trial, { mark: markOf([]), milestones: plan }));
  const [first] = (await funding.applicationPage(office, trial))!.milestones;
  // Half a year until the start and twelve months, counted from today.
  expect(first!.milestone.dueOn).toBe(monthsLater(monthsLater(today, 6), 12));

  await refused(funding.closeCall(office, open, { closesOn: today }), "forbidden");
  expect(await funding.closeCall(funder, open, { closesOn: dayAt(-1) })).toMatchObject({
    fields: { closesOn: ["inThePast"] },
  });
  // Decided as they come while there is no last day; with one, they wait for it like those of any other call.
  const holds = async () => (await applicationView(office, trial, "en"))!.call.holdsDecisions;
  expect(await holds()).toBe(false);
  await good(funding.closeCall(funder, open, { closesOn: dayAt(5) }));
  await refused(funding.closeCall(funder, open, { closesOn: dayAt(9) }), "wrongState");
  const end = Date.parse(`${dayAt(5)}T23:59:59.999+08:00`);
  expect([funding.closingOf(await row()), funding.isOpen(await row(), end + 1)]).toEqual([end, false]);
  expect([await due(), await holds()]).toEqual([dayAt(5), true]);
  await transact((tx) => tx.update(applications).set({ state: "inPanel" }).where(eq(applications.id, trial)));
  const decline = { reason: "No place for a trial", conditions: "", seen: 0 };
  await refused(funding.decide(funder, trial, "decline", decline), "callIsOpen");
  await good(publish(dayAt(400), dayAt(410)));
});

it("an open call may stay open longer: whoever still writes is told, and a day that was announced is not brought forward", async () => {
  const publish = (opensOn: string, closesOn: string) =>
    funding.publishCall(
      funder,
      funding.callForm.parse({ programmeId: "itsp-seed", title: "Seeds", opensOn, closesOn, budget: "" }),
    );
  const made = await publish(dayAt(-1), dayAt(3));
  const id = made.ok ? made.value.id : "";
  await good(publish(dayAt(10), dayAt(20)));
  const [stage] = funding.programme("itsp-seed")!.stages;
  const stages = [{ id: stage!.id, months: 12, cost: M, grant: M }];
  const draft = { callId: id, ventureSlug: "", caseId: "", title: "A seed", summary: "A summary.", stages };
  await good(funding.beginApplication(office, draft));
  const extend = (closesOn: string, who = funder, now?: number) =>
    funding.extendCall(who, id, funding.extendCallForm.parse({ closesOn, closesTime: "18:00:00" }), now);
  await refused(extend(dayAt(5), office), "forbidden");
  await refused(extend(dayAt(5), { ...funder, organisationId: "another-fund" }), "notFound");
  for (const early of [dayAt(2), dayAt(3)])
    expect(await extend(early)).toMatchObject({ fields: { closesOn: ["notLater"] } });
  expect(await extend("9998-01-01")).toMatchObject({ fields: { closesOn: ["outOfRange"] } });
  await refused(extend(dayAt(12)), "callsOverlap");
  await refused(extend(dayAt(5), funder, Date.parse(`${dayAt(4)}T00:00:00+08:00`)), "callClosed");
  await good(extend(dayAt(5)));
  const [call] = await reads().select().from(calls).where(eq(calls.id, id));
  expect(funding.closingOf(call!)).toBe(Date.parse(`${dayAt(5)}T18:00:00.999+08:00`));
  const told = await reads().select().from(outbox).where(like(outbox.subject, "%the call is open longer%"));
  expect(told.map((mail) => mail.recipient)).toContain("tto@demo.slipway.example");
  expect(told.every((mail) => mail.subject.endsWith("18:00:00") && mail.body.includes("A seed"))).toBe(true);
});
