import ICAL from "ical.js";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, type Portal, press, signedIn, signIn, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3228), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

async function assess(officer: Page, levels: Record<string, string>, answers: Record<string, string>): Promise<void> {
  for (const [scale, level] of Object.entries(levels)) await officer.selectOption(`[name="readiness.${scale}"]`, level);
  for (const [question, answer] of Object.entries(answers))
    await officer.selectOption(`[name="answers.${question}"]`, answer);
}

it("an officer triages, evaluates with a second one, decides against the advice, files, and sees docket and calendar", async () => {
  const officer = await signedIn(browser, portal, "tto");
  await officer.goto("/office/cases?state=submitted");
  await officer.locator("main table a[href^='/cases/']").first().click();
  await officer.waitForURL(/\/cases\//);
  const address = new URL(officer.url()).pathname;
  await press(officer, "Take into triage");
  await press(officer, "Start evaluation");

  // Two assessors; the second differs in one level and one answer.
  const shared = { hostProduct: "wholly", gatekeepers: "few", capital: "beyond", team: "part", payer: "deviceMaker" };
  await assess(officer, { tech: "5", business: "4" }, { ...shared, lead: "high" });
  await officer.locator("summary", { hasText: "Prior art, freedom to operate" }).click();
  await officer.fill("[name='findings.references[0].reference']", "10.1000/182");
  await officer.selectOption("[name='findings.references[0].bearing']", "close");
  await officer.fill("[name='findings.references[1].note']", "a note without its reference");
  await officer.selectOption("[name='findings.deviceClassMainland']", "III");
  await officer.check("[name='findings.regimes'][value=exportControl]");
  // A reload half-way, and a session that ends at the press: what was typed is there again, until it is discarded.
  await officer.reload();
  await officer.getByText("what you typed here until").waitFor();
  expect(await officer.inputValue("[name='findings.references[0].reference']")).toBe("10.1000/182");
  expect(await officer.isChecked("[name='findings.regimes'][value=exportControl]")).toBe(true);
  const note = officer.locator("#field-note-text");
  await officer.locator("summary", { hasText: "Notes of the office" }).click();
  await note.fill("half a note");
  await officer.context().clearCookies();
  await officer.getByRole("button", { name: "Add the note" }).click();
  await signIn(officer, "tto");
  await officer.getByText("what you typed here until").nth(1).waitFor();
  expect(await note.inputValue()).toBe("half a note");
  await officer.getByRole("button", { name: "Discard it" }).last().click();
  expect(await note.inputValue()).toBe("");
  await press(officer, "Save the assessment");
  // What is wrong stands beside its field, and nothing typed is lost.
  expect(await officer.locator("[name='findings.references[1].reference']").getAttribute("aria-invalid")).toBe("true");
  expect(await officer.inputValue("[name='findings.references[0].reference']")).toBe("10.1000/182");
  await officer.fill("[name='findings.references[1].note']", "");
  await press(officer, "Save the assessment");
  await officer.getByRole("link", { name: "10.1000/182" }).waitFor();

  const second = await signedIn(browser, portal, "tto2");
  await second.goto(address);
  await assess(second, { tech: "5", business: "2" }, { ...shared, lead: "clear" });
  await press(second, "Save the assessment");

  await officer.goto(address);
  await officer.getByText("2 to 4: talk it over").waitFor();
  await officer.getByText("assessors differ").waitFor();
  await officer.locator("#evaluation").getByText("License it, field by field.", { exact: true }).waitFor();
  await officer.selectOption("select[name=pathway]", "spinOff");
  await officer.fill("#field-decide-reason", "The founders have a buyer of their own; the maker declined.");
  await press(officer, "Accept and decide");
  await officer.getByText("against the advice: Licence").first().waitFor();

  // The inventors are told; a first filing puts its dates on the docket, each with what it counts from.
  await officer.selectOption("[name=jurisdiction]", "CN");
  await officer.selectOption("form [name=kind]", "first");
  await officer.fill("[name=filedOn]", "2026-02-28");
  await press(officer, "Record it");
  await officer.goto("/office/docket?office=PCT&months=12");
  const row = officer.locator("tr", { has: officer.locator(`a[href^='${address}']`) });
  await row.locator("summary").click();
  expect(await row.textContent()).toContain("12 months after the first filing, 28 Feb 2026");
  expect(await row.textContent()).toContain("26 Feb 2027");

  await press(officer, "Make a calendar address");
  const feed = await (await fetch((await officer.locator("main code").textContent())!.trim())).text();
  const events = new ICAL.Component(ICAL.parse(feed)).getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  const due = events.find((each) => each.summary.startsWith("PCT") && each.startDate.toString() === "2027-02-26");
  expect(due?.startDate.isDate).toBe(true);

  const admin = await signedIn(browser, portal, "admin");
  await admin.goto("/admin/outbox");
  expect(await admin.locator("main").textContent()).toContain("the maker declined");
});
