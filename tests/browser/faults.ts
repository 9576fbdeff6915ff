import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const desk = { width: 1280, height: 900 };
export const telephone = { width: 390, height: 844 };

/** What axe finds on a page, in the dark only where colours can differ; and whether it fits a telephone. */
export async function faults(page: Page, address: string): Promise<string[]> {
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

export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
