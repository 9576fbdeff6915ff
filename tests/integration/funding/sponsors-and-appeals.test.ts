import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { applicationView } from "#app/components/funding/application-view.server.ts";
import { reads, transact } from "#db/client.ts";
import { awards } from "#db/schema/awards.ts";
import { applications, calls, sponsorInvitations, submissions } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { outbox } from "#db/schema/notify.ts";
import { historyOf } from "#services/audit/index.ts";
import * as funding from "#services/funding/index.ts";
import { type Actor, keepLanguage } from "#services/identity/index.ts";
import { dayText } from "#services/words.ts";
import { DAY, dayAt, funder, good, M, officeOf, pdf, refused, second, today } from "./acts.ts";
import { beginIn, commitAll, complete } from "./complete.ts";
import { type OwnFund, openOwnFund } from "./own-fund.ts";

const office = officeOf("harbour-university");
let fund: OwnFund;
let callId = "";
beforeAll(async () => {
  fund = await openOwnFund();
  const call = await funding.publishCall(funder, {
    programmeId: "harbour-lift",
    title: "A call",
    opensOn: dayAt(-1),
    closesOn: dayAt(20),
    closesTime: "12:00:00",
    budget: null,
  });
  expect(call.ok).toBe(true);
  if (call.ok) callId = call.value.id;
});
afterAll(() => fund.close());

const begin = (title: string) => beginIn(callId, office, title);

it("a firm is asked with the applicant's words only, and signs its pledge once, without an account", async () => {
  const short = await begin("Short of money");
  await good(
    funding.inviteSponsors(office, short, {
      note: "A press for brackets",
      firms: [],
      name: "Bay Press",
      email: "ceo@bay.example",
      stageId: "stage-1",
    }),
  );
  const mail = (await reads().select().from(outbox).where(eq(outbox.recipient, "ceo@bay.example")))[0]!;
  const secret = /sponsor\/([\w-]+)/.exec(mail.body)![1]!;
  expect(mail.body).toContain("A press for brackets");
  expect(mail.body).not.toContain("A summary.");
  const pledge = {
    word: "pledge",
    signatory: "Bay Ng, CEO",
    form: "cash",
    amount: M,
    isRedeemable: false,
    isRelated: true,
    relation: "Our chairman sits on the university's council",
    authority: "on",
  } as const;
  // Grant 6 of the stage asks for 3 of match at 2 : 1; nobody gives yet.
  expect((await funding.sponsorPage(secret))!.gap).toEqual({
    missingSides: ["industry", "university"],
    short: 3 * M,
    leastNewCash: 3 * M,
  });
  expect(await funding.sponsorLetter(secret)).toMatchObject({ code: "notFound" });
  expect(await funding.answerAsSponsor(secret, { ...pledge, relation: "" }, "en")).toMatchObject({
    fields: { relation: ["required"] },
  });
  // The call closes at noon of its twentieth day, a day before the three weeks that a firm has at most.
  const closes = Date.parse(`${dayAt(20)}T12:00:00.999+08:00`);
  expect(mail.body).toContain(dayText(dayAt(20), "en"));
  const pageAt = async (at: number) => {
    const { until, isOpen } = (await funding.sponsorPage(secret, at))!;
    return { until, isOpen };
  };
  expect([await pageAt(closes), await pageAt(closes + 1)]).toEqual([
    { until: closes, isOpen: true },
    { until: closes, isOpen: false },
  ]);
  expect(await funding.answerAsSponsor(secret, pledge, "en", closes + 1)).toMatchObject({
    code: "sponsorTooLate",
    params: { day: dayAt(20) },
  });
  const twice = await Promise.all([
    funding.answerAsSponsor(secret, pledge, "en"),
    funding.answerAsSponsor(secret, pledge, "en"),
  ]);
  expect(twice.filter((each) => each.ok)).toHaveLength(1);
  // Everybody hears how the match stands now: of 3 million asked for in stage 1 two are missing, and all of stage 2's 2.
  const mails = await reads().select().from(outbox).where(like(outbox.subject, "%Bay Press%signed a pledge%"));
  expect(mails.map((each) => each.body).join()).toMatch(/HKD\u00A02,000,000\.00[\s\S]*HKD\u00A02,000,000\.00/);
  const own = await reads().select().from(outbox).where(eq(outbox.recipient, "ceo@bay.example"));
  expect(own).toHaveLength(2);
  expect(own.find((each) => each.id !== mail.id)!.body).toContain(`/sponsor/${secret}`);
  expect(own.find((each) => each.id !== mail.id)!.body).toContain("HKD\u00A01,000,000.00");
  const [given] = (await funding.applicationPage(office, short))!.contributions;
  expect(given).toMatchObject({ payerName: "Bay Press", status: "committed", amount: M, isRelated: true });
  const findings = (await funding.applicationPage(office, short))!.promised.stages[0]!.findings;
  expect(findings.map((each) => each.code)).toContain("related_party_unexplained");
  expect(await funding.sponsorLetter(secret)).toMatchObject({ ok: true, value: { mime: "application/pdf" } });
  expect(await funding.downloadEvidence(office, short, given!.id)).toMatchObject({ ok: true });
  expect(await funding.sponsorPage("forged")).toBeUndefined();
});

