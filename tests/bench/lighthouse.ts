import lighthouse from "lighthouse";
import { launchBrowser } from "../browser/portal.ts";

export interface LighthouseFigure {
  page: string;
  performance: number;
  accessibility: number;
  bestPractices: number;
  seo: number;
  /** Audits below full marks, for who wants to mend them. */
  faults: string[];
}

const DEBUG_PORT = 3232;

/** Lighthouse's four scores (0 to 100) of public pages, as it measures a telephone on a slow connection. */
export async function lighthouseScores(origin: string, pages: string[]): Promise<LighthouseFigure[]> {
  const figures: LighthouseFigure[] = [];
  for (const page of pages) {
    const browser = await launchBrowser([`--remote-debugging-port=${DEBUG_PORT}`]);
    try {
      const run = await lighthouse(`${origin}${page}`, {
        port: DEBUG_PORT,
        output: "json",
        logLevel: "error",
        // The headless shell never comes back from emptying its storage; each run has a browser of its own anyway.
        disableStorageReset: true,
        onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
      });
      if (!run || run.lhr.runtimeError) throw new Error(`Lighthouse: ${page}: ${run?.lhr.runtimeError?.message}`);
      const { categories, audits } = run.lhr;
      const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100);
      figures.push({
        page,
        performance: score("performance"),
        accessibility: score("accessibility"),
        bestPractices: score("best-practices"),
        seo: score("seo"),
        faults: Object.values(audits)
          .filter((audit) => audit.score !== null && audit.score < 0.9)
          .map((audit) => `${audit.id}${audit.displayValue ? `: ${audit.displayValue}` : ""}`),
      });
    } finally {
      await browser.close();
    }
  }
  return figures;
}
