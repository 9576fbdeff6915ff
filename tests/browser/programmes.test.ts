import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, type Portal, signedIn, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3233), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

const stranger = async (javaScriptEnabled = true): Promise<Page> =>
  (await browser.newContext({ baseURL: portal.address, javaScriptEnabled, locale: "en-GB" })).newPage();
const signs = async (page: Page, rule: string) =>
  page.locator(`[data-rule=${rule}] [role=img]`).evaluateAll((all) => all.map((each) => each.textContent));

it("the calculator answers as one types, by the same rules as without JavaScript, and repairs a plan", async () => {
  const page = await stranger();
  await page.goto("/programmes/raise-plus/match");
  await page.getByText("The plan meets the rules: a grant of HK$40,000,000.").waitFor();
  expect(await signs(page, "ratio")).toEqual(["✓", "✓"]);
  // Halved: cash 2 + 1 lets 3 of 5 in-kind count; match 6 of the 10 that 20 of grant ask; 2 of cash brings 8 of grant.
  await page.fill("[name='stage-1.industryCash']", "2");
  await page.getByText("HK$4,000,000 of match is missing. Cheapest fix: HK$2,000,000 of new cash.").waitFor();
  await page.getByText("With it HK$2,000,000 of idle in-kind counts, and HK$8,000,000 of grant follows.").waitFor();
  expect(await signs(page, "inKindShare")).toEqual(["✗"]);
  expect(await page.locator("[data-rule=inKindShare]").textContent()).toMatch(/62\.5%, at most 50%.*HKUST/);
  const address = page.url();
  await page.getByRole("link", { name: "Try it" }).first().click();
  await page.getByText("The plan meets the rules").waitFor();
  expect(await page.inputValue("[name='stage-1.industryCash']")).toBe("4");

  const plain = await stranger(false);
  await plain.goto(address);
  expect(await signs(plain, "inKindShare")).toEqual(["✗"]);
  await plain.fill("[name='stage-1.industryCash']", "4");
  await plain.getByRole("button", { name: "Compute" }).click();
  await plain.getByText("The plan meets the rules").waitFor();
  // In-kind in stage 2 is uncertain: both readings, with the one in force named.
  await plain.fill("[name='stage-2.industryInKind']", "3");
  await plain.getByRole("button", { name: "Compute" }).click();
  await plain.getByText("In force: it does not count.").waitFor();
  await plain.fill("[name='stage-1.cost']", "much");
  await plain.getByRole("button", { name: "Compute" }).click();
  await plain.locator("[name='stage-1.cost'][aria-invalid=true]").waitFor();
  expect(await plain.inputValue("[name='stage-1.cost']")).toBe("much");
});

it("every programme that is shipped has its page, in each language", async () => {
  const page = await stranger();
  await page.goto("/programmes");
  const links = await page
    .locator("main a[href^='/programmes/']")
    .evaluateAll((all) => all.map((each) => each.getAttribute("href")!));
  const pages = [...new Set(links)].filter((each) => /^\/programmes\/[a-z0-9-]+$/.test(each));
  expect(pages.length).toBeGreaterThan(40);
  for (const language of ["en", "zh-Hant", "zh-Hans"])
    for (const each of pages) {
      const answer = await page.request.get(`${each}?lang=${language}`);
      expect(`${each} ${answer.status()}`).toBe(`${each} 200`);
    }
  // Whose repayment bears no interest asks for no rate of it.
  const asks = async (id: string) =>
    (await (await page.request.get(`/programmes/${id}/returns`)).text()).includes('name="reference"');
  expect([await asks("il-conditional-grant"), await asks("il-bird")]).toEqual([true, false]);
});

it("a reader without an account sees whether they may lead and reads the form; the ladder says what unlocks a rung", async () => {
  const page = await stranger();
  await page.goto("/programmes/raise-plus");
  expect(await signs(page, "lead")).toEqual(["✓"]);
  await page.selectOption("[name=as]", "researchInstitute");
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("This applicant may not lead").waitFor();
  expect(await signs(page, "lead")).toEqual(["✗"]);
  await page.getByText("may join as collaborator").waitFor();
  await page.getByRole("link", { name: "Read the form" }).click();
  await page.getByText("Signed letter of commitment of each contributor").waitFor();
  await page.goto("/programmes/ladder?kind=ugcFundedUniversity&trl=5&cost=24&industry=12&university=1");
  const rung = (id: string) => page.locator("tr", { has: page.locator(`a[href="/programmes/${id}"]`) }).textContent();
  expect(await rung("raise-plus")).toMatch(/now.*HK\$16,000,000/);
  expect(await rung("ess")).toMatch(/next stage.*HK\$2,000,000 more of match/);
  const office = await signedIn(browser, portal, "tto");
  await office.goto("/cases/microneuro");
  await office.locator("summary", { hasText: "Programmes for this case" }).click();
  await office.getByRole("link", { name: "The whole ladder" }).click();
  await office.getByText("With what the portal knows of your case.").waitFor();
  expect(await office.inputValue("[name=trl]")).toBe("6");
});

it("an administrator's broken rules come back with line and rule and nothing lost; good ones are in force at once", async () => {
  const page = await signedIn(browser, portal, "admin");
  await page.goto("/admin/programmes/ess");
  const rules = await page.inputValue("[name=rules]");
  await page.fill("[name=rules]", rules.replace("government: 1", "government: lots"));
  await page.fill("[name=note]", "Ratio of the new guide");
  await page.getByRole("button", { name: "Save as a new version" }).click();
  const line = rules.split("\n").findIndex((text) => text.includes("government: 1")) + 1;
  await page.getByText(`Line ${line}`).waitFor();
  await page.getByText("stages.0.ratio.government").waitFor();
  expect(await page.inputValue("[name=note]")).toBe("Ratio of the new guide");
  expect(await page.inputValue("[name=rules]")).toContain("government: lots");
  await page.fill("[name=rules]", rules.replace("government: 1", "government: 3"));
  await page.getByRole("button", { name: "Save as a new version" }).click();
  await page.getByText("Saved, and in force for new calls.").waitFor();
  await page.getByRole("link", { name: "1", exact: true }).click();
  await page.locator("#changes pre").getByText("government: 3").waitFor();
  const reader = await stranger();
  await reader.goto("/programmes/ess");
  await reader.getByText("Government up to 3 : 1 against industry.").waitFor();
});
