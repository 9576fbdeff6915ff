import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import chromium from "@sparticuz/chromium";
import { type Browser, type Page, chromium as playwright } from "playwright-core";
import { inject } from "vitest";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A whole browser of this machine, if there is one; `CHROMIUM` names another. */
export const installedBrowser = (): string | undefined =>
  [process.env.CHROMIUM ?? "", ...installed].find((file) => fs.existsSync(file));

/** An installed browser where there is one, else the one from the package registry. */
export const browserFile = async (): Promise<string> => installedBrowser() ?? (await chromium.executablePath());

/** The browsers of this test file. */
export const openBrowsers: Browser[] = [];

export async function launchBrowser(further: string[] = []): Promise<Browser> {
  // Not the package's own arguments: they put all windows into one process, where people would share their cookies.
  const browser = await playwright.launch({
    executablePath: await browserFile(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", ...further],
  });
  openBrowsers.push(browser);
  return browser;
}

export interface Portal {
  address: string;
  folder: string;
  stop(): Promise<void>;
}

/** The built portal in demo mode, with a database of its own that begins as the demonstration. */
export async function startPortal(port: number): Promise<Portal> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-browser-"));
  fs.cpSync(inject("demonstration"), folder, { recursive: true });
  const { address, stop } = await serve(port, folder);
  return {
    address,
    folder,
    async stop() {
      await stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Serves the built portal from a folder; an empty one is filled with the demonstration, which takes its time. */
export async function serve(port: number, folder: string): Promise<Omit<Portal, "folder">> {
  const server: ChildProcess = spawn(process.execPath, ["app/server.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: folder,
      PORTAL_MODE: "demo",
      DATABASE_URL: "",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = `http://localhost:${port}`;
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on("data", (chunk: Buffer) => chunk.toString().includes("Slipway is at") && resolve());
    server.once("exit", (code) => reject(new Error(`the portal ended with ${code}`)));
  });
  return {
    address,
    async stop() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await ended;
    },
  };
}

/** Lets every call of the portal end now: a journey cannot wait for the day on which a fund may decide. */
export function closeCalls({ folder }: Portal): void {
  const database = new DatabaseSync(path.join(folder, "slipway.db"), { timeout: 10_000 });
  const ended = Date.now() - 2_000;
  database.prepare("update calls set closes_at = ? where closes_at is null or closes_at > ?").run(ended, ended);
  database.close();
}

/** Signs in as one of the demonstration accounts, in a browser window of its own. */
export async function signedIn(browser: Browser, portal: Portal, account: string, language = "en"): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.address, locale: "en-GB", acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  await page.goto(`/sign-in?lang=${language}`);
  await signIn(page, account);
  return page;
}

/** Fills in the sign-in page, and waits for the page that it leads to. */
export async function signIn(page: Page, account: string): Promise<void> {
  await page.fill("#field-email", `${account}@demo.slipway.example`);
  await page.fill("#field-password", "slipway-demo");
  await page.locator("#main form button[type=submit]").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in") && url.pathname !== "/workspace");
}

/** Presses a button of the page and waits for the answer. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page
    .getByRole("button", { name, exact: typeof name === "string" })
    .first()
    .click();
  await answered;
  await page.waitForLoadState("load");
  // Buttons are pressable again once the page shows the answer.
  await page.waitForFunction(() => !document.querySelector("main button:disabled"));
  await page.locator("[role=status]:visible, [role=alert]:visible").first().waitFor();
}

/** Types a part of a name into a combobox and takes what it offers. */
export async function choose(page: Page, label: string, name: string): Promise<void> {
  const field = page.getByRole("combobox", { name: label });
  // A list that opens while the page still scrolls to its field closes with the scrolling.
  await field.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await field.fill(name);
  await page.getByRole("option", { name }).first().waitFor();
  await field.press("ArrowDown");
  await field.press("Enter");
}

/** Puts on another of the person's hats. */
export async function actFor(page: Page, organisation: string): Promise<void> {
  // Not just the first menu of the header: that is the one of the pages until the person is signed in.
  const menu = page.locator("header details", { has: page.locator("form[action='/account/hat']") });
  await menu.locator("summary").first().click();
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.locator("header form[action='/account/hat'] button", { hasText: organisation }).first().click();
  await answered;
  await page.waitForLoadState("networkidle");
}

/** The last two parts of an application's form: every document asked for, and the declarations. */
export async function attachAndDeclare(page: Page, application: string): Promise<void> {
  await page.goto(`${application}/edit?part=documents`);
  for (const none of ["There are no partners", "There are no licences"]) await press(page, none);
  const missing = page.locator("li", { hasText: "still missing" });
  for (let left = await missing.count(); left > 0; left--) {
    const paper = missing.filter({ has: page.locator("input[type=file]") }).first();
    if ((await paper.count()) === 0) break;
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await paper.locator("input[type=file]").setInputFiles({
      name: `paper ${left}.pdf`,
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.7\n%%EOF\n"),
    });
    await paper.getByRole("button", { name: "Attach" }).click();
    await answered;
    await page.waitForFunction(() => !document.querySelector("main button:disabled"));
  }
  await page.goto(`${application}/edit?part=declarations`);
  for (const condition of await page.locator("[name^='conditions.']").all()) {
    const name = await condition.getAttribute("name");
    await condition.selectOption(name === "conditions.innohk" ? "notApplicable" : "yes");
  }
  await page.selectOption("[name=otherFunding]", "none");
  await page.check("[name=accurate]");
  await press(page, "Save");
}

/** Waits until what was typed last into a part of an application's form has saved itself. */
export async function savedItself(page: Page, part: "plan" | "budget"): Promise<void> {
  const answered = await page.waitForResponse((response) => response.url().endsWith(`/answer?part=${part}`));
  if (!answered.ok()) throw new Error(await answered.text());
}

/** Confirms, on the page of an award, that every giver is able to give. */
export async function checkGivers(page: Page): Promise<void> {
  while ((await page.locator("[name=rating]").count()) > 0) {
    await page.locator("[name=rating]").first().selectOption("fair");
    await page.locator("[name=sure]").first().check();
    await press(page, "Confirm");
  }
}
