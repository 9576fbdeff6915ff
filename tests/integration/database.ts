import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { closeDatabase, openDatabase } from "#db/client.ts";
import { engine } from "#db/engine.ts";

/** An empty, migrated database for one test file: a file of its own, or on PostgreSQL one of its worker's own on the test server. */
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

/** Both addresses of the test server, each to the database of this worker, so that files may run side by side. */
async function emptyPostgres(): Promise<void> {
  const name = `slipway_${process.env.VITEST_POOL_ID ?? 0}`;
  const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).toString();
  await asked(
    at(process.env.DATABASE_URL!, "postgres"),
    `drop database if exists ${name} with (force)`,
    `create database ${name}`,
  );
  process.env.DATABASE_URL = at(process.env.DATABASE_URL!, name);
  process.env.DATABASE_REPLICA_URLS = at(process.env.DATABASE_REPLICA_URLS!, name);
}

async function asked(url: string, ...statements: string[]): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
