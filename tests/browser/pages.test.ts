import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

const publicPages = [
  "/",
  "/technologies",
  "/technologies?q=endoscope",
  "/technologies?view=map",
  "/technologies?view=cards&q=robot&stage=shown",
  "/technologies/microneuro",
  "/technologies/leachate-forward-membrane",
  "/needs",
  "/needs/wet-concrete-strength-on-site",
  "/technologies/microneuro/ask",
  "/ventures",
  "/programmes",
  "/programmes/raise-plus",
  "/programmes/raise-plus/match",
  "/programmes/raise-plus/form",
  "/programmes/il-conditional-grant/returns",
  "/programmes/ladder",
  "/programmes/register",
  "/insights",
  "/help",
  "/research/disclose",
  "/sign-in",
  "/sign-up",
  "/reset",
];
const workspaces: Record<string, string[]> = {
  researcher: ["/research", "/research/outputs/new", "/research/outputs/import", "/account", "/notices"],
  tto: [
    "/office",
    "/office?view=board",
    "/office/cases",
    "/office/docket",
    "/office/portfolio",
    "/office/matching",
    "/office/matching?t=microneuro",
    "/needs/wet-concrete-strength-on-site/answer",
    "/cases/microneuro",
    "/cases/microneuro/filings/microneuro-family-0",
    "/cases/microneuro/profile",
    "/cases/microneuro/profile/preview",
    "/applications",
    "/applications/facts",
  ],
  partner: [
    "/partner",
    "/partner/shortlists",
    "/partner/alerts",
    "/partner/company",
    "/partner/team",
    "/partner/keep?t=microneuro",
    "/partner/compare?t=microneuro,soft-colonoscope",
    "/needs/new",
    "/technologies/leachate-forward-membrane/offer",
  ],
  funder: [
    "/funding",
    "/funding/portfolio",
    "/funding/money",
    "/funding/risks",
    "/funding/sums",
    "/funding/calls/demonstration-raise-plus-past",
    "/funding/calls/demonstration-prp",
    "/applications/demonstration-application-2",
    "/applications/demonstration-application-2/award",
    "/applications/demonstration-application-4",
    "/applications/demonstration-application-5",
  ],
  reviewer: ["/funding/interests"],
  auditor: [
    "/funding/portfolio",
    "/funding/money",
    "/funding/sums",
    "/applications/demonstration-application-7",
    "/applications/demonstration-application-3/award",
  ],
  incubator: ["/incubator"],
  admin: ["/admin", "/admin/outbox", "/admin/components", "/admin/programmes", "/admin/programmes/ess"],
};

const desk = { width: 1280, height: 900 };
const telephone = { width: 390, height: 844 };

/** What axe finds on a page, in the dark only where colours can differ; and whether it fits a telephone. */
async function faults(page: Page, address: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  const answer = await page.goto(address);
  expect(answer?.status(), address).toBe(200);
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((each) => each.id));
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  const heading = (await page.locator("h1").first().textContent())?.trim().replaceAll(/\s+/g, " ") ?? "";
  const [title = "", ...rest] = (await page.title()).split(" · ");
  // The front page and a search are called otherwise than they are headed.
  const isTitled =
    /^\/$|[?&]q=/.test(address) ||
    (rest.at(-1) === "Slipway 啟航" && (heading.startsWith(title) || rest.includes(heading)));
  // No page here has frames, so axe may stay within it, which is faster.
  const axe = (runOnly: { type: "tag" | "rule"; values: string[] }) =>
    new AxeBuilder({ page })
      .setLegacyMode()
      .options({ runOnly, resultTypes: ["violations"] })
      .analyze();
  const light = await axe({ type: "tag", values: ["wcag2a", "wcag2aa"] });
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await axe({ type: "rule", values: ["color-contrast", "link-in-text-block"] });
  await page.setViewportSize(telephone);
  const beyond = await overflow(page);
  await page.setViewportSize(desk);
  return [
    ...(beyond > 0 ? [`${address}: ${beyond} points beyond a telephone's edge`] : []),
    ...(isTitled ? [] : [`${address}: headed “${heading}”, and its window is called “${await page.title()}”`]),
    ...twice.map((id) => `${address}: two elements are called ${id}`),
    ...[...light.violations, ...dark.violations].map(
      (violation) =>
        `${address}: ${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`,
    ),
  ];
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

describe("every page", () => {
  it.each(Object.entries({ nobody: publicPages, ...workspaces }))(
    "of %s has no fault that axe finds, light and dark, and fits a telephone of 390 points",
    async (account, addresses) => {
      const page =
        account === "nobody"
          ? await (await browser.newContext({ baseURL: portal.address, locale: "en-GB" })).newPage()
          : await signedIn(browser, portal, account, "zh-Hant");
      const found: string[] = [];
      for (const address of addresses) found.push(...(await faults(page, address)));
      expect(found).toEqual([]);
    },
  );

  it("fits a telephone of 390 points in Chinese, in both scripts", async () => {
    const page = await (await browser.newContext({ baseURL: portal.address, viewport: telephone })).newPage();
    for (const language of ["zh-Hant", "zh-Hans"])
      for (const address of publicPages) {
        await page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${language}`);
        expect(await page.evaluate(() => document.documentElement.lang), address).toBe(language);
        expect(await overflow(page), `${language} ${address}`).toBeLessThanOrEqual(0);
      }
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

  it("keeps the preview of an import that is refused", async () => {
    const author = await signedIn(browser, portal, "researcher");
    await author.goto("/research/outputs/import");
    await author.fill("[name=text]", "@article{a, title = {A valve that closes itself}, year = 2024}");
    await author.getByRole("button", { name: "See what would come in" }).click();
    await author.getByRole("button", { name: "Record them" }).click();
    await author.locator("main [role=alert]").first().waitFor();
    await author.getByText("A valve that closes itself").first().waitFor();

    const office = await signedIn(browser, portal, "tto");
    await office.goto("/office/portfolio");
    const buffer = Buffer.from("Reference,Title,Country,Application number\nX-1,A hinge that locks,US,17/123456\n");
    await office.locator("input[type=file]").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer });
    await office.getByRole("button", { name: "Read it" }).click();
    await office.locator("main button[value=import]").click();
    await office.locator("main [role=alert]").first().waitFor();
    await office.getByText("A hinge that locks").first().waitFor();
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
});
