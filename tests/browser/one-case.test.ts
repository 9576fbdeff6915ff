import { execFileSync } from "node:child_process";
import fs from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  actFor,
  attachAndDeclare,
  checkGivers,
  choose,
  closeCalls,
  launchBrowser,
  type Portal,
  press,
  savedItself,
  signedIn,
  startPortal,
} from "./portal.ts";

// One real case from the laboratory to returns, by the people who would do it (facts: interview of 2024).
let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3217), launchBrowser()]);
});
afterAll(async () => {
  if (process.env.SCREENSHOTS)
    for (const [place, context] of (browser?.contexts() ?? []).entries())
      await context.pages()[0]?.screenshot({ path: `${process.env.SCREENSHOTS}/end-${place}.png`, fullPage: true });
  await browser?.close();
  await portal?.stop();
});

const path = (page: Page) => new URL(page.url()).pathname;

async function recordAndDisclose(
  researcher: Page,
  titles: { en: string; hant: string; hans: string },
  kind: string,
  summary: string,
) {
  await researcher.goto("/research/outputs/new");
  await researcher.fill("#field-titleEn", titles.en);
  await researcher.fill("#field-titleHant", titles.hant);
  await researcher.fill("#field-titleHans", titles.hans);
  await researcher.selectOption("[name=kind]", kind);
  await choose(researcher, "Field", "Medical robotics");
  await researcher.fill("[name=summary]", summary);
  await researcher.locator("summary", { hasText: "More: people" }).click();
  await researcher.fill("[name=trl]", "7");
  await press(researcher, "Record it");
  const caseAddress = path(researcher);
  await researcher.getByRole("button", { name: "Disclose the invention" }).click();
  await researcher.waitForURL(/research\/disclosures/);
  await researcher.fill("[name=novelty]", "Recognises actions, images and vital signs together.");
  await researcher.fill(
    "[name=solution]",
    "A multimodal model reads the video and the monitor and warns of danger zones.",
  );
  await researcher.fill("[name=purpose]", "Help for neurosurgeons during an operation.");
  await researcher.fill("[name=problem]", "Surgeons watch several screens at once.");
  const next = async (step: string) => {
    await researcher.getByRole("button", { name: "Save and go on" }).click();
    await researcher.waitForURL(new RegExp(`step=${step}`));
  };
  const fill = (list: string, place: number, member: string, value: string) =>
    researcher.locator(`[name^="${list}."][name$=".${member}"]`).nth(place).fill(value);
  await next("people");
  await fill("inventors", 0, "share", "50");
  for (const [place, name, email, share] of [
    [1, "Tang Sin-yee", "tang@partner-lab.example", "33.33"],
    [2, "Omar Haddad", "haddad@partner-lab.example", "16.67"],
  ] as const) {
    await researcher.getByRole("button", { name: "Add an inventor" }).click();
    await fill("inventors", place, "name", name);
    await fill("inventors", place, "email", email);
    await fill("inventors", place, "share", share);
  }
  await next("origins");
  await next("made");
  await researcher.getByRole("button", { name: "Add one that was made" }).click();
  await researcher.locator('[name^="made."][name$=".kind"]').selectOption("paper");
  await fill("made", 0, "on", "2026-10-01");
  await fill("made", 0, "where", "A conference");
  await next("market");
  await researcher.goto(caseAddress);
  await press(researcher, "Ask the inventors to confirm");
  return caseAddress;
}

/** The co-inventors open the links they got by mail, without an account. */
async function confirmAll(admin: Page) {
  await admin.goto("/admin/outbox");
  const links = await admin
    .locator("a[href^='/inventor/']")
    .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute("href")!));
  const stranger = await (await browser.newContext({ baseURL: portal.address, locale: "en-GB" })).newPage();
  for (const link of links.slice(0, 2)) {
    await stranger.goto(link);
    await press(stranger, "I confirm my share");
  }
}

const aspects = ["technology", "commercial", "team", "relevance", "finance"];

