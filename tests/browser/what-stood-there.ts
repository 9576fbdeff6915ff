import { afterEach } from "vitest";
import { openBrowsers } from "./portal.ts";

/** What a failed journey's pages showed: the failure may not come again when somebody looks. */
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  const pages = openBrowsers.flatMap((browser) => browser.contexts().flatMap((context) => context.pages()));
  for (const page of pages) {
    const text = await page
      .locator("#main")
      .textContent({ timeout: 2_000 })
      .catch((fault: Error) => fault.message);
    console.error(`${task.name}\n${page.url()}\n${text?.replaceAll(/\s+/g, " ").slice(0, 1_500)}\n`);
  }
});
