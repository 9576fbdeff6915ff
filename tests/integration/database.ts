import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { closeDatabase, openDatabase } from "#db/client.ts";
import { engine } from "#db/engine.ts";

/** An empty, migrated database for one test file: a file of its own, or on PostgreSQL a fresh schema of the test server. */
export async function openTestDatabase(): Promise<{ folder: string; close(): Promise<void> }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-test-"));
  process.env.DATA_DIR = folder;
  if (engine === "postgres") await emptyPostgres();
  await openDatabase();
  return {
    folder,
    async close() {
      await closeDatabase();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function emptyPostgres(): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("drop schema if exists drizzle cascade; drop schema public cascade; create schema public");
  await client.end();
}