/** Answers, plan, budget and declarations of the application: what must be there before it can be sent. */
async function fillForm(officer: Page, application: string) {
  await officer.goto(`${application}/edit?part=project`);
  for (const name of ["background", "property", ...aspects.map((aspect) => `aspect:${aspect}`)])
    await officer.fill(`[name="kept.${name}"]`, "From prototype to first patients.");
  await press(officer, "Save");
  await officer.goto(`${application}/edit?part=plan`);
  for (const [place, [stage, title, until, amount]] of (
    [
      ["stage-1", "First in-human trial approved", "12", "4,000,000"],
      ["stage-1", "First patients treated", "36", "20,000,000"],
      ["stage-2", "Registration filed", "60", "16,000,000"],
    ] as const
  ).entries()) {
    await officer.selectOption(`[name="milestones[${place}].stageId"]`, stage);
    await officer.fill(`[name="milestones[${place}].title"]`, title);
    await officer.fill(`[name="milestones[${place}].measure"]`, "The approval itself");
    await officer.fill(`[name="milestones[${place}].untilMonth"]`, until);
    await officer.fill(`[name="milestones[${place}].amount"]`, amount);
  }
  await savedItself(officer, "plan");
  await officer.goto(`${application}/edit?part=budget`);
  const cells = officer.locator("tr:first-child input[data-cell]");
  for (const [place, amount] of [
    "24,000,000",
    "5,000,000",
    "1,000,000",
    "6,000,000",
    "16,000,000",
    "16,000,000",
  ].entries())
    await cells.nth(place).fill(amount);
  await press(officer, "Save");
  await attachAndDeclare(officer, application);
}

async function evaluate(officer: Page, caseAddress: string, answers: Record<string, string>, advice: string) {
  await officer.goto(caseAddress);
  await press(officer, "Take into triage");
  await press(officer, "Start evaluation");
  for (const [question, answer] of Object.entries(answers))
    await officer.selectOption(`[name="answers.${question}"]`, answer);
  await press(officer, "Save the assessment");
  await officer.locator("#evaluation").getByText(advice, { exact: true }).waitFor();
  await officer.fill("#field-decide-reason", "As advised.");
  await press(officer, "Accept and decide");
}

