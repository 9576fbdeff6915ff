import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Connection, Reader, Transaction } from "./client.ts";
import { migrationsFolder, newestMigration, refuseNewer } from "./migrations.ts";
import { createSearchTable, postgresSearch } from "./postgres-search.ts";

// int8 and numeric arrive as strings; every number of the portal is a safe integer, so both engines give numbers.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** Serialises the portal's writers, whose audit events form one chain anyway, instead of letting them fail and retry. */
const WRITERS_LOCK = 7_305_110;
const RETRIED = new Set(["40001", "40P01"]);
const LOCK_UNKNOWN = new Set(["42883", "0A000"]);

/** A primary for writes and exact reads, and replicas for reads that may lag. */
export async function openPostgres(url: string, replicaUrls: string[]): Promise<Connection> {
  const pool = new pg.Pool({ connectionString: url, max: 12 });
  const replicas = replicaUrls.map((replicaUrl) => new pg.Pool({ connectionString: replicaUrl, max: 12 }));
  for (const each of [pool, ...replicas]) each.on("error", () => undefined); // an idle client lost its server; the next query reconnects
  await bringUpToDate(pool);
  const reader = drizzle(pool) as unknown as Reader;
  const replicaReaders = replicas.map((replica) => drizzle(replica) as unknown as Reader);
  let turn = 0;

  return {
    reader,
    replica: () => (replicaReaders.length > 0 ? replicaReaders[turn++ % replicaReaders.length]! : reader),
    search: postgresSearch(pool, () => (replicas.length > 0 ? replicas[turn++ % replicas.length]! : pool)),
    async transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(pool, work);
        } catch (error) {
          if (attempt >= 20 || !RETRIED.has(codeOf(error))) throw error;
          await new Promise((resume) => setTimeout(resume, Math.random() * 20 * attempt));
        }
      }
    },
    async close() {
      await Promise.all([pool.end(), ...replicas.map((replica) => replica.end())]);
    },
  };
}

async function once<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The lock is taken before the snapshot, so that a waiting writer sees what the one before it wrote.
  const locked = await lockWriters(client);
  try {
    return await drizzle(client).transaction((tx) => work(tx as unknown as Transaction), {
      isolationLevel: "serializable",
    });
  } finally {
    if (locked) await client.query("select pg_advisory_unlock($1)", [WRITERS_LOCK]).catch(() => undefined);
    client.release();
  }
}

/** Engines that only speak the protocol may not know advisory locks; there the retries alone keep writers apart. */
async function lockWriters(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query("select pg_advisory_lock($1)", [WRITERS_LOCK]);
    return true;
  } catch (error) {
    if (LOCK_UNKNOWN.has(codeOf(error))) return false;
    client.release();
    throw error;
  }
}

function codeOf(error: unknown): string {
  const from = error as { code?: string; cause?: { code?: string } };
  return from.code ?? from.cause?.code ?? "";
}

async function bringUpToDate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    // Two processes that start together must not migrate at the same time.
    await client.query("select pg_advisory_lock($1)", [WRITERS_LOCK]).catch(() => undefined);
    const known = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name");
    if (known.rows[0]?.name) {
      const last = await client.query("select max(created_at) as at from drizzle.__drizzle_migrations");
      refuseNewer(last.rows[0].at, newestMigration("postgres"));
    }
    await migrate(drizzle(client), { migrationsFolder: migrationsFolder("postgres") });
    await createSearchTable(client);
    await client.query("select pg_advisory_unlock($1)", [WRITERS_LOCK]).catch(() => undefined);
  } finally {
    client.release();
  }
}
