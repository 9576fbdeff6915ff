import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { workspaces } from "./pages.ts";
import { launchBrowser, type Portal, signedIn, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3220), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

it("answers the wrong person with 403 or 404, and a stranger with the sign-in page", async () => {
  for (const address of Object.values(workspaces).flat()) {
    const answer = await fetch(portal.address + address, { redirect: "manual" });
    expect(answer.headers.get("location"), address).toMatch(/^\/sign-in\?/);
  }
  const partner = await signedIn(browser, portal, "partner");
  const statusOf = async (page: Page, address: string) =>
    (await page.request.get(address, { maxRedirects: 0 })).status();
  for (const address of [
    "/research",
    "/office",
    "/office/matching",
    "/needs/wet-concrete-strength-on-site/answer",
    "/funding",
    "/funding/portfolio",
    "/funding/money",
    "/funding/risks",
    "/funding/sums",
    "/funding/interests",
    "/incubator",
    "/admin",
    "/admin/outbox",
    "/admin/programmes",
    "/admin/programmes/ess",
  ])
    expect(await statusOf(partner, address), address).toBe(403);
  for (const address of [
    "/cases/microneuro",
    "/cases/microneuro/profile",
    "/cases/microneuro/profile/preview",
    "/cases/microneuro/profile/pictures/forged",
    "/cases/forged",
    "/cases/forged/profile",
    "/deals/forged",
    "/applications/forged",
    "/applications/demonstration-application-2",
    "/applications/demonstration-application-2/award",
    "/funding/results/demonstration-raise-plus-past",
    "/sponsor/forged",
    "/technologies/forged",
    "/programmes/forged",
    "/programmes/ladder?case=microneuro",
    "/technologies/forged.pdf",
    "/technologies/forged.png",
    "/technologies/microneuro/pictures/forged",
    "/technologies/microneuro/offer",
    "/technologies/booklet.pdf?slug=forged",
    "/inventor/forged",
    "/needs/forged",
    "/needs/wet-concrete-strength-on-site/edit",
    "/needs/wet-concrete-strength-on-site/answers/forged",
    "/partner/shortlists/forged",
    "/enquiry/forged",
    "/unsubscribe/forged",
  ])
    expect(await statusOf(partner, address), address).toBe(404);
  const auditor = await signedIn(browser, portal, "auditor");
  for (const [address, status] of [
    ["/funding/risks", 403],
    ["/funding/calls/demonstration-prp", 403],
    ["/applications/demonstration-application-4", 404],
    ["/applications/demonstration-application-5", 404],
  ] as const)
    expect(await statusOf(auditor, address), address).toBe(status);
  const researcher = await signedIn(browser, portal, "researcher");
  expect(await statusOf(researcher, "/cases/microneuro"), "another researcher's case").toBe(404);
});

it("keeps what was typed and marks the fields when a form is refused, with and without JavaScript", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await (
      await browser.newContext({ baseURL: portal.address, javaScriptEnabled, locale: "en-GB" })
    ).newPage();
    // Before its script is there the page answers as one without a script, and no password comes back.
    await page.goto("/sign-up", { waitUntil: "networkidle" });
    await page.fill("[name=name]", "Ada");
    await page.fill("[name=email]", "ada@example.org");
    await page.fill("[name=password]", "short");
    await page.locator("#main button[type=submit]").click();
    await page.getByText("Use at least 10 characters").first().waitFor();
    expect(await page.inputValue("[name=email]")).toBe("ada@example.org");
    expect(await page.inputValue("[name=password]")).toBe(javaScriptEnabled ? "short" : "");
  }
});

it("refuses what another site sends, and a body that is too large", async () => {
  const post = (headers: Record<string, string>, body: string) =>
    fetch(`${portal.address}/sign-in`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
      body,
      redirect: "manual",
    });
  expect((await post({ "Sec-Fetch-Site": "cross-site" }, "email=a")).status).toBe(403);
  expect((await post({ Origin: "https://elsewhere.example" }, "email=a")).status).toBe(403);
  expect((await post({}, `email=${"a".repeat(26 * 1024 * 1024)}`)).status).toBe(413);
  expect((await post({}, "")).status).toBe(400);
  expect((await post({}, "email=a%00b&password=c")).status).toBe(400);
  for (const address of ["/technologies?q=a%00", "/technologies/a%00b", "/funding/calls/%00.data", "/%ff", "/%"])
    expect((await fetch(`${portal.address}${address}`)).status, address).toBe(400);
  for (const address of ["/technologies?q=%ff%e4%b8", "/needs?after=%80", "/technologies?q=100%"])
    expect((await fetch(`${portal.address}${address}`)).status, address).toBeLessThan(500);
});