const stageOne = async (who: Actor, id: string) => {
  const { promised, evidenced } = (await funding.applicationPage(who, id))!;
  return [promised.stages[0]!.industry, evidenced.stages[0]!.industry];
};

it("an amount marked as Hong Kong dollars contradicts another currency beside it, and yen have no decimals", () => {
  const typed = { stageId: "stage-1", payerName: "Firm", side: "industry", form: "cash" };
  const read = (amount: string, currency: string) => {
    const form = funding.contributionForm.safeParse({ ...typed, amount, currency });
    return form.success ? form.data.amount : form.error.issues.map((issue) => issue.message);
  };
  expect([read("HK$5,000", ""), read("HK$5,000", "HKD"), read("5,000", "CNY")]).toEqual([500_000, 500_000, 500_000]);
  expect([read("HK$5,000", "CNY"), read("5,000.50", "JPY")]).toEqual([["notAnAmount"], ["noDecimals"]]);
});

it("a pledge in yuan keeps its currency, and counts at the rate of its letter's day less what is held back", async () => {
  const id = await begin("In yuan");
  const gift = {
    ...({ stageId: "stage-1", payerName: "Qianhai Robots", side: "industry", form: "cash" } as const),
    ...{ isRedeemable: false, amount: 2 * M, currency: "CNY" },
  };
  const pledge = (more: object) => funding.pledgeContribution(office, id, { ...gift, ...more });
  expect(await pledge({})).toMatchObject({ code: "rateNeeded", fields: { rate: ["required"], rateOn: ["required"] } });
  await refused(pledge({ currency: "XAU" }), "currencyNotTaken");
  const stated = { rate: "1.1", rateSource: "A bank's table", rateOn: today };
  await refused(pledge({ ...stated, rate: "-1" }), "rateUnreadable");
  await refused(pledge({ ...stated, rateOn: dayAt(1) }), "rateInTheFuture");
  await good(pledge({ ...stated, rateSeen: "1.1" }));
  // 2 million at 1.1 are 2.2 million; a twentieth, 0.11 million, is held back; nothing of it is signed.
  expect(await stageOne(office, id)).toEqual([2.09 * M, 0]);
  const page = (await funding.applicationPage(office, id))!;
  expect(page.promised.stages[0]!.findings.map((each) => each.code)).toContain("rate_indicative");
  const subject = page.contributions[0]!.id;
  const sign = (more: object) =>
    funding.commitContribution(office, id, { subject, evidence: "Letter", letter: pdf("letter.pdf"), ...more });
  await refused(sign(stated), "letterDayNeeded");
  await refused(sign({ ...stated, letterOn: dayAt(1) }), "letterInTheFuture");
  await refused(sign({ ...stated, letterOn: dayAt(-3) }), "rateOfAnotherDay");
  await refused(sign({ ...stated, letterOn: dayAt(-3), rateOn: dayAt(-11) }), "rateOfAnotherDay");
  await good(sign({ letterOn: dayAt(-3), rate: "1.2", rateSource: "A bank's table", rateOn: dayAt(-4) }));
  expect(await stageOne(office, id)).toEqual([228_000_000, 228_000_000]);
  const { facts } = (await funding.applicationPage(office, id))!;
  expect(facts.contributions).toMatchObject([
    { amount: 2 * M, currency: "CNY", letterOn: dayAt(-3), rate: { rate: "1.2", on: dayAt(-4) } },
  ]);
  // What it counts is what it can pay of the cost.
  const cells = { "stage-1": { manpower: { [subject]: 228_000_001 } } };
  await good(funding.saveBudget(office, id, { mark: funding.budgetMark([]), cells }));
  expect((await funding.applicationPage(office, id))!.complete.budget).toContainEqual(
    expect.objectContaining({ code: "payerAboveOffer", wanted: 228_000_000 }),
  );
});

