import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, type Portal, press, signedIn, startPortal } from "./portal.ts";

// A public profile is edited with preview, gets a picture, waits for an inventor, and is taken down; a partner bids.
let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3231), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

it("is edited, previewed, held until an inventor agrees, and taken down; offers stay sealed", async () => {
  const profile = "/cases/microneuro/profile";
  const [officer, partner] = await Promise.all([
    signedIn(browser, portal, "tto"),
    signedIn(browser, portal, "partner"),
  ]);
  const errors: string[] = [];
  officer.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await officer.goto("/technologies/microneuro");
  const described = await officer.locator("script[type='application/ld+json']").first().textContent();
  expect(JSON.parse(described!)).toMatchObject({ "@type": "CreativeWork", offers: { "@type": "Offer" } });
  await officer.goto(profile);
  await officer.fill('[name="valueLine.en"]', "A novel robot.");
  await officer.getByRole("button", { name: "Save and preview" }).click();
  await officer.getByRole("heading", { level: 1, name: /^MicroNeuro/ }).waitFor();
  await officer.locator("summary", { hasText: "hints" }).click();
  await officer.getByText("“novel” (English) tells a reader nothing").waitFor();
  await officer.goto(profile);
  await officer.setInputFiles("[name=picture]", { name: "arm.png", mimeType: "image/png", buffer: pixel });
  await officer.fill('[name="alt.en"]', "The arm beside a hand.");
  await press(officer, "Add a picture");
  expect(
    await officer.locator("img[alt='The arm beside a hand.']").evaluate((img: HTMLImageElement) => img.naturalWidth),
  ).toBe(1);
  expect(errors).toEqual([]);
  await press(officer, "Publish");
  await officer.getByText("an inventor has to agree to this version first").waitFor();

  await partner.goto("/technologies/leachate-forward-membrane");
  await partner.getByRole("link", { name: "Make a sealed offer" }).click();
  await partner.fill("[name=fieldOfUse]", "Landfills");
  await partner.fill("[name=territory]", "CN");
  await partner.fill("[name=upfront]", "500,000");
  await partner.fill("[name=royalty]", "2.5");
  await partner.fill("[name=plan]", "2,000 elements a year from our line in Foshan.");
  await press(partner, "Seal the offer");
  expect(await partner.inputValue("[name=upfront]")).toBe("500,000.00");

  await officer.goto(profile);
  await officer.getByRole("button", { name: "Withdraw the page" }).click();
  await officer.getByRole("dialog").getByRole("textbox").fill("A new filing comes first.");
  await officer.getByRole("dialog").getByRole("button", { name: "Withdraw the page" }).click();
  await officer.getByText("withdrawn", { exact: true }).first().waitFor();
  const gone = await partner.goto("/technologies/microneuro");
  expect(gone?.status()).toBe(410);
  expect(await partner.locator("#main").textContent()).not.toContain("endoscope robot for minimally invasive");
  expect((await partner.request.get("/technologies/microneuro.pdf")).status()).toBe(410);
});
