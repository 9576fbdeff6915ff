import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { faults, overflow, telephone } from "./faults.ts";
import { publicPages } from "./pages.ts";
import { launchBrowser, type Portal, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3219), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

it("no public page has a fault that axe finds, light and dark, and each fits a telephone of 390 points", async () => {
  const page = await (await browser.newContext({ baseURL: portal.address, locale: "en-GB" })).newPage();
  const found: string[] = [];
  for (const address of publicPages) found.push(...(await faults(page, address)));
  expect(found).toEqual([]);
});

it("each public page fits a telephone of 390 points in Chinese, in both scripts", async () => {
  const page = await (await browser.newContext({ baseURL: portal.address, viewport: telephone })).newPage();
  for (const language of ["zh-Hant", "zh-Hans"])
    for (const address of publicPages) {
      await page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${language}`);
      expect(await page.evaluate(() => document.documentElement.lang), address).toBe(language);
      expect(await overflow(page), `${language} ${address}`).toBeLessThanOrEqual(0);
    }
});
