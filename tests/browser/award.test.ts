import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contentWithProgramme } from "../own-programme.ts";
import {
  actFor,
  attachAndDeclare,
  checkGivers,
  closeCalls,
  launchBrowser,
  type Portal,
  press,
  savedItself,
  signedIn,
  startPortal,
} from "./portal.ts";

// A programme that was added as one file, from its call to the money that comes back.
let portal: Portal;
let browser: Browser;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-award-"));
beforeAll(async () => {
  process.env.CONTENT_DIR = contentWithProgramme(folder);
  [portal, browser] = await Promise.all([startPortal(3234), launchBrowser()]);
});
afterAll(async () => {
  delete process.env.CONTENT_DIR;
  await browser?.close();
  await portal?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const DAY = 86_400_000;
const dayAt = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * DAY).toISOString().slice(0, 10);
const letter = (name: string) => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from(`%PDF-1.7\n${name}\n%%EOF\n`),
});
const aspects = ["technology", "commercial", "team", "relevance", "finance"];

async function declareInterests(page: Page, employer = "") {
  await page.goto("/funding/interests");
  for (const name of ["employment", "finance", "family", "rivals"])
    await page.selectOption(`[name=${name}]`, name === "employment" && employer ? "yes" : "no");
  await page.fill("[name='details.employment']", employer);
  await page.check("[name=accurate]");
  await press(page, "Declare");
}

