import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

describe.each(Object.entries(workspaces))("what %s works on", (account, addresses) => {
  let page: Page;
  beforeAll(async () => {
    page = await signedIn(browser, portal, account, "zh-Hant");
  });
  it.each(addresses)(
    "%s has no fault that axe finds, light and dark, and fits a telephone of 390 points",
    async (address) => {
      expect(await faults(page, address)).toEqual([]);
    },
  );
});