it("a sponsor signs in its own currency; the office states the rate of that day, the fund checks or corrects it", async () => {
  const id = await begin("A sponsor in shekels");
  const asked = { note: "A press", firms: [], name: "Haifa Optics", email: "cfo@haifa.example", stageId: "stage-1" };
  await good(funding.inviteSponsors(office, id, asked));
  const [mail] = await reads().select().from(outbox).where(eq(outbox.recipient, "cfo@haifa.example"));
  const secret = /sponsor\/([\w-]+)/.exec(mail!.body)![1]!;
  const pledge = {
    ...({ word: "pledge", signatory: "Noa Levi", form: "cash", amount: 3 * M, isRedeemable: false } as const),
    ...({ isRelated: false, relation: "", authority: "on" } as const),
  };
  expect((await funding.sponsorPage(secret))!.currencies).toContain("ILS");
  await refused(funding.answerAsSponsor(secret, { ...pledge, currency: "XAU" }, "en"), "currencyNotTaken");
  await good(funding.answerAsSponsor(secret, { ...pledge, currency: "ILS" }, "en"));
  const news = await reads().select().from(outbox).where(like(outbox.subject, "%Haifa Optics signed a pledge%"));
  expect(news[0]!.body).toContain("ILS\u00A03,000,000.00");
  const given = async () => (await funding.applicationPage(office, id))!.contributions[0]!;
  const { id: subject, letterOn, rate } = await given();
  expect([letterOn, rate, await stageOne(office, id)]).toEqual([today, null, [0, 0]]);
  const state = (who: Actor, value: string, rateSeen?: string) =>
    funding.stateRate(who, id, { subject, rate: value, rateSource: "A bank's table", rateOn: today, rateSeen });
  await refused(state(officeOf("delta-polytechnic"), "2"), "notFound");
  // The letter was signed today: the office cannot choose another day, and so another rate.
  const yesterday = { subject, rate: "9", rateSource: "A bank's table", rateOn: dayAt(-9), letterOn: dayAt(-8) };
  await refused(funding.stateRate(office, id, yesterday), "rateOfAnotherDay");
  await refused(state(office, "2"), "rateToConfirm");
  await good(state(office, "2", "2"));
  // What the contribution had is no measure of its correction; only far from it a second look is asked for.
  await refused(state(office, "21"), "rateToConfirm");
  expect(await stageOne(office, id)).toEqual([5.7 * M, 5.7 * M]);
  await transact((tx) =>
    tx.update(applications).set({ state: "submitted", submittedAt: Date.now() }).where(eq(applications.id, id)),
  );
  await refused(state(office, "3"), "wrongState");
  await refused(funding.checkRate(office, id, subject), "forbidden");
  await good(funding.checkRate(funder, id, subject));
  await refused(funding.checkRate(funder, id, subject), "wrongState");
  await good(state(funder, "1.9"));
  expect([(await given()).rateCheckedBy, await stageOne(office, id)]).toEqual(["funder", [5.415 * M, 5.415 * M]]);
  expect(
    await reads().select().from(outbox).where(like(outbox.subject, "%stated a rate for Haifa Optics%")),
  ).not.toEqual([]);
});

it("a firm is written to in the language that its person last chose, else in the one that the sender chose", async () => {
  const id = await begin("Asked in two languages");
  const ask = (name: string, email: string, language?: "zh-Hans") =>
    good(
      funding.inviteSponsors(office, id, {
        ...{ note: "A press for brackets", firms: [], name, email, stageId: "stage-1" },
        ...(language && { language }),
      }),
    );
  const written = async (email: string) =>
    (await reads().select().from(outbox).where(eq(outbox.recipient, email))).map((each) => each.language);
  const [partner] = await reads().select().from(people).where(eq(people.id, "partner"));
  await keepLanguage({ personId: "partner", name: partner!.name }, "zh-Hant");
  await ask("Pearl", partner!.email, "zh-Hans");
  expect((await written(partner!.email)).at(-1)).toBe("zh-Hant");
  await ask("Stranger", "stranger@bay.example", "zh-Hans");
  await ask("Other", "other@bay.example");
  expect([await written("stranger@bay.example"), await written("other@bay.example")]).toEqual([["zh-Hans"], ["en"]]);
  // Whoever answers in another language is written to in that from then on.
  const [mail] = await reads().select().from(outbox).where(eq(outbox.recipient, "stranger@bay.example"));
  const secret = /sponsor\/([\w-]+)/.exec(mail!.body)![1]!;
  const asked = async () => {
    const rows = await reads().select().from(sponsorInvitations).where(eq(sponsorInvitations.applicationId, id));
    return rows.find((each) => each.email === "stranger@bay.example")!.language;
  };
  expect(await asked()).toBe("zh-Hans");
  await good(funding.answerAsSponsor(secret, { word: "decline", reason: "No budget" }, "zh-Hant"));
  expect(await asked()).toBe("zh-Hant");
});