it("one case travels the whole pipeline", async () => {
  const [researcher, officer, partner, admin] = (await Promise.all(
    ["researcher", "tto", "partner", "admin"].map((account) => signedIn(browser, portal, account)),
  )) as [Page, Page, Page, Page];

  // 1. Output and disclosure with two co-inventors; submission is refused until both have confirmed.
  const cares = await recordAndDisclose(
    researcher,
    { en: "CARES Copilot 1.0", hant: "CARES Copilot 1.0 手術多模態大模型", hans: "CARES Copilot 1.0 手术多模态大模型" },
    "software",
    "A multimodal large model for surgery, opened to neurosurgeons in March 2024.",
  );
  await press(researcher, "Submit to the office");
  await researcher.getByText("Not confirmed yet: Tang Sin-yee, Omar Haddad.").waitFor();
  await confirmAll(admin);
  await researcher.goto(cares);
  await press(researcher, "Submit to the office");
  await researcher.getByText("Submitted and sealed.").waitFor();
  const report = await researcher.request.get(`${cares}/disclosure.pdf?lang=zh-Hant`);
  expect((await report.body()).subarray(0, 5).toString()).toBe("%PDF-");
  // 2. Evaluation: licence for what lives in other firms' devices, spin-off for what stands alone.
  await evaluate(
    officer,
    cares,
    {
      hostProduct: "wholly",
      lead: "high",
      gatekeepers: "few",
      capital: "beyond",
      team: "part",
      payer: "nobodyYet",
      fields: "several",
      partner: "maker",
      openness: "no",
    },
    "License it, field by field.",
  );
  const micro = await recordAndDisclose(
    researcher,
    {
      en: "MicroNeuro",
      hant: "MicroNeuro 微創腦手術柔性內窺鏡機械人系統",
      hans: "MicroNeuro 微创脑手术柔性内镜机器人系统",
    },
    "prototype",
    "A flexible endoscope robot for minimally invasive brain surgery.",
  );
  await confirmAll(admin);
  await researcher.goto(micro);
  await press(researcher, "Submit to the office");
  await evaluate(
    officer,
    micro,
    {
      hostProduct: "no",
      lead: "clear",
      gatekeepers: "many",
      capital: "raisable",
      team: "ready",
      payer: "provider",
      fields: "one",
      partner: "investor",
      openness: "no",
    },
    "Spin it off and incubate the company.",
  );

  // 3. A first filing makes its deadlines: twelve months from 15 January 2026 is a Friday.
  await officer.goto(cares);
  await officer.selectOption("[name=jurisdiction]", "CN");
  await officer.selectOption("form [name=kind]", "first");
  await officer.fill("[name=filedOn]", "2026-01-15");
  await press(officer, "Record it");
  await officer.getByText("File abroad or by PCT with priority").waitFor();
  expect(await officer.locator("#main").textContent()).toContain("15 Jan 2027");

  // 4. Publication: refused while answers lack, agreed by an inventor, published by the officer; found in three
  // languages by somebody who is not signed in; the flyer is a PDF.
  await officer.goto(`${cares}/profile`);
  await officer.fill('[name="valueLine.en"]', "Reads three sources at once, and warns in time.");
  await press(officer, "Save");
  await press(officer, "Publish");
  await officer.getByText("It cannot be published yet: 5 answers are lacking.").waitFor();
  for (const [name, text] of Object.entries({
    "advantages[0].claim.en": "Fewer screens to watch",
    "advantages[0].evidence.en": "One theatre, 20 operations.",
    "advantages[0].rival.name.en": "a screen for each source",
    "advantages[0].rival.ours": "1",
    "advantages[0].rival.theirs": "3",
    "payer.en": "Makers of devices",
    "route.en": "Through makers of endoscopes.",
    "package.en": "Model weights and interfaces for one field.",
  }))
    await officer.fill(`[name="${name}"]`, text);
  await officer.locator("[name=offers][value=fieldOfUseLicence]").check();
  await press(officer, "Save");
  await press(officer, "Ask the inventors to agree");
  await researcher.goto("/research");
  await researcher.getByRole("link", { name: "Read and agree" }).click();
  await press(researcher, "I agree to this version");
  await officer.goto(`${cares}/profile`);
  await press(officer, "Publish");
  const stranger = await (await browser.newContext({ baseURL: portal.address, locale: "en-GB" })).newPage();
  for (const query of ["Copilot surgery", "手術多模態", "手术大模型"]) {
    await stranger.goto(`/technologies?q=${encodeURIComponent(query)}`);
    await stranger.locator("a[href='/technologies/cares-copilot-1-0']").waitFor();
  }
  const flyer = await stranger.request.get("/technologies/cares-copilot-1-0.pdf?lang=zh-Hant");
  expect((await flyer.body()).subarray(0, 5).toString()).toBe("%PDF-");

  // 5. Enquiry, NDA, two versions of the terms, both sign, sales, royalty, distribution to the cent.
  await partner.goto("/technologies/cares-copilot-1-0");
  await partner.getByRole("link", { name: "Ask about this" }).click();
  await partner.fill("[name=question]", "Could it run inside our endoscopes?");
  await press(partner, "Send");
  const deal = path(partner);
  await officer.goto(deal);
  await press(officer, "Offer the NDA");
  await partner.goto(deal);
  await press(partner, "Accept the NDA");
  await officer.goto(deal);
  const propose = async (page: Page, royalty: string) => {
    if (await page.locator("summary", { hasText: "Propose another version" }).count())
      await page.locator("summary", { hasText: "Propose another version" }).click();
    await page.fill("[name=fieldOfUse]", "Flexible endoscopes");
    await page.fill("[name=territory]", "HK, CN");
    await page.fill("[name=upfront]", "500,000");
    await page.fill("[name=royalty]", royalty);
    await page.fill("[name=minimumAnnual]", "0");
    await press(page, "Propose these terms");
  };
  await propose(officer, "4");
  await partner.goto(deal);
  await propose(partner, "3");
  await officer.goto(deal);
  await press(officer, "Accept version 2");
  await press(officer, "Sign the licence");
  await partner.goto(deal);
  await press(partner, "Sign the licence");
  await partner.getByText("Licence in force").first().waitFor();
  const licence = await partner.request.get(
    (await partner.locator("a", { hasText: "Licence agreement (PDF)" }).getAttribute("href"))!,
  );
  expect((await licence.body()).subarray(0, 5).toString()).toBe("%PDF-");
  await partner.fill("[name=fromOn]", "2026-01-01");
  await partner.fill("[name=untilOn]", "2026-06-30");
  await partner.fill("[name=netSales]", "1,234,567.89");
  await press(partner, "Report sales");
  await officer.goto(deal);
  await officer.fill("[name=receivedOn]", "2026-08-01");
  await press(officer, "Received: distribute");
  await researcher.goto(cares);
  const money = await researcher.locator("#main").textContent();
  // By hand: 3 % of 1,234,567.89 = 37,037.04; 70 % = 25,925.92 (rounded down), of it 50 / 33.33 / 16.67 %; 10 % = 3,703.70; the rest 7,407.42.
  for (const amount of ["12,962.96", "8,641.11", "4,321.85", "3,703.70", "7,407.42"]) expect(money).toContain(amount);

  // 6. MicroNeuro becomes a venture with founders' and the institution's equity.
  await officer.goto(micro);
  await officer.fill("[name=incorporatedOn]", "2026-09-01");
  await officer.fill("[name=line]", "A flexible endoscope robot for brain surgery.");
  await officer.fill('[name="founders[0].shares"]', "450000");
  await officer.fill('[name="founders[1].shares"]', "350000");
  await officer.fill("[name=institutionShares]", "200000");
  await press(officer, "Form the venture");
  await officer.getByText("45%").waitFor();

  // 7. A call that overlaps another of its programme is refused; the institute may not lead and is told why; a
  // university may, and the match says what is missing.
  const funder = await signedIn(browser, portal, "funder");
  const publish = async (from: number, until: number) => {
    await funder.goto("/funding");
    await funder.locator("summary", { hasText: "Publish a call" }).click();
    await funder.fill("[name=title]", "RAISe+, call of next spring");
    await funder.selectOption("[name=programmeId]", "raise-plus");
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await funder.fill("[name=opensOn]", day(from));
    await funder.fill("[name=closesOn]", day(until));
    await press(funder, "Publish a call");
  };
  await publish(-1, 20);
  await funder.getByText("two calls may not overlap").waitFor();
  await publish(70, 100);
  await funder.getByRole("link", { name: "RAISe+, call of next spring" }).waitFor();
  const apply = async () => {
    await officer.goto("/programmes/raise-plus");
    await officer.getByRole("link", { name: "Apply" }).click();
    await officer.getByRole("heading", { name: "Apply" }).waitFor();
    // The list to choose from opens once the page’s script is there.
    await officer.waitForLoadState("networkidle");
  };
  const begin = async () => {
    await officer.fill("[name=title]", "MicroNeuro to first patients");
    await choose(officer, "Venture of the team", "MicroNeuro");
    await officer.fill("[name=summary]", "From prototype to first patients.");
    await officer.fill('[name="stages[0].cost"]', "36,000,000");
    await officer.fill('[name="stages[0].grant"]', "24,000,000");
    await officer.fill('[name="stages[1].cost"]', "32,000,000");
    await officer.fill('[name="stages[1].grant"]', "16,000,000");
    await press(officer, "Begin the application");
  };
  await apply();
  await officer.getByText("Your organisation may not lead under this call").waitFor();
  expect(await officer.getByRole("button", { name: "Begin the application" }).count()).toBe(0);
  await actFor(officer, "Harbour University");
  await apply();
  await begin();
  const application = path(officer);
  const letter = Buffer.from("%PDF-1.7\n%%EOF\n");
  const pledge = async (payer: string, stage: string, side: string, form: string, amount: string) => {
    await officer.fill("[name=payerName]", payer);
    await officer.selectOption("form:has([name=payerName]) [name=stageId]", stage);
    await officer.selectOption("[name=side]", side);
    await officer.selectOption("[name=form]", form);
    await officer.fill("form:has([name=payerName]) [name=amount]", amount);
    await press(officer, "Pledge");
  };
  await pledge("Pearl MedTech", "stage-1", "industry", "cash", "5,000,000");
  await officer.getByText("of match is missing").first().waitFor();
  await pledge("Harbour University", "stage-1", "university", "cash", "1,000,000");
  await pledge("Pearl MedTech", "stage-1", "industry", "inKind", "6,000,000");
  await pledge("Victoria Ventures", "stage-2", "industry", "capital", "16,000,000");
  await officer.getByText("Would pass if signed.").first().waitFor();
  const submit = officer.getByRole("button", { name: "Submit" });
  await officer.getByText("Not complete yet: Project, Plan, Budget, Documents, Declarations, Match.").waitFor();
  expect(await submit.isDisabled()).toBe(true);
  await fillForm(officer, application);
  await officer.goto(application);
  await officer.getByText("Not complete yet: Match.").waitFor();
  expect(await submit.isDisabled()).toBe(true);
  for (let left = 4; left > 0; left--) {
    await officer.locator("[name=evidence]").first().fill(`Letter ${left}`);
    await officer
      .locator("[name=letter]")
      .first()
      .setInputFiles({ name: `letter ${left}.pdf`, mimeType: "application/pdf", buffer: letter });
    await press(officer, "Attach evidence");
    await officer.goto(application);
  }
  await press(officer, "Submit");
  await funder.goto(application);
  for (const name of ["Daniel Roth", "Sze Nga-lai"]) await funder.getByLabel(name).check();
  await press(funder, "Ask for reviews");
  for (const account of ["reviewer", "reviewer2"]) {
    const reviewer = await signedIn(browser, portal, account);
    await reviewer.goto(application);
    await press(reviewer, "Accept");
    for (const aspect of aspects) {
      await reviewer.fill(`[name="scores.${aspect}"]`, "80");
      await reviewer.fill(`[name="reasons.${aspect}"]`, "As seen.");
    }
    await reviewer.fill("[name=comment]", "Sound and timely.");
    await press(reviewer, "Give the review");
  }
  closeCalls(portal);
  await funder.goto(application);
  await funder.fill("form:has([name=conditions]) [name=reason]", "Approved as applied for.");
  await press(funder, "Approve");
  await press(funder, "Tell the decision");
  const award = `${application}/award`;
  await officer.goto(award);
  await officer.fill("form:has(button[value=sign]) [name=position]", "Vice-President for Research");
  await press(officer, "Sign the agreement");
  await funder.goto(award);
  await checkGivers(funder);
  await press(funder, "Start the project");
  await officer.goto(award);
  await officer.locator("summary", { hasText: "Report the milestone" }).first().click();
  await officer.locator("[name=report]").first().fill("Ethics approval received.");
  await officer.locator("[name=reference]").first().fill("Approval 2026/114 of the ethics board");
  await press(officer, "Report the milestone");
  await funder.goto(application);
  await funder.locator("form:has(button[value=receive]) [name=evidence]").first().fill("Bank advice 0471");
  await press(funder, "Money has arrived");
  await funder.goto(award);
  await press(funder, "Accept the milestone");
  await press(funder, "Propose the release");
  const second = await signedIn(browser, portal, "funder2");
  await second.goto(award);
  await press(second, "Release the tranche");
  await second.getByText("released", { exact: true }).first().waitFor();

  // 8. Every step is on the journey, and the audit log verifies.
  await researcher.goto(micro);
  const steps = await researcher.locator("ol[aria-label='Journey of the case']").textContent();
  expect(steps).toContain("Funded");
  await researcher.getByText("Reach the next milestone").first().waitFor();
  expect(await researcher.locator("#history").textContent()).toContain("tranche released");
  const verified = execFileSync(process.execPath, ["services/audit/verify-command.ts"], {
    env: { ...process.env, DATA_DIR: portal.folder, DATABASE_URL: "" },
    encoding: "utf8",
  });
  expect(verified).toContain("audit chain intact");
  if (process.env.SCREENSHOTS) {
    fs.mkdirSync(process.env.SCREENSHOTS, { recursive: true });
    for (const [name, page, address] of [
      ["case", researcher, cares],
      ["deal", officer, deal],
      ["application", funder, application],
    ] as const) {
      await page.goto(address);
      await page.setViewportSize({ width: 1440, height: 1000 });
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
    }
  }
});
