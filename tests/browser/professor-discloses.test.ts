import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { axeFinds, overflow } from "./faults.ts";
import { launchBrowser, type Portal, press, signedIn, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3235), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

const picture = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/professor-${name}.png`, fullPage: true });
};
/** No fault that axe finds, and nothing to push sideways on a telephone. */
async function isSound(page: Page) {
  expect(await axeFinds(page, { type: "tag", values: ["wcag2a", "wcag2aa"] })).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
}
const pdf = (name: string) => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from(`%PDF-1.7\n${name}\n%%EOF\n`),
});
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const row = (page: Page, list: string, place: number, member: string) =>
  page.locator(`[name^="${list}."][name$=".${member}"]`).nth(place);
const saved = (page: Page) => page.getByText(/^已於 .+ 儲存$/).waitFor();

it("a professor discloses on a telephone, in Chinese, with a connection that breaks", async () => {
  const page = await signedIn(browser, portal, "researcher", "zh-Hant");
  await page.setViewportSize({ width: 390, height: 844 });
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(`${page.url()}: ${fault.message}`));

  // 1. Five answers make a draft; a talk is planned in a month.
  await page.goto("/research");
  await page.getByRole("link", { name: "披露發明" }).first().click();
  await page.waitForURL(/\/research\/disclose$/);
  await page.fill("[name=title]", "可變剛度柔性內窺鏡");
  await page.fill("[name=novelty]", "鏡身可在半秒內由軟變硬。");
  await page.fill("[name=solution]", "鏡身內有低熔點合金；通電後熔化，斷電後凝固。");
  await page.fill("[name=purpose]", "微創腦外科手術。");
  await page.selectOption("[name=isPublic]", "planned");
  await page.fill("[name=on]", inDays(30));
  await page.fill("[name=where]", "國際機械人會議");
  await picture(page, "1-first");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "開始披露" }).click();
  await page.getByText("未能連線，尚未送出。").waitFor();
  expect(await page.inputValue("[name=novelty]")).toBe("鏡身可在半秒內由軟變硬。");
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "開始披露" }).click();
  await page.waitForURL(/\/research\/disclosures\/.+step=people/);
  await page.waitForLoadState("networkidle");

  // 2. An outside inventor and an approver; equal shares by one press. What is wrong is said at its row.
  await page.getByRole("button", { name: "加入發明人" }).click();
  await row(page, "inventors", 1, "name").fill("陳大文");
  await row(page, "inventors", 1, "email").fill("researcher@demo.slipway.example");
  await row(page, "inventors", 1, "share").fill("-1");
  await row(page, "inventors", 1, "contribution").fill("控制電路");
  await page.getByText("此地址已在披露中").waitFor();
  await page.getByText("請輸入 0 至 100% 之間的份額").waitFor();
  // What is typed last is counted as it is typed, not called saved, and stands there again after the page was closed.
  await row(page, "inventors", 1, "share").fill("12.5");
  await page.getByText("超出 12.5%").waitFor();
  await page.getByText("已保留在此裝置上；離開欄位後儲存。").waitFor();
  expect(await page.getByText(/^已於 .+ 儲存$/).count()).toBe(0);
  await page.reload();
  await page.waitForLoadState("networkidle");
  expect(await row(page, "inventors", 1, "share").inputValue()).toBe("12.5");
  await row(page, "inventors", 1, "email").fill("chan@outside-lab.example");
  await page.getByRole("button", { name: "平均分配" }).click();
  await page.getByText("合共 100%", { exact: true }).waitFor();
  await saved(page);
  await picture(page, "2-people");
  await isSound(page);

  // 3. The connection breaks. The form can still be walked and written; everything is sent when it is back.
  await page.context().setOffline(true);
  await row(page, "inventors", 0, "contribution").fill("整體構思及機械設計");
  await page.getByText("尚未儲存：連線中斷").waitFor();
  await page.getByRole("button", { name: "儲存並繼續" }).click();
  await page.waitForURL(/step=origins/);
  await page.getByRole("button", { name: "加入資助或協議" }).click();
  await row(page, "sources", 0, "rule").selectOption("itf-itsp");
  await row(page, "sources", 0, "reference").fill("ITS/123/25");
  await page.getByText("向資助方匯報").waitFor();
  await picture(page, "3-origins-offline");
  await page.getByRole("button", { name: "儲存並繼續" }).click();
  await page.waitForURL(/step=made/);
  expect(await row(page, "made", 0, "where").inputValue()).toBe("國際機械人會議");
  await page.context().setOffline(false);
  await saved(page);
  // The clock stands where the days are typed, and follows them.
  await page.getByText(/^最遲請於 .+ 申請/).waitFor();
  await row(page, "made", 0, "on").fill(inDays(-800));
  await page.getByText(/^下列地區的新穎性已喪失：.*EP/).waitFor();
  await row(page, "made", 0, "on").fill(inDays(30));
  await page.getByText(/^下列地區的新穎性已喪失/).waitFor({ state: "hidden" });
  await page.getByText(/^最遲請於 .+ 申請/).waitFor();
  await isSound(page);
  await page.reload();
  await page.goto(`${new URL(page.url()).pathname}?step=people`);
  expect(await row(page, "inventors", 0, "contribution").inputValue()).toBe("整體構思及機械設計");
  expect(await row(page, "inventors", 1, "share").inputValue()).toBe("50");

  // 4. Three files; the connection breaks under the second.
  const disclosure = new URL(page.url()).pathname;
  await page.goto(`${disclosure}?step=files`);
  await page.waitForLoadState("networkidle");
  let sent = 0;
  await page.route("**/files", (route) => (++sent === 2 ? route.abort("connectionreset") : route.continue()));
  await page.setInputFiles("[name=files]", [pdf("圖一.pdf"), pdf("圖二.pdf"), pdf("手稿.pdf")]);
  await page.getByText("連線中斷。已送達的檔案會保留").waitFor();
  for (const name of ["圖一.pdf", "圖二.pdf", "手稿.pdf"]) await page.getByRole("link", { name }).waitFor();
  await page.unroute("**/files");

  // 5. A colleague elsewhere reads it by a mailed link and comments, without an account; the professor reads the comment.
  await page.getByRole("link", { name: "其他可閱讀的人" }).click();
  await page.waitForURL(/\/people$/);
  await page.waitForLoadState("networkidle");
  const asking = page.locator("form:has(input[name=name]:not([type=hidden]))");
  await asking.locator("[name=name]").fill("李工");
  await asking.locator("[name=email]").fill("li@firm.example");
  await asking.locator("[name=part]").selectOption("comment");
  await asking.locator("[name=language]").selectOption("zh-Hans");
  await press(page, "以電郵邀請");
  await picture(page, "4-people");
  await isSound(page);
  const admin = await signedIn(browser, portal, "admin");
  await admin.goto("/admin/outbox");
  const shared = await admin.locator("a[href^='/shared/']").first().getAttribute("href");
  const reader = await (await browser.newContext({ baseURL: portal.address, locale: "zh-CN" })).newPage();
  await reader.setViewportSize({ width: 390, height: 844 });
  await reader.goto(shared!);
  // What was written in the other script is read in the own.
  await reader.getByText("镜身可在半秒内由软变硬。").waitFor();
  await reader.getByText("就此部分留言").first().click();
  await reader.locator("[name=text]").first().fill("合金已有先例。");
  await press(reader, "发表");
  await isSound(reader);
  await page.goto(`${disclosure}?step=invention`);
  await page.getByText("合金已有先例。").waitFor();
  await page.goto(`${disclosure}?step=files`);
  await page.waitForLoadState("networkidle");

  // 6. Nothing is missing; the outside inventor confirms without an account; it is filed and sealed.
  await page.getByRole("button", { name: "儲存並繼續" }).click();
  await page.getByText("資料齊備。").waitFor();
  await page.getByText("ITS/123/25").first().waitFor();
  await picture(page, "4-review");
  await isSound(page);
  await press(page, "徵求發明人確認");
  await page.waitForURL(/\/cases\//);
  await admin.goto("/admin/outbox");
  const link = await admin.locator("a[href^='/inventor/']").first().getAttribute("href");
  const outside = await (await browser.newContext({ baseURL: portal.address, locale: "zh-HK" })).newPage();
  await outside.goto(link!);
  await outside.getByText("鏡身可在半秒內由軟變硬。").waitFor();
  await picture(outside, "5-outside");
  await isSound(outside);
  await press(outside, "我確認此份額");
  await press(page, "提交辦公室");
  await page.getByText("已提交並加蓋封印").first().waitFor();
  await picture(page, "6-case");
  const report = await page.request.get(`${new URL(page.url()).pathname}/disclosure.pdf`);
  expect((await report.body()).subarray(0, 5).toString()).toBe("%PDF-");
  expect(faults).toEqual([]);
  await admin.goto("/admin/outbox");
  await admin
    .getByText(/Urgent: disclosure/)
    .first()
    .waitFor();
});

/** Begins a disclosure by the five answers, and opens a step of it. */
async function begun(step: string, language = "en"): Promise<Page> {
  const page = await signedIn(browser, portal, "researcher", language);
  await page.goto("/research/disclose");
  for (const name of ["title", "novelty", "solution", "purpose"]) await page.fill(`[name=${name}]`, `A valve: ${name}`);
  await page.locator("main form button").click();
  await page.waitForURL(/\/research\/disclosures\/.+step=people/);
  await page.goto(`${new URL(page.url()).pathname}?step=${step}`);
  await page.waitForLoadState("networkidle");
  return page;
}
/** As a paste does, in one go: keys would take hours. */
const paste = (page: Page, name: string, text: string, times: number) =>
  page.locator(`[name=${name}]`).evaluate(
    (field: HTMLTextAreaElement, [part, count]) => {
      field.value = part.repeat(count);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    },
    [text, times] as const,
  );
/** What the portal has, whatever this device keeps. */
const onRecord = async (page: Page, step: string) => {
  const response = await page.request.get(`${new URL(page.url()).pathname}?step=${step}`);
  return response.text();
};
const focus = (page: Page) =>
  page.evaluate(() => {
    const here = document.activeElement as HTMLInputElement;
    return `${here.localName} ${here.name ?? here.textContent?.trim()}`;
  });

it("an answer that is too long is told beside its field, holds nothing else back, and is not passed over", async () => {
  const page = await begun("invention");
  await paste(page, "advantages", "x", 20_001);
  await page.fill("[name=problem]", "Valves leak.");
  await page.locator("#field-advantages-error", { hasText: "At most 20000 characters; this has 20001." }).waitFor();
  await page.getByText("One answer is not saved").waitFor();
  expect(await onRecord(page, "invention")).toContain("Valves leak.");
  await isSound(page);
  await page.getByRole("button", { name: "Save and go on" }).click();
  expect(await focus(page)).toBe("textarea advantages");
  expect(page.url()).toContain("step=invention");

  // Whoever opens another step all the same is told there, and what stands on that one is saved.
  await page.goto(page.url().replace("invention", "market"));
  await page.waitForLoadState("networkidle");
  const elsewhere = page.getByRole("alert").getByRole("link", { name: "Invention" });
  await elsewhere.waitFor();
  await page.fill("[name=firms]", "Two firms have asked.");
  await page.getByText(/^saved /).waitFor();
  expect(await onRecord(page, "market")).toContain("Two firms have asked.");
  await picture(page, "too-long-elsewhere");
  await elsewhere.click();
  await page.waitForURL(/step=invention/);
  expect(await focus(page)).toBe("h2 Invention");

  await paste(page, "advantages", "x", 10_000_000);
  await page.locator("#field-advantages-error", { hasText: "this has 10000000." }).waitFor();
  await page.getByText("This device has no room to keep it").waitFor();
  await page.fill("[name=problem]", "Valves still leak.");
  await expect.poll(() => onRecord(page, "invention")).toContain("Valves still leak.");
  expect(await page.getByText("no connection").count()).toBe(0);
  await paste(page, "advantages", "x", 20_000);
  await page.locator("#field-advantages-error").waitFor({ state: "detached" });
  await page.getByText(/^saved /).waitFor();
  expect(await onRecord(page, "invention")).toContain("x".repeat(20_000));
  await page.getByRole("button", { name: "Save and go on" }).click();
  await page.waitForURL(/step=people/);
  expect(await focus(page)).toBe("h2 People");
});

it("what the portal answers to a save is told as what it is, and no answer as no connection", async () => {
  const page = await begun("invention");
  const told: Array<[number | null, string]> = [
    [413, "It is more than the portal takes at once."],
    [502, "Something on the portal’s side broke (error 502)"],
    [null, "Not saved yet: no connection."],
  ];
  for (const [status, words] of told) {
    await page.route("**/answer", (route) =>
      status ? route.fulfill({ status, contentType: "text/html", body: "<p>no</p>" }) : route.abort("failed"),
    );
    await page.fill("[name=problem]", `Answered with ${status}`);
    await page.getByText(words).waitFor();
    expect(await page.getByText(/no connection/).count(), String(status)).toBe(status ? 0 : 1);
    await page.unroute("**/answer");
  }
  await page.getByText(/^saved /).waitFor();
  expect(await onRecord(page, "invention")).toContain("Answered with null");
});

it("a file chosen without a connection never looks attached, goes up by itself, or is given up", async () => {
  const page = await begun("files");
  const chosen = page.locator("input[type=file]");
  const left = page.getByText("Not attached yet: claims.pdf");
  await page.context().setOffline(true);
  await chosen.setInputFiles(pdf("claims.pdf"));
  await left.waitFor();
  await page.getByRole("alert").getByText("The connection broke.").waitFor();
  expect(await chosen.evaluate((field: HTMLInputElement) => field.files?.length)).toBe(0);
  expect(await page.getByText("claims.pdf").count()).toBe(1);
  await picture(page, "file-offline");
  await isSound(page);
  await page.getByRole("button", { name: "Save and go on" }).click();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Not attached yet: claims.pdf");
  expect(page.url()).toContain("step=files");
  await page.context().setOffline(false);
  await page.getByRole("link", { name: "claims.pdf" }).waitFor();
  await left.waitFor({ state: "detached" });

  await page.context().setOffline(true);
  await chosen.setInputFiles(pdf("drawing.pdf"));
  await page.getByText("Not attached yet: drawing.pdf").waitFor();
  await page.getByRole("button", { name: "Do not send" }).click();
  await page.getByText("Not attached yet").waitFor({ state: "detached" });
  await page.context().setOffline(false);

  // What is no word of the portal that it has the file is not taken for one.
  const answers: Array<[number, string]> = [
    [200, "“drawing.pdf” is not attached: the portal answered with error 200."],
    [502, "“drawing.pdf” is not attached: the portal answered with error 502."],
  ];
  for (const [status, words] of answers) {
    await page.route("**/files", (route) => route.fulfill({ status, contentType: "text/html", body: "<p>no</p>" }));
    await chosen.setInputFiles(pdf("drawing.pdf"));
    await page.getByRole("alert").getByText(words).waitFor();
    await page.unroute("**/files");
  }
  await page.context().clearCookies();
  await chosen.setInputFiles(pdf("drawing.pdf"));
  await page.getByText("You are signed out: “drawing.pdf” is not attached.").waitFor();
  expect(await page.getByText("The files are attached.").count()).toBe(0);
});

it("what a change of shares takes back is told before and after it, and how everybody is asked again", async () => {
  const page = await begun("people");
  await page.getByRole("button", { name: "Add an inventor" }).click();
  await row(page, "inventors", 1, "name").fill("Chan Tai-man");
  await row(page, "inventors", 1, "email").fill("chan@outside-lab.example");
  await page.getByRole("button", { name: "Split equally" }).click();
  await page.getByText(/^saved /).waitFor();
  await page.goto(page.url().replace("people", "review"));
  await page.waitForLoadState("networkidle");
  await press(page, "Ask the inventors to confirm");
  await page.waitForURL(/\/cases\//);
  await page.goBack();
  await page.goto(page.url().replace("review", "people"));
  await page.waitForLoadState("networkidle");
  const share = row(page, "inventors", 0, "share");
  await share.fill("60");
  await share.blur();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Nobody is asked again by itself").waitFor();
  await picture(page, "consent");
  // Behind the dialog nothing is called refused: beside no field does anything stand.
  expect(await page.getByText(/not saved/).count()).toBe(0);
  await dialog.getByRole("button", { name: "Change it; what was confirmed is void" }).click();
  const voided = page.getByText("What was confirmed no longer counts");
  await voided.waitFor();
  await row(page, "inventors", 1, "share").fill("40");
  await page.getByText("Together 100 %", { exact: true }).waitFor();
  await picture(page, "voided");
  await isSound(page);
  await voided.getByRole("link", { name: "Review" }).click();
  await page.waitForURL(/step=review/);
  await page.getByText("not asked yet").first().waitFor();
  await press(page, "Ask the inventors to confirm");
  await page.waitForURL(/\/cases\//);
});

it("a day that cannot be, and one that is open, are told where they are typed and on the review", async () => {
  const page = await signedIn(browser, portal, "researcher");
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(fault.message));
  await page.goto("/research/disclose");
  await page.waitForLoadState("networkidle");
  // More than the device has room for: said instead of that it is kept.
  await paste(page, "novelty", "x", 10_000_000);
  await page.getByText("This device has no room to keep it").waitFor();
  for (const name of ["title", "novelty", "solution", "purpose"]) await page.fill(`[name=${name}]`, `A valve: ${name}`);
  await page.getByText("What you type stays on this device").waitFor();
  expect(faults).toEqual([]);
  await page.selectOption("[name=isPublic]", "made");
  await page.getByText("Date · required").waitFor();
  await page.selectOption("[name=isPublic]", "planned");
  await page.getByText("Leave the date empty").waitFor();
  await picture(page, "day-open");
  await page.getByRole("button", { name: "Begin the disclosure" }).click();
  await page.waitForURL(/step=people/);
  await page.goto(page.url().replace("people", "made"));
  await page.waitForLoadState("networkidle");
  await page.getByText("“talk” is planned and has no day yet").waitFor();
  await page.getByRole("button", { name: "Add one that was made" }).click();
  await row(page, "made", 1, "on").fill("2099-12-31");
  await page.getByText("“talk” is said to be made, but its date 31 Dec 2099 lies ahead").waitFor();
  await page.getByText(/^saved /).waitFor();
  await picture(page, "days");
  await isSound(page);
  await page.goto(page.url().replace("made", "review"));
  await page.getByText("“talk” is planned and has no day yet").waitFor();
  await page.getByRole("link", { name: "“talk” is said to be made, but its date 31 Dec 2099 lies ahead" }).waitFor();
  // Without a connection nobody is led away from what was typed to a page of errors.
  await page.goto(page.url().replace("review", "market"));
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Save and go on" }).click();
  await page.getByText("No connection: the next step needs the portal.").waitFor();
  await page.context().setOffline(false);
  await page.getByText("No connection").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Save and go on" }).click();
  await page.waitForURL(/step=files/);
});
