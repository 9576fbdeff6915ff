import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { closeDatabase, openDatabase } from "#db/client.ts";
import { loadDemonstration } from "#db/demonstration/load.ts";
import { engine } from "#db/engine.ts";

export interface TestDatabase {
  folder: string;
  close(): Promise<void>;
}

/** An empty, migrated database for one test file: a file of its own, or on PostgreSQL one of its worker's own on the test server. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-test-"));
  process.env.DATA_DIR = folder;
  if (engine === "postgres") await makePostgres("template0");
  await openDatabase();
  return opened(folder);
}

/** The same with the demonstration records in it, which a worker loads once and copies from then on. */
export async function openDemonstration(): Promise<TestDatabase> {
  const kept = path.join(os.tmpdir(), `slipway-demonstration-${engine}-${process.pid}`);
  const template = `demonstration_${process.pid}`;
  if (!fs.existsSync(kept)) {
    const { folder } = await openTestDatabase();
    await loadDemonstration();
    await closeDatabase();
    if (engine === "postgres") await onServer(`create database ${template} template ${workersOwn()}`);
    fs.renameSync(folder, kept);
    process.once("exit", () => fs.rmSync(kept, { recursive: true, force: true }));
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-test-"));
  fs.cpSync(kept, folder, { recursive: true });
  process.env.DATA_DIR = folder;
  if (engine === "postgres") await makePostgres(template);
  await openDatabase();
  return opened(folder);
}

const opened = (folder: string): TestDatabase => ({
  folder,
  async close() {
    await closeDatabase();
    fs.rmSync(folder, { recursive: true, force: true });
  },
});

const workersOwn = () => `slipway_${process.env.VITEST_POOL_ID ?? 0}`;
const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).toString();

/** Points both addresses of the test server to a new database of this worker, so that files may run side by side. */
async function makePostgres(template: string): Promise<void> {
  await onServer(
    `drop database if exists ${workersOwn()} with (force)`,
    `create database ${workersOwn()} template ${template}`,
  );
  process.env.DATABASE_URL = at(process.env.DATABASE_URL!, workersOwn());
  process.env.DATABASE_REPLICA_URLS = at(process.env.DATABASE_REPLICA_URLS!, workersOwn());
}

async function onServer(...statements: string[]): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: at(process.env.DATABASE_URL!, "postgres") });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
