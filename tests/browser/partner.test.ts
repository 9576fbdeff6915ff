import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, type Portal, press, signedIn, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3232), launchBrowser()]);
});
afterAll(async () => {
  if (process.env.SCREENSHOTS)
    for (const [place, context] of (browser?.contexts() ?? []).entries())
      await context.pages()[0]?.screenshot({ path: `${process.env.SCREENSHOTS}/partner-${place}.png`, fullPage: true });
  await browser?.close();
  await portal?.stop();
});

const latestLink = async (admin: Page, kind: string) => {
  await admin.goto("/admin/outbox");
  return (await admin.locator(`a[href^='/${kind}/']`).first().getAttribute("href"))!;
};

it("what waits of an application of one's own stands first on the company's page, and its page speaks of no office", async () => {
  const partner = await signedIn(browser, portal, "partner");
  await partner.goto("/partner");
  await partner.getByText("Nothing waits for you.").waitFor();
  const awarded = "demonstration-application-3";
  const database = new DatabaseSync(path.join(portal.folder, "slipway.db"), { timeout: 10_000 });
  database
    .prepare("update applications set lead_id = 'pearl-medtech', case_id = null where state = 'draft' or id = ?")
    .run(awarded);
  database.close();
  await partner.reload();
  await partner
    .getByRole("heading", { name: /^One application waits for you|things about applications wait/ })
    .waitFor();
  expect(await partner.locator("main h2").first().textContent()).toMatch(/applications? wait/);
  expect(await partner.getByText("Nothing waits for you.").count()).toBe(0);
  // What it has to pay back waits, too, and the application leads to its award in the reader's language.
  await partner.getByText("Money is due back · asked back · HK$2,600,000").waitFor();
  await partner.getByRole("link", { name: "See what is due" }).waitFor();
  const form = await partner.getByRole("link", { name: "Write on" }).first().getAttribute("href");
  await partner.goto(/\/applications\/[\w-]+/.exec(form!)![0]);
  await partner.getByText("Your organisation's people and the team read and write this application.").waitFor();
  expect(await partner.locator("main").textContent()).not.toMatch(/technology transfer|the institution/);
  await partner.goto(`/applications/${awarded}?lang=zh-Hant`);
  await partner.getByRole("link", { name: "查看資助項目" }).click();
  await partner.waitForURL(`**/applications/${awarded}/award`);
});

it("a need in Chinese gets explained matches at once; a “no” is gone; an office answers an unnamed firm", async () => {
  const partner = await signedIn(browser, portal, "partner", "zh-Hant");
  await partner.goto("/needs/new");
  await partner.fill("#field-title", "用於小腸的柔性內窺鏡機械人");
  await partner.fill("#field-text", "我們需要直徑小於 3 毫米的柔性內窺鏡，可由機械人控制，用於微創手術。");
  await partner.fill("#field-keywords", "內窺鏡，機械人");
  await partner.selectOption("[name=field]", "medicalRobotics");
  await partner.check("[name=isAnonymous]");
  // Half-way through, in another language and back: all that was typed stands, and nothing of it is left behind.
  for (const [language, title] of [
    ["zh-Hans", "发布需求"],
    ["zh-Hant", "發布需求"],
  ] as const) {
    await partner.locator(`header a[lang=${language}]`).first().click();
    await partner.getByRole("heading", { name: title }).waitFor();
    await partner.waitForFunction(
      () => document.querySelector<HTMLInputElement>("#field-title")?.value === "用於小腸的柔性內窺鏡機械人",
    );
    expect(await partner.locator("[name=isAnonymous]").isChecked()).toBe(true);
    expect(await partner.evaluate(() => sessionStorage.getItem("slipway:typed"))).toBeNull();
  }
  expect(await partner.locator("[name=field]").inputValue()).toBe("medicalRobotics");
  await press(partner, "發布並查看合適技術");
  const first = partner.locator("#suggested article").first();
  expect(await first.getByRole("heading").textContent()).toContain("MicroNeuro");
  await first.locator("summary").first().click();
  await first.getByText("共通字詞").first().waitFor();
  const before = await partner.locator("#suggested article").count();
  await first.getByText("不合適，因為……").click();
  await first.locator("[name=reason]").selectOption("tooEarly");
  await press(partner, "不再顯示");
  expect(await partner.locator("#suggested article").count()).toBeLessThanOrEqual(before);
  expect(await partner.locator("#suggested").textContent()).not.toContain("MicroNeuro");
  const address = new URL(partner.url()).pathname;

  const officer = await signedIn(browser, portal, "tto");
  await officer.goto(address);
  expect(await officer.content()).not.toMatch(/pearl.?medtech/i);
  await officer.getByRole("link", { name: "Answer this need" }).click();
  await officer.locator("#field-proposal").fill("We can build it.");
  await press(officer, "Send the answer");
  await partner.goto("/partner");
  await partner.getByRole("link", { name: "回應 1 份回覆" }).waitFor();
});

it("technologies are shortlisted, compared and asked about; a guest asks by a mailed link", async () => {
  const partner = await signedIn(browser, portal, "partner");
  for (const slug of ["microneuro", "soft-colonoscope"]) {
    await partner.goto(`/partner/keep?t=${slug}`);
    await partner.getByRole("textbox", { name: /New list/ }).fill("Endoscopy");
    await press(partner, "Add");
  }
  for (const box of await partner.getByRole("checkbox").all()) await box.check();
  await partner.getByRole("button", { name: "Compare the ticked ones" }).click();
  await partner.getByRole("heading", { name: "Side by side" }).waitFor();
  expect(await partner.locator("thead th").count()).toBe(2);
  await partner
    .locator("tbody")
    .getByRole("link", { name: /Ask about this/ })
    .last()
    .click();
  await partner.fill("[name=question]", "Which diameter?");
  await press(partner, "Send");
  await partner.goto("/partner");
  await partner.getByText("1 enquiry under way").waitFor();

  const guest = await (await browser.newContext({ baseURL: portal.address, locale: "en-GB" })).newPage();
  const elsewhere: string[] = [];
  guest.on("request", (request) => request.url().startsWith(portal.address) || elsewhere.push(request.url()));
  await guest.goto("/technologies/ultrasound-robot/ask");
  await guest.fill("#field-question", "May we see it at work?");
  await guest.fill("#field-name", "Ada");
  await guest.fill("#field-firm", "Small Devices");
  await guest.fill("#field-email", "ada@small.example");
  await guest.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=proof]")?.value !== "");
  await guest.getByRole("button", { name: "Send", exact: true }).click();
  // No passing word but a page: what has to be done for the question to go out.
  await guest.getByRole("heading", { name: "One step is left: open your mail" }).waitFor();
  const admin = await signedIn(browser, portal, "admin");
  await guest.goto(await latestLink(admin, "enquiry"));
  await press(guest, "Send my enquiry");
  await guest.getByText("Enquiry", { exact: true }).waitFor();
  expect(elsewhere.filter((url) => !url.startsWith("data:"))).toEqual([]);
});
