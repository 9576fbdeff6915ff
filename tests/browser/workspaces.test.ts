import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { faults } from "./faults.ts";
import { workspaces } from "./pages.ts";
import { launchBrowser, type Portal, signedIn, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3218), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

it.each(Object.entries(workspaces))(
  "no page of %s has a fault that axe finds, light and dark, and each fits a telephone of 390 points",
  async (account, addresses) => {
    const page = await signedIn(browser, portal, account, "zh-Hant");
    const found: string[] = [];
    for (const address of addresses) found.push(...(await faults(page, address)));
    expect(found).toEqual([]);
  },
);
