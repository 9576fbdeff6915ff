import http from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, type Portal, signedIn, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3226), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

const DARK_PAPER = "rgb(16, 23, 29)";
const LIGHT_PAPER = "rgb(252, 251, 248)";

describe("the page around every page", () => {
  it("follows the system's colours without JavaScript, and a choice for good until it is taken back", async () => {
    const page = await (
      await browser.newContext({ baseURL: portal.address, javaScriptEnabled: false, colorScheme: "dark" })
    ).newPage();
    const paper = () => page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
    const choose = (theme: string) => page.locator(`footer button[value=${theme}]`).click();
    await page.goto("/technologies?q=robot");
    expect(await paper()).toBe(DARK_PAPER);
    await choose("light");
    expect(await paper()).toBe(LIGHT_PAPER);
    expect(new URL(page.url()).search).toBe("?q=robot");
    await page.goto("/needs");
    expect(await paper()).toBe(LIGHT_PAPER);
    await choose("system");
    expect(await paper()).toBe(DARK_PAPER);
  });

  it("still knows its reader at an address that does not exist", async () => {
    const page = await signedIn(browser, portal, "researcher", "zh-Hant");
    const answer = await page.goto("/no/such/page");
    expect(answer?.status()).toBe(404);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-Hant");
    await page.locator("header a[href='/research']").first().waitFor();
  });

  it("offers whoever acts for several organisations the record of another of them, and goes there", async () => {
    const page = await signedIn(browser, portal, "tto");
    const award = "/applications/demonstration-application-1/award";
    expect((await page.goto(award))?.status()).toBe(404);
    await page.getByRole("main").getByRole("button", { name: "Lantau University" }).click();
    await page.getByRole("heading", { name: "Three-tonne food-waste liquefier" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(award);
  });

  it("goes where the keys say, but not while somebody types", async () => {
    const page = await (await browser.newContext({ baseURL: portal.address })).newPage();
    await page.goto("/technologies");
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("/");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
    await page.keyboard.type("gn");
    expect(await page.inputValue("input[type=search]")).toBe("gn");
    await page.locator("body").click({ position: { x: 2, y: 300 } });
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await page.waitForURL("**/needs");
  });

  it("prints its address and the day at the foot, without menus", async () => {
    const page = await (await browser.newContext({ baseURL: portal.address, colorScheme: "dark" })).newPage();
    await page.goto("/programmes/raise-plus?lang=en");
    await page.emulateMedia({ media: "print" });
    const sheet = await page.locator("style[media=print]").textContent();
    expect(sheet).toContain("/programmes/raise-plus?lang=en");
    // Nothing of the address may end the text and speak as a rule.
    await page.goto("/technologies?q=%22}x{%5C%3C/style%3E'}*{");
    expect(await page.locator("style[media=print]").textContent()).not.toMatch(/[}]x|<\/style|'/);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
    await page.goto("/programmes/raise-plus");
    expect(await page.locator("body > header").isVisible()).toBe(false);
    expect(await page.locator("h1").evaluate((title) => getComputedStyle(title).color)).toBe("rgb(0, 0, 0)");
  });

  it("prints the bars of scores in full, though a browser leaves backgrounds out", async () => {
    const officer = await signedIn(browser, portal, "tto");
    await officer.goto("/cases/microneuro");
    await officer.locator(".drawn [style*=background]").first().waitFor({ state: "attached" });
    await officer.emulateMedia({ media: "print" });
    const kept = await officer
      .locator("[style*='width:'][style*='background']")
      .evaluateAll((bars) => bars.map((bar) => getComputedStyle(bar).printColorAdjust));
    expect(kept.length).toBeGreaterThan(3);
    expect(new Set(kept)).toEqual(new Set(["exact"]));
  });

  it("speaks the language that the browser wishes most, and no shared cache mixes readers up", async () => {
    const answer = await fetch(portal.address, { headers: { "Accept-Language": "en;q=0.3, zh-TW;q=0.9, fr" } });
    expect(await answer.text()).toContain('<html lang="zh-Hant"');
    expect(answer.headers.get("vary")).toContain("Accept-Language");
    expect(answer.headers.get("cache-control")).toContain("private");
  });
});

describe("a body without a declared length", () => {
  it("is refused once it passes 25 MB, with an answer that says so", async () => {
    const answer = await stream(26);
    expect(answer.status).toBe(413);
    expect(answer.text).toContain("larger than 25 MB");
    expect(answer.text).toContain("超過 25 MB");
    expect((await fetch(`${portal.address}/healthz`)).status).toBe(200);
  });

  it("is read when it is smaller", async () => {
    expect((await stream(1)).status).toBe(400);
  });
});

/** Posts a form of so many megabytes in chunks. */
function stream(megabytes: number): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${portal.address}/sign-in`,
      { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" } },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    request.on("error", reject);
    request.write("email=");
    for (let sent = 0; sent < megabytes; sent++) request.write(Buffer.alloc(1024 * 1024, "a"));
    request.end();
  });
}
