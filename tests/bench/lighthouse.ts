import lighthouse from "lighthouse";
import { installedBrowser, launchBrowser } from "../browser/portal.ts";

interface LighthouseFigure {
  page: string;
  /** Missing where only the browser of the package registry is there: it cannot be traced. */
  performance?: number;
  accessibility?: number;
  bestPractices?: number;
  seo?: number;
  /** Audits below 90, for who wants to mend them. */
  faults: string;
}

const DEBUG_PORT = 3232;

/**
 * Lighthouse's scores (0 to 100) of public pages, as it measures a telephone on a slow connection. Performance needs a
 * whole Chromium (`/usr/bin/chromium`, or `CHROMIUM=<file>`): the headless shell stands still when it is traced.
 */
export async function lighthouseScores(origin: string, pages: string[]): Promise<LighthouseFigure[]> {
  const figures: LighthouseFigure[] = [];
  const isWhole = installedBrowser() !== undefined;
  for (const page of pages) {
    const browser = await launchBrowser([`--remote-debugging-port=${DEBUG_PORT}`]);
    try {
      const run = await lighthouse(`${origin}${page}`, {
        port: DEBUG_PORT,
        output: "json",
        logLevel: "error",
        onlyCategories: [...(isWhole ? ["performance"] : []), "accessibility", "best-practices", "seo"],
      });
      if (!run || run.lhr.runtimeError) {
        // The other figures of the bench are worth having without this one.
        figures.push({ page, faults: `not measured: ${run?.lhr.runtimeError?.message ?? "no answer"}` });
        continue;
      }
      const { categories, audits } = run.lhr;
      const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100);
      figures.push({
        page,
        ...(isWhole && { performance: score("performance") }),
        accessibility: score("accessibility"),
        bestPractices: score("best-practices"),
        seo: score("seo"),
        faults: Object.values(audits)
          .filter((audit) => audit.score !== null && audit.score < 0.9)
          .map((audit) => audit.id)
          .join(", "),
      });
    } finally {
      await browser.close();
    }
  }
  return figures;
}
