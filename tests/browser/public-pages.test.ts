import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { faults, overflow, telephone } from "./faults.ts";
import { publicPages } from "./pages.ts";
import { launchBrowser, type Portal, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
let desk: Page;
let small: Page;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3219), launchBrowser()]);
  desk = await (await browser.newContext({ baseURL: portal.address, locale: "en-GB" })).newPage();
  small = await (await browser.newContext({ baseURL: portal.address, viewport: telephone })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

it.each(publicPages)(
  "%s has no fault that axe finds, light and dark, and fits a telephone of 390 points in all three languages",
  async (address) => {
    expect(await faults(desk, address)).toEqual([]);
    for (const language of ["zh-Hant", "zh-Hans"]) {
      await small.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${language}`);
      expect(await small.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(await overflow(small), language).toBeLessThanOrEqual(0);
    }
  },
);
