// Makes the next migration for both engines from the one schema: `npm run db:generate -- <name>`.
import { spawnSync } from "node:child_process";

const name = process.argv[2] ?? "change";
for (const url of ["", "postgres://schema-only"]) {
  const made = spawnSync("drizzle-kit", ["generate", "--config", "db/drizzle.config.ts", "--name", name], {
    stdio: "inherit",
    env: { ...process.env, DATABASE_URL: url },
  });
  if (made.status !== 0) process.exit(made.status ?? 1);
}
