import { eq } from "drizzle-orm";
import { closeDatabase, openDatabase, reads } from "#db/client.ts";
import { loadDemonstration } from "#db/demonstration/load.ts";
import { people } from "#db/schema/identity.ts";
import { refreshLicensed, startSearch, stopWatchingAlerts, watchAlerts } from "./catalogue/index.ts";
import { ContentError, contentProblems } from "./content.ts";
import { stopWatchingSums, tellOfRulesSetAside, watchSums } from "./funding/index.ts";
import { startMailer, stopMailer } from "./notify/index.ts";
import { stopWatchingDeadlines, watchDeadlines } from "./protection/index.ts";

/** Opens the records, brings them up to date, and in demo mode fills an empty portal with demonstration records. */
export async function startPortal(): Promise<void> {
  const isProduction = process.env.PORTAL_MODE === "production";
  if (isProduction) refuseUnsafeSettings();
  refuseBrokenContent();
  await openDatabase();
  if (isProduction) await refuseDemonstrationAccounts();
  else await loadDemonstration();
  await refreshLicensed();
  await startSearch();
  await tellOfRulesSetAside();
  startMailer();
  watchDeadlines();
  watchSums();
  watchAlerts();
}

export async function stopPortal(): Promise<void> {
  stopWatchingDeadlines();
  stopWatchingSums();
  await stopWatchingAlerts();
  await stopMailer();
  await closeDatabase();
}

export async function isReady(): Promise<boolean> {
  return reads()
    .select({ id: people.id })
    .from(people)
    .limit(1)
    .then(
      () => true,
      () => false,
    );
}

/** A broken file would take the pages that read it down later, when nobody looks. */
function refuseBrokenContent(): void {
  const problems = contentProblems();
  if (problems.length > 0) throw new ContentError(problems);
}

function refuseUnsafeSettings(): void {
  if (!process.env.PORTAL_ORIGIN?.startsWith("https://"))
    throw new Error(
      "In production set PORTAL_ORIGIN to the portal's https:// address: links in mails and secure cookies need it.",
    );
  if (!process.env.SMTP_URL)
    throw new Error("In production set SMTP_URL: people confirm their address and reset their password by mail.");
}

async function refuseDemonstrationAccounts(): Promise<void> {
  const [known] = await reads()
    .select({ email: people.email })
    .from(people)
    .where(eq(people.email, "admin@demo.slipway.example"))
    .limit(1);
  if (known)
    throw new Error(
      "This database holds demonstration accounts, whose password is published: start production with a new one.",
    );
}
