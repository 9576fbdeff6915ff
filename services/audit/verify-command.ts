import { closeDatabase, openDatabase } from "#db/client.ts";
import { verifyChain } from "./verify.ts";

if (process.argv.includes("--help")) {
  console.log(
    "npm run audit:verify\nWalks the chain of audit events and names the first broken link. Exit 1 when there is one.",
  );
} else {
  await openDatabase();
  const report = await verifyChain();
  await closeDatabase();
  if (report.intact) console.log(`audit chain intact: ${report.events} events, head ${report.head}`);
  else {
    console.error(
      `audit chain broken at event ${report.brokenAt}: ${report.why} (${report.events} events before it hold)`,
    );
    process.exitCode = 1;
  }
}
