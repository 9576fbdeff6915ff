import fs from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Connection, Reader, Transaction } from "./client.ts";
import { migrationsFolder, newestMigration, refuseNewer } from "./migrations.ts";
import { createSearchTable, sqliteSearch } from "./sqlite-search.ts";

/**
 * One file, one writer connection behind a fair queue, and a reader of its own that never sees an open transaction.
 * WAL lets both work at once; `synchronous = FULL` keeps what was committed through a loss of power.
 */
export async function openSqlite(file: string): Promise<Connection> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const writer = new Database(file);
  writer.pragma("journal_mode = WAL");
  writer.pragma("synchronous = FULL");
  writer.pragma("foreign_keys = ON");
  writer.pragma("busy_timeout = 10000");
  writer.pragma("cache_size = -65536");
  bringUpToDate(writer);
  // Fresh statistics: without them the planner takes an index on a state that nearly all rows share.
  writer.pragma("optimize = 0x10002");
  const reader = new Database(file, { readonly: true });
  reader.pragma("busy_timeout = 10000");
  reader.pragma("cache_size = -65536");
  reader.pragma("mmap_size = 1073741824");
  const readerDb = drizzle(reader) as unknown as Reader;
  const writerDb = drizzle(writer) as unknown as Transaction;

  let tail: Promise<unknown> = Promise.resolve();
  return {
    reader: readerDb,
    replica: () => readerDb,
    search: sqliteSearch(reader, writer),
    transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
      const turn = tail.then(async () => {
        writer.exec("BEGIN IMMEDIATE");
        try {
          const value = await work(writerDb);
          writer.exec("COMMIT");
          return value;
        } catch (error) {
          if (writer.inTransaction) writer.exec("ROLLBACK");
          throw error;
        }
      });
      tail = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      await tail;
      reader.close();
      writer.pragma("optimize");
      writer.close();
    },
  };
}

function bringUpToDate(writer: Database.Database): void {
  const applied = writer.prepare("select count(*) n from sqlite_master where name = '__drizzle_migrations'").get() as {
    n: number;
  };
  if (applied.n > 0) {
    const last = writer.prepare("select max(created_at) at from __drizzle_migrations").get() as { at: number | null };
    refuseNewer(last.at, newestMigration("sqlite"));
  }
  // A migration may rebuild a table that others refer to.
  writer.pragma("foreign_keys = OFF");
  migrate(drizzle(writer), { migrationsFolder: migrationsFolder("sqlite") });
  writer.pragma("foreign_keys = ON");
  createSearchTable(writer);
}
