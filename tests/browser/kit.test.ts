import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actFor, launchBrowser, type Portal, signedIn, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3227), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");

/** By hand, since the column is taller than the window. */
async function drag(page: Page, what: Locator, where: Locator) {
  const [from, to] = [(await what.boundingBox())!, (await where.boundingBox())!];
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
  await page.mouse.move(to.x + 40, to.y + 40, { steps: 8 });
  await page.mouse.up();
}

describe("with the keyboard alone", () => {
  it("a card goes from column to column; a wish that is refused, by pointer too, says what is possible", async () => {
    const page = await signedIn(browser, portal, "tto");
    await page.waitForLoadState("networkidle");
    await actFor(page, "Harbour University");
    await page.goto("/office?view=board");
    await page.waitForLoadState("networkidle");
    const column = (name: string) => page.getByRole("region", { name, exact: true });
    const card = column("Submitted").getByRole("listitem").first();
    const title = (await card.getByRole("link").textContent())!;
    await card.getByRole("link").focus();
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).not.toBe(title);
    await page.keyboard.press("ArrowLeft");
    expect(await focused(page)).toBe(title);
    await drag(page, card.getByRole("link"), column("Accepted"));
    await page.getByRole("status").filter({ hasText: "It cannot go to “Accepted” from here." }).waitFor();
    await card.getByRole("link").focus();
    await page.keyboard.press("Shift+ArrowLeft");
    await page.getByRole("status").filter({ hasText: "It cannot go to" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Take into triage" }).first().waitFor();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+ArrowRight");
    await column("In triage").getByRole("link", { name: title }).waitFor();
    // The keyboard stays on the card, also through the question for a reason.
    const stays = (name: string) => column(name).locator("[data-card]:focus", { hasText: title }).waitFor();
    await stays("In triage");
    await page.keyboard.press("Shift+ArrowRight");
    await page.getByRole("dialog").getByRole("textbox").fill("The figures are missing.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await stays("Returned");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("a question in front of the page keeps the focus, and gives it back on Esc", async () => {
    const page = await signedIn(browser, portal, "admin");
    await page.goto("/technologies");
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await dialog.waitFor();
    for (let presses = 0; presses < 4; presses++) await page.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("g");
    await page.keyboard.press("v");
    await page.waitForURL("**/ventures");
  });
});

it("a file goes up, is listed, comes back as it was sent, and a wrong one is told apart at once", async () => {
  const page = await signedIn(browser, portal, "researcher");
  await page.goto("/research/outputs/new");
  await page.fill("#field-titleEn", "Steerable needle");
  await page.selectOption("[name=kind]", "prototype");
  const field = page.getByRole("combobox", { name: "Field" });
  await field.fill("photo");
  await field.press("ArrowDown");
  await field.press("Enter");
  expect(await page.inputValue("[name=field]")).toBe("photonics");
  await page.fill("[name=summary]", "A needle.");
  await page.getByRole("button", { name: "Record it" }).click();
  await page.getByRole("button", { name: "Disclose the invention" }).click();
  await page.waitForURL(/research\/disclosures/);
  await page.getByRole("link", { name: "Disclosure" }).first().click();
  const send = async (name: string, content: string) => {
    await page.setInputFiles("[name=files]", { name, mimeType: "application/pdf", buffer: Buffer.from(content) });
  };
  await page.locator("summary", { hasText: "Files" }).click();
  await send("virus.pdf", "MZ\u0000\u0001");
  await page.getByText("“virus.pdf” is called pdf, but what is inside is not.").waitFor();
  await send("圖則.pdf", "%PDF-1.7\n%%EOF\n");
  await page.getByText("The files are attached.").waitFor();
  const address = await page.getByRole("link", { name: "圖則.pdf" }).getAttribute("href");
  const sent = await page.request.get(address!);
  expect((await sent.body()).toString()).toBe("%PDF-1.7\n%%EOF\n");
  expect(sent.headers()).toMatchObject({
    "content-disposition": `attachment; filename="__.pdf"; filename*=UTF-8''${encodeURIComponent("圖則.pdf")}`,
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("sandbox"),
  });
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((each) => each.id));
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
});

it("beside a refusal nothing says any longer that what was sent before it is done", async () => {
  const page = await signedIn(browser, portal, "funder");
  await page.goto("/applications/demonstration-application-1/award");
  await page.waitForLoadState("networkidle");
  const note = page.getByRole("button", { name: "Add the note" });
  await page.locator("[name=text]").last().fill("Visit them in spring.");
  await note.click();
  const done = page.getByText("The note is added.");
  await done.waitFor();
  await note.click();
  await page.getByRole("alert").waitFor();
  await done.waitFor({ state: "detached", timeout: 1_500 });
});

