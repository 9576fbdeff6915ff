import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, type Portal, startPortal } from "./portal.ts";

// An R&D manager finds what fits within a minute: in Chinese, on a telephone, with and without the page's script.
let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3230), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

const onPhone = async (javaScriptEnabled = true): Promise<Page> => {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ baseURL: portal.address, viewport, locale: "zh-HK", javaScriptEnabled });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
};
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it("finds a technology by a Chinese word on a telephone, narrows it down, and looks at it in other ways", async () => {
  const page = await onPhone();
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("/");
  const box = page.getByRole("combobox");
  await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
  await box.pressSequentially("內窺", { delay: 20 });
  await page.getByRole("option", { name: "內窺鏡", exact: false }).first().waitFor();
  await box.press("ArrowDown");
  expect(await box.getAttribute("aria-activedescendant")).toBeTruthy();
  await box.press("Enter");
  await page.waitForURL(/technologies\?q=/);
  const first = page.locator("article h2").first();
  expect(await first.textContent()).toContain("MicroNeuro");
  expect(await first.locator("mark").first().textContent()).toMatch(/內鏡|內窺鏡/);
  expect(await page.locator("#main").textContent()).toContain("endoscope");
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  await page.locator("aside details summary:visible").first().click();
  const field = page.locator("aside input[name=field]:visible").first();
  await field.check();
  await page.waitForURL(/field=/);
  await page.locator("article h2").first().waitFor();
  await page.goBack();
  await page.waitForURL((url) => !url.search.includes("field="));
  await expect.poll(() => page.locator("aside input[name=field]:checked").count()).toBe(0);

  // From a page that has no box, the key leads to the one of the catalogue, which takes what is typed.
  await page.goto("/help");
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("/");
  await page.waitForURL("**/technologies");
  const catalogue = page.getByRole("combobox");
  await expect.poll(() => catalogue.evaluate((element) => element === document.activeElement)).toBe(true);

  await page.goto("/technologies?lang=zh-Hans&q=内窥镜");
  expect(await page.locator("article h2").first().textContent()).toContain("MicroNeuro");
  await page.goto("/technologies?lang=en&q=endoscop+robt");
  expect(await page.locator("article h2").first().textContent()).toContain("MicroNeuro");
  await page.goto("/technologies?lang=en&q=unobtainium");
  await page.getByRole("link", { name: "Post a need" }).waitFor();
  for (const view of ["cards", "map"]) {
    await page.goto(`/technologies?view=${view}`);
    expect(await overflow(page), view).toBeLessThanOrEqual(0);
  }
});

it("searches and narrows down without the page's script", async () => {
  const page = await onPhone(false);
  // Without script every answer is another page: what is read must not be the one before.
  const led = async (act: () => Promise<void>) => {
    const before = page.url();
    await act();
    await page.waitForURL((url) => url.href !== before);
  };
  await page.goto("/technologies?lang=zh-Hant");
  await page.fill("[name=q]", "機械人");
  await led(() => page.locator("form[role=search] button").click());
  const all = await page.locator("article").count();
  await page.locator("aside details summary:visible").first().click();
  await page.locator("aside input[name=field]:visible").first().check();
  await led(() => page.getByRole("button", { name: "套用" }).locator("visible=true").click());
  expect(new URL(page.url()).searchParams.get("q")).toBe("機械人");
  expect(await page.locator("article").count()).toBeLessThan(all);

  // Forth and back through the pages of a list, each shown as it was.
  await page.goto("/technologies?lang=en&sort=stage");
  const shown = () => page.locator("article h2").allTextContents();
  const turn = async (name: string) => {
    await led(() => page.getByRole("link", { name }).click());
    return shown();
  };
  const pages = [await shown(), await turn("Next page"), await turn("Next page")];
  expect(new Set(pages.flat()).size).toBe(pages.flat().length);
  expect(await turn("Previous page")).toEqual(pages[1]);
  expect(await turn("Previous page")).toEqual(pages[0]);
  expect(await page.getByRole("link", { name: "Previous page" }).count()).toBe(0);
});