it("an invitation that ran out is shown as expired, and the firm is asked again on a new link", async () => {
  const id = await begin("Asked too early");
  const asked = { note: "A press", firms: [], name: "Slow Ltd", email: "slow@firm.example", stageId: "stage-1" };
  await good(funding.inviteSponsors(office, id, asked));
  const mails = async () => reads().select().from(outbox).where(eq(outbox.recipient, "slow@firm.example"));
  const secretOf = (body: string) => /sponsor\/([\w-]+)/.exec(body)![1]!;
  const [first] = await mails();
  const shown = async () => (await applicationView(office, id, "en"))!.invitations[0]!;
  const { id: invitation, state, mayAskAgain } = await shown();
  expect([state, mayAskAgain]).toEqual(["invited", false]);
  await refused(funding.inviteAgain(office, id, invitation), "stillInvited");
  const ended = Date.now() - DAY;
  await transact((tx) =>
    tx.update(sponsorInvitations).set({ expiresAt: ended }).where(eq(sponsorInvitations.id, invitation)),
  );
  expect(await shown()).toMatchObject({ state: "expired", until: ended, mayAskAgain: true });
  await refused(funding.inviteAgain(officeOf("lantau-university"), id, invitation), "notFound");
  await good(funding.inviteAgain(office, id, invitation));
  expect(await shown()).toMatchObject({ state: "invited", mayAskAgain: false });
  const second = (await mails()).find((each) => each.id !== first!.id)!;
  expect(await funding.sponsorPage(secretOf(first!.body))).toBeUndefined();
  const secret = secretOf(second.body);
  expect(await funding.sponsorPage(secret)).toMatchObject({ isOpen: true, became: null });
  // What it signs is taken back while the application is written: it hears of it, the fund does not.
  const pledge = {
    ...({ word: "pledge", signatory: "Slow Lee", form: "cash", amount: M, isRedeemable: false } as const),
    ...({ isRelated: false, relation: "", authority: "on" } as const),
  };
  await good(funding.answerAsSponsor(secret, pledge, "en"));
  const [given] = (await funding.applicationPage(office, id))!.contributions;
  await good(funding.dropPledge(office, id, given!.id));
  expect((await mails()).map((each) => each.subject).join()).toContain("your pledge was taken back");
  const toFund = await reads().select().from(outbox).where(like(outbox.subject, "%pledge of Slow Ltd was taken back"));
  expect(toFund).toEqual([]);
  expect(await funding.sponsorPage(secret)).toMatchObject({ hasLetter: false, became: { what: "takenBack" } });
});

it("what was sent stays as it was sent when a giver falls away; sent back, it lacks what that giver paid", async () => {
  const id = await begin("A giver falls away");
  await complete(office, id);
  await commitAll(office, id);
  await good(funding.submitApplication(office, id));
  const sent = async () => (await reads().select().from(submissions).where(eq(submissions.applicationId, id)))[0]!;
  const before = await sent();
  const page = async (who: Actor) => (await funding.applicationPage(who, id))!;
  const firm = (await page(office)).contributions.find(
    (each) => each.stageId === "stage-1" && each.side === "industry",
  )!;
  await good(funding.recordFallAway(office, id, { subject: firm.id, reason: "Insolvent", evidence: "" }));
  expect(await sent()).toEqual(before);
  // Grant 6 of the stage asks for 3: the firm gave 2 of it, the university 1.
  const [stage] = (await page(funder)).evidenced.stages;
  expect([stage!.match, stage!.short, stage!.missingSides]).toEqual([M, 2 * M, ["industry"]]);
  await good(funding.screenApplication(funder, id, "return", "Find another giver"));
  for (const who of [office, funder])
    expect((await page(who)).contributions.find((each) => each.id === firm.id)!.status).toBe("fellAway");
  await refused(funding.dropPledge(office, id, firm.id), "wrongState");
  const { complete: state } = await page(office);
  expect(state.budget).toContainEqual(
    expect.objectContaining({ code: "payerAboveOffer", about: firm.id, wanted: 0, found: 2 * M }),
  );
  await refused(funding.submitApplication(office, id), "applicationIncomplete");
});

