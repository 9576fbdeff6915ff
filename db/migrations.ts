import fs from "node:fs";
import path from "node:path";

export function migrationsFolder(engine: "sqlite" | "postgres"): string {
  return path.resolve("db/migrations", engine);
}

/** When the newest migration of this code was made, epoch milliseconds. */
export function newestMigration(engine: "sqlite" | "postgres"): number {
  const journal = JSON.parse(fs.readFileSync(path.join(migrationsFolder(engine), "meta/_journal.json"), "utf8")) as {
    entries: Array<{ when: number }>;
  };
  return Math.max(0, ...journal.entries.map((entry) => entry.when));
}

/** A database that a newer release has changed is left alone: migrations go forward only. */
export function refuseNewer(applied: number | null, newest: number): void {
  if (applied !== null && applied > newest)
    throw new Error(
      "The database was changed by a newer release of Slipway. Start that release, or restore a backup made before it.",
    );
}