it("a call, a match found, a fair review, an award, a tranche by two officers, stage 2, and money back", async () => {
  const [office, funder, second, admin] = (await Promise.all(
    ["tto", "funder", "funder2", "admin"].map((account) => signedIn(browser, portal, account)),
  )) as [Page, Page, Page, Page];

  // 1. The call: another of the same programme may not overlap.
  const publish = async (from: number, until: number) => {
    await funder.goto("/funding");
    if (!(await funder.locator("[name=programmeId]").isVisible()))
      await funder.locator("summary", { hasText: "Publish a call" }).click();
    await funder.fill("[name=title]", "Harbour Lift, first call");
    await funder.selectOption("[name=programmeId]", "harbour-lift");
    await funder.fill("[name=opensOn]", dayAt(from));
    await funder.fill("[name=closesOn]", dayAt(until));
    await funder.fill("[name=closesTime]", "17:00:00");
    await press(funder, "Publish a call");
  };
  await publish(-1, 10);
  await publish(9, 20);
  await funder.getByText("two calls may not overlap").waitFor();

  // 2. An application that is short of industry money.
  await actFor(office, "Harbour University");
  await office.goto("/applications");
  await office.getByRole("link", { name: "Harbour Lift, first call" }).click();
  await office.getByText("Your organisation may lead under this call.").waitFor();
  await office.fill("[name=title]", "A soft gripper for kitchens");
  await office.fill("[name=summary]", "A gripper that lifts tofu.");
  for (const [place, [cost, grant]] of [
    ["9,000,000", "6,000,000"],
    ["4,000,000", "2,000,000"],
  ].entries()) {
    await office.fill(`[name="stages[${place}].months"]`, "12");
    await office.fill(`[name="stages[${place}].cost"]`, cost!);
    await office.fill(`[name="stages[${place}].grant"]`, grant!);
  }
  await press(office, "Begin the application");
  const application = new URL(office.url()).pathname;
  await office.getByText("of match is missing").first().waitFor();

  // 3. A firm is asked in the team's words, and pledges on its link, without an account.
  await office.fill("form [name=name]", "Bay Kitchens");
  await office.fill("form [name=email]", "ceo@bay-kitchens.example");
  await office.fill("[name=note]", "Help us lift tofu: two million for stage 1.");
  await press(office, "Ask these firms");
  await admin.goto("/admin/outbox");
  const link = (await admin.content()).match(/\/sponsor\/[\w-]+/)![0];
  const firm = await (await browser.newContext({ baseURL: portal.address, locale: "en-GB" })).newPage();
  await firm.goto(link);
  await firm.getByText("Help us lift tofu").waitFor();
  await firm.fill("[name=amount]", "2,000,000");
  await firm.getByText("HK$3,000,000 of match is missing in this stage").waitFor();
  await firm.selectOption("[name=isRelated]", "false");
  await firm.fill("[name=signatory]", "Bay Ng, chief executive");
  await firm.check("[name=authority]");
  await press(firm, "Sign the pledge");
  await firm.getByText("your pledge is signed, sealed and on record").waitFor();
  const copied = firm.waitForEvent("download");
  await firm.getByRole("link", { name: "Your signed letter (PDF)" }).click();
  expect((await copied).suggestedFilename()).toMatch(/^pledge-A-.*\.pdf$/);

  // 4. The rest of the match, and the form to its end.
  await office.goto(application);
  for (const [payer, stage, side, form, amount] of [
    ["Harbour University", "stage-1", "university", "cash", "1,000,000"],
    ["Victoria Ventures", "stage-2", "industry", "capital", "2,000,000"],
  ] as const) {
    await office.fill("[name=payerName]", payer);
    await office.selectOption("form:has([name=payerName]) [name=stageId]", stage);
    await office.selectOption("[name=side]", side);
    await office.selectOption("[name=form]", form);
    await office.fill("form:has([name=payerName]) [name=amount]", amount);
    await press(office, "Pledge");
  }
  for (let left = 2; left > 0; left--) {
    await office.locator("[name=evidence]").first().fill(`Letter ${left}`);
    await office
      .locator("[name=letter]")
      .first()
      .setInputFiles(letter(`letter ${left}.pdf`));
    await press(office, "Attach evidence");
  }
  await office.goto(`${application}/edit?part=project`);
  for (const name of ["background", "property", ...aspects.map((aspect) => `aspect:${aspect}`)])
    await office.fill(`[name="kept.${name}"]`, `What is to be said of ${name}.`);
  await press(office, "Save");
  await office.goto(`${application}/edit?part=plan`);
  for (const [place, [stage, title, from, until, amount]] of (
    [
      ["stage-1", "Gripper on a line", "0", "12", "6,000,000"],
      ["stage-2", "First ten sold", "12", "24", "2,000,000"],
    ] as const
  ).entries()) {
    await office.selectOption(`[name="milestones[${place}].stageId"]`, stage);
    await office.fill(`[name="milestones[${place}].title"]`, title);
    await office.fill(`[name="milestones[${place}].measure"]`, "Seen by the funder");
    await office.fill(`[name="milestones[${place}].fromMonth"]`, from);
    await office.fill(`[name="milestones[${place}].untilMonth"]`, until);
    await office.fill(`[name="milestones[${place}].amount"]`, amount);
  }
  await savedItself(office, "plan");
  await office.goto(`${application}/edit?part=budget`);
  const cells = office.locator("tr:first-child input[data-cell]");
  for (const [place, amount] of ["6,000,000", "2,000,000", "1,000,000", "2,000,000", "2,000,000"].entries())
    await cells.nth(place).fill(amount);
  expect(await office.getByText("The table fits the plan.").count()).toBe(2);
  await press(office, "Save");
  await attachAndDeclare(office, application);
  await office.goto(application);
  await press(office, "Submit");
  await office.getByText("Sent and sealed").waitFor();

  // 5. A conflict is caught; then two reviewers score without seeing each other.
  const reviewer = await signedIn(browser, portal, "reviewer");
  await declareInterests(reviewer, "Adviser of Bay Kitchens");
  await funder.goto(application);
  await funder.getByText("declared an interest").waitFor();
  for (const name of ["Daniel Roth", "Sze Nga-lai"]) await funder.getByLabel(name).check();
  await press(funder, "Ask for reviews");
  await funder.getByText("has a conflict of interest and was not asked").waitFor();
  await declareInterests(reviewer);
  await funder.goto(application);
  for (const name of ["Daniel Roth", "Sze Nga-lai"]) await funder.getByLabel(name).check();
  await press(funder, "Ask for reviews");
  const reviewer2 = await signedIn(browser, portal, "reviewer2");
  for (const page of [reviewer, reviewer2]) {
    await page.goto(application);
    await press(page, "Accept");
    for (const aspect of aspects) {
      await page.fill(`[name="scores.${aspect}"]`, aspect === "team" ? "" : "80");
      await page.fill(`[name="reasons.${aspect}"]`, "Seen.");
    }
    await page.fill("[name=comment]", "Sound.");
    await press(page, "Give the review");
  }

  // 6. The call closes; decided, told, signed, started.
  // Who still writes a draft then is told at the first save that it comes too late.
  const late = await office.context().newPage();
  await late.goto("/applications/demonstration-application-6/edit?part=project");
  closeCalls(portal);
  await late.locator("textarea").first().fill("A word too late.");
  await late.getByText("this is kept as a draft and was not sent").first().waitFor();
  await press(late, "Save");
  await late.getByText("The call has closed: this is kept as a draft").first().waitFor();
  // On a telephone no number of an application breaks at its hyphen.
  await late.setViewportSize({ width: 320, height: 700 });
  await late.goto("/applications");
  const lines = await late
    .getByText(/^A-\d{4}-\d{4}$/)
    .evaluateAll((all) => all.map((each) => each.getClientRects().length));
  expect(new Set(lines)).toEqual(new Set([1]));
  await late.close();
  await funder.goto(application);
  await funder.getByText("mean 80.00").waitFor();
  await funder.fill("form:has([name=conditions]) [name=reason]", "Strong.");
  await press(funder, "Approve");
  await office.goto(application);
  await office.getByText("Before the panel").first().waitFor();
  await press(funder, "Tell the decision");
  const award = `${application}/award`;
  await office.goto(award);
  await office.fill("form:has(button[value=sign]) [name=position]", "Vice-President for Research");
  await press(office, "Sign the agreement");
  await funder.goto(award);
  await checkGivers(funder);
  await press(funder, "Start the project");

  // 7. A claim, the milestone, the match received; then the tranche, by two officers.
  await office.goto(award);
  await press(office, "Begin a claim");
  await office.selectOption("[name=category]", "manpower");
  await office.fill("main [name=description]", "Engineer, first month");
  await office.fill("[name=spentOn]", dayAt(0));
  await office.fill("form:has([name=voucher]) [name=amount]", "150,000");
  await office.locator("[name=voucher]").setInputFiles(letter("payslip.pdf"));
  await press(office, "Add the cost");
  await press(office, "Send the claim");
  await office.locator("summary", { hasText: "Report the milestone" }).first().click();
  await office.locator("[name=report]").first().fill("It lifts tofu, 400 times an hour.");
  await press(office, "Report the milestone");
  await office.getByText("Add what shows it: a document, or a reference or link.").waitFor();
  await office.locator("[name=reference]").first().fill("https://kitchens.example/run-400");
  await press(office, "Report the milestone");
  await funder.goto(award);
  await press(funder, "Allow");
  await press(funder, "Accept the milestone");
  await funder.getByText("the match received carries it").first().waitFor({ state: "attached" });
  expect(await funder.getByRole("button", { name: "Propose the release" }).count()).toBe(0);
  await funder.goto(application);
  for (let left = 2; left > 0; left--) {
    await funder
      .locator("[name=proof]")
      .first()
      .setInputFiles(letter(`advice ${left}.pdf`));
    await press(funder, "Money has arrived");
  }
  await funder.getByRole("link", { name: "advice 1.pdf" }).waitFor();
  await funder.goto(award);
  await press(funder, "Propose the release");
  await funder.getByText("another officer releases it").first().waitFor();
  await second.goto(award);
  await press(second, "Release the tranche");
  await second.getByText("released", { exact: true }).first().waitFor();

  // 8. Stage 2, sales, and what is due back is paid.
  await press(second, "Open the next stage");
  await office.goto(award);
  await office.locator("summary", { hasText: "Tell sales" }).click();
  await office.fill("[name=fromOn]", dayAt(-30));
  await office.fill("[name=untilOn]", dayAt(0));
  await office.fill("[name=netSales]", "1,000,000");
  await press(office, "Enter");
  await office.getByText("What was sold before is not of what the grant paid for").waitFor();
  await office.fill("[name=fromOn]", dayAt(0));
  await press(office, "Enter");
  await funder.goto("/funding/money");
  // 3 % of a million, beside what a terminated demonstration award owes.
  await funder.getByText("HK$30,000", { exact: true }).waitFor();
  await funder.goto(award);
  await press(funder, "Enter");
  await funder.getByText("settled", { exact: true }).first().waitFor();
  await funder.goto("/funding/sums");
  await press(funder, "Check now");
  await funder.getByText(/All \d+ sums of \d+ awards hold/).waitFor();
});