it("an answer saves itself, survives a lost connection, and never silently overwrites another window's", async () => {
  let page = await signedIn(browser, portal, "researcher");
  await page.goto("/research/outputs/new");
  await page.fill("#field-titleEn", "Folding valve");
  await page.selectOption("[name=kind]", "prototype");
  const field = page.getByRole("combobox", { name: "Field" });
  await field.fill("marine");
  await field.press("ArrowDown");
  await field.press("Enter");
  await page.fill("[name=summary]", "A valve.");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Record it" }).click();
  await page.getByRole("alert").getByText("No connection: nothing was sent.").waitFor();
  expect(await page.inputValue("[name=summary]")).toBe("A valve.");
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Record it" }).click();
  await page.getByRole("button", { name: "Disclose the invention" }).click();
  await page.waitForURL(/research\/disclosures/);
  await page.waitForLoadState("networkidle");
  await page.fill("[name=novelty]", "It folds.");
  await page
    .getByText(/^saved /)
    .first()
    .waitFor();
  const other = await page.context().newPage();
  other.setDefaultTimeout(10_000);
  await other.goto(page.url());
  await other.waitForLoadState("networkidle");
  expect(await other.inputValue("[name=novelty]")).toBe("It folds.");

  await page.context().setOffline(true);
  await page.fill("[name=novelty]", "It folds twice.");
  await page.getByText("Not saved yet: no connection.").waitFor();
  // The window is closed before the connection is back: the device still holds what was typed.
  const address = page.url();
  const context = page.context();
  await page.close();
  await context.setOffline(false);
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(address);
  await page.waitForFunction(
    () => document.querySelector<HTMLTextAreaElement>("[name=novelty]")?.value === "It folds twice.",
  );
  await page
    .getByText(/^saved /)
    .first()
    .waitFor();

  await other.fill("[name=novelty]", "It rolls.");
  await other.getByText("Somebody saved this in another window meanwhile:").waitFor();
  await other.getByText("It folds twice.").waitFor();
  // The page says “saved” of what it saved before, too.
  const kept = other.waitForResponse((response) => response.request().method() === "POST" && response.ok());
  await other.getByRole("button", { name: "Keep mine" }).click();
  await kept;
  await page.reload();
  expect(await page.inputValue("[name=novelty]")).toBe("It rolls.");

  // Typed before the page's script has come, over a text that was there.
  await page.route("**/*.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await page.goto(address, { waitUntil: "commit" });
  await page.fill("[name=novelty]", "It rolls early.");
  await page.selectOption("[name=stage]", "prototype");
  await page
    .getByText(/^saved /)
    .first()
    .waitFor();
  expect(await page.inputValue("[name=novelty]")).toBe("It rolls early.");
  await page.unroute("**/*.js");
  await page.goto(address);
  expect(await page.inputValue("[name=novelty]")).toBe("It rolls early.");
  expect(await page.inputValue("[name=stage]")).toBe("prototype");
});

it("a key pressed at the moment the page's script takes over leaves the page alive", async () => {
  const page = await (await browser.newContext({ baseURL: portal.address, locale: "en-GB" })).newPage();
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(fault.message));
  await page.addInitScript(() => {
    // React listens to the whole document as it begins: such a listener is its sign.
    const listen = document.addEventListener.bind(document);
    document.addEventListener = (type: string, ...rest: [EventListener, AddEventListenerOptions?]) => {
      listen(type, ...rest);
      if (type === "compositionend")
        queueMicrotask(() =>
          document.querySelector("#field-question")?.dispatchEvent(new InputEvent("input", { bubbles: true })),
        );
    };
  });
  await page.goto("/technologies/ultrasound-robot/ask");
  // The sum that only a living page does.
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=proof]")?.value);
  expect(faults).toEqual([]);
});

it("a body that is no form is told so, whatever page it was sent to", async () => {
  for (const address of ["/sign-in", "/account/theme", "/reset", "/technologies/ultrasound-robot/ask"])
    for (const [type, body] of [
      ["multipart/form-data; boundary=x", "no part begins here"],
      ["multipart/form-data", "--x"],
      ["application/json", "{}"],
    ] as const) {
      const answer = await fetch(`${portal.address}${address}?lang=en`, {
        method: "POST",
        headers: { "Content-Type": type },
        body,
      });
      expect(answer.status, `${address} ${type}`).toBe(400);
      // A route that has no page of its own answers with the status alone.
      if (address !== "/account/theme") expect(await answer.text()).toContain("What was sent could not be read");
    }
});

it("what is wrong with a chosen file is told beside the field where another is chosen", async () => {
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
  const chosen = async (page: Page, name: string, buffer: Buffer, button: string) => {
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/plain", buffer });
    await page.getByRole("button", { name: button, exact: true }).click();
    const told = page.locator("[id$=file-error]");
    await told.waitFor();
    expect(await page.locator("input[type=file]").getAttribute("aria-describedby")).toContain("file-error");
    return told.textContent();
  };
  const office = await signedIn(browser, portal, "tto", "zh-Hant");
  await office.goto("/office/portfolio");
  expect(await chosen(office, "list.csv", picture, "讀取")).toContain("檔案內容並非清單");
  await office.goto("/office/portfolio");
  expect(await chosen(office, "list.xlsx", Buffer.alloc(0), "讀取")).toContain("檔案是空的");
  const author = await signedIn(browser, portal, "researcher", "zh-Hans");
  await author.goto("/research/outputs/import");
  expect(await chosen(author, "works.bib", picture, "预览")).toContain("文件内容不是文献清单");
  await author.goto("/research/outputs/import");
  expect(await chosen(author, "works.bib", Buffer.from("hello"), "预览")).toContain("未找到任何文献");
});

it("on a telephone a card of a list says nothing where there is nothing to say", async () => {
  const page = await signedIn(browser, portal, "researcher");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/research");
  const empty = page.locator("td:has(> span:last-child:empty)");
  expect(await empty.count()).toBeGreaterThan(0);
  for (const cell of await empty.all()) expect(await cell.isVisible()).toBe(false);
  expect(await page.locator("td:has(> span:last-child:not(:empty))").first().isVisible()).toBe(true);
});
