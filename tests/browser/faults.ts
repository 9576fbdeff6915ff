import axe, { type AxeResults, type RunOptions } from "axe-core";
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
  const light = await axeFinds(page, { type: "tag", values: ["wcag2a", "wcag2aa"] });
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await axeFinds(page, { type: "rule", values: ["color-contrast", "link-in-text-block"] });
  await page.setViewportSize(telephone);
  const beyond = await overflow(page);
  await page.setViewportSize(desk);
  return [
    ...(beyond > 0 ? [`${address}: ${beyond} points beyond a telephone's edge`] : []),
    ...(isTitled ? [] : [`${address}: headed “${heading}”, and its window is called “${await page.title()}”`]),
    ...twice.map((id) => `${address}: two elements are called ${id}`),
    ...[...light, ...dark].map((fault) => `${address}: ${fault}`),
  ];
}

/**
 * What axe finds on the page as it stands. Its own script runs within the page: no page here has frames, for which the
 * package for Playwright opens a second page and sends every passed check through the wire, in twice the time.
 */
export async function axeFinds(page: Page, runOnly: NonNullable<RunOptions["runOnly"]>): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async (options) => {
      const results: AxeResults = await (globalThis as unknown as { axe: typeof axe }).axe.run(options);
      return results.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 120)) }));
    },
    { runOnly, resultTypes: ["violations"], preload: false } satisfies RunOptions,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.join(" | ")}`);
}

export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