it("an appeal goes to another officer, once", async () => {
  const lost = await begin("To be refused");
  await transact((tx) =>
    tx
      .update(applications)
      .set({ state: "declined", decidedBy: "funder", decidedAt: 1, reason: "No" })
      .where(eq(applications.id, lost)),
  );
  const { callId: its } = (await funding.applicationPage(funder, lost))!.application;
  expect(await funding.tellAll(funder, its)).toMatchObject({ ok: true, value: { told: 1 } });
  await refused(funding.tellAll(funder, its), "nothingToTell");
  expect(await reads().select().from(awards).where(eq(awards.applicationId, lost))).toEqual([]);
  const toldAt = (await funding.applicationPage(office, lost))!.application.toldAt!;
  const lastDay = funding.hongKongDay(toldAt + 30 * DAY);
  expect(funding.lastAppealDay(Date.parse("2026-11-01T23:59:59+08:00"))).toBe("2026-12-01");
  const endOfTerm = Date.parse(`${lastDay}T23:59:59+08:00`);
  expect(await funding.fileAppeal(office, lost, "Late", endOfTerm + 1000)).toMatchObject({
    code: "appealTooLate",
    params: { day: lastDay },
  });
  const seenBy = async (person: Actor) => {
    const { actions, appealUntil, anotherDecidesAppeal } = (await applicationView(person, lost, "en"))!;
    return { actions: actions.filter((each) => /appeal|uphold|dismiss/.test(each)), appealUntil, anotherDecidesAppeal };
  };
  expect(await seenBy(office)).toEqual({ actions: ["appeal"], appealUntil: lastDay, anotherDecidesAppeal: false });
  const tellAgain = (at: number) =>
    transact((tx) => tx.update(applications).set({ toldAt: at }).where(eq(applications.id, lost)));
  await tellAgain(toldAt - 31 * DAY);
  expect(await seenBy(office)).toEqual({
    actions: [],
    appealUntil: funding.hongKongDay(toldAt - DAY),
    anotherDecidesAppeal: false,
  });
  await tellAgain(toldAt);
  await good(funding.fileAppeal(office, lost, "A score was mistyped", endOfTerm));
  expect(await seenBy(funder)).toEqual({ actions: [], appealUntil: null, anotherDecidesAppeal: true });
  expect((await seenBy(second)).actions).toEqual(["uphold", "dismiss"]);
  const waits = async (person: Actor) => (await funding.deskQueue(person)).some((each) => each.applicationId === lost);
  expect([await waits(funder), await waits(second)]).toEqual([false, true]);
  await refused(funding.decideAppeal(funder, lost, "dismiss", "No"), "anotherOfficerNeeded");
  await good(funding.decideAppeal(second, lost, "dismiss", "The scores stand"));
  await refused(funding.fileAppeal(office, lost, "Again"), "appealedBefore");
});

it("published results stay as they were published; an appeal that is upheld afterwards amends them", async () => {
  const won = await begin("Refused and won on appeal");
  const [old] = await reads().select().from(calls).where(eq(calls.id, callId));
  const own = { ...old!, id: "published-call", resultsPublishedAt: null, closesAt: 1, closesOn: "2026-01-01" };
  await transact(async (tx) => {
    await tx.insert(calls).values(own);
    await tx
      .update(applications)
      .set({ callId: own.id, state: "refused", submittedAt: 1, decidedBy: "funder", decidedAt: 2, toldAt: Date.now() })
      .where(eq(applications.id, won));
  });
  await good(funding.publishResults(funder, own.id));
  await good(funding.fileAppeal(office, won, "A score was mistyped"));
  await good(funding.decideAppeal(second, won, "uphold", "It was"));
  expect(await funding.publishedResults(own.id)).toMatchObject({ received: 1, funded: [], amendments: [] });
  await transact((tx) =>
    tx
      .update(applications)
      .set({ state: "approved", decidedBy: "funder2", decidedAt: 3 })
      .where(eq(applications.id, won)),
  );
  await good(funding.tellDecision(second, won, 3));
  const { number } = (await funding.applicationPage(funder, won))!.application;
  const after = (await funding.publishedResults(own.id))!;
  expect([after.received, after.funded]).toEqual([1, []]);
  expect(after.amendments).toMatchObject([{ why: "appealUpheld", funded: { number } }]);
  expect((await historyOf("call", own.id)).map((each) => each.action)).toEqual([
    "call.resultsPublished",
    "call.resultsAmended",
  ]);
});
