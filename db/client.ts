/**
 * The door to the records. Reads and writes are apart: `reads()` never sees an open transaction, `transact()` is the
 * only way to write. Queries are always awaited, so that the same code runs on both engines.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import fs from "node:fs";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import { engine } from "./engine.ts";
import type * as schema from "./schema/index.ts";
import type { SearchEngine } from "./search.ts";

export type { SearchDocument, SearchEngine } from "./search.ts";

/** What both engines can do: the builders that drizzle shares between them, awaited. */
export type Reader = Pick<
  BaseSQLiteDatabase<"async", unknown, typeof schema>,
  "select" | "selectDistinct" | "with" | "$with" | "$count" | "query"
>;
export type Transaction = Reader &
  Pick<BaseSQLiteDatabase<"async", unknown, typeof schema>, "insert" | "update" | "delete">;

/** One opened engine. */
export interface Connection {
  reader: Reader;
  /** Reads that may lag a moment behind the last write: from a replica where one is configured. */
  replica: () => Reader;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** For what no builder says: full-text search. */
  search: SearchEngine;
  close(): Promise<void>;
}

let connection: Connection | undefined;
const insideTransaction = new AsyncLocalStorage<true>();
/** The transaction that loaders let whole services take part in. */
const shared = new AsyncLocalStorage<Transaction>();

/** Whether there is a database to open: opening makes a new one where there is none. */
export const databaseIsThere = (): boolean => engine === "postgres" || fs.existsSync(databaseFile());

/** Opens the database that the environment names and brings it up to date. Errors: the database is newer than the code. */
export async function openDatabase(): Promise<void> {
  if (connection) return;
  connection =
    engine === "postgres"
      ? await (await import("./postgres.ts")).openPostgres(process.env.DATABASE_URL!, replicaUrls())
      : await (await import("./sqlite.ts")).openSqlite(databaseFile());
}

export async function closeDatabase(): Promise<void> {
  await connection?.close();
  connection = undefined;
}

function opened(): Connection {
  if (!connection) throw new Error("The database is not open: call openDatabase() first");
  return connection;
}

/** Committed rows only, but for services that run `within` an open transaction. */
export const reads = (): Reader => shared.getStore() ?? opened().reader;

/** Committed rows, perhaps a moment old: for public pages, where a second of lag harms nobody. */
export const replicaReads = (): Reader => opened().replica();

export const search = (): SearchEngine => opened().search;

/**
 * Runs `work` in one write transaction: all of it is kept, or, when it throws, none. Writers take turns. On PostgreSQL
 * `work` may run more than once, so it must have no effect outside the database. Nested use is an error.
 */
export async function transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const joined = shared.getStore();
  if (joined) return work(joined);
  if (insideTransaction.getStore()) throw new Error("A transaction is already open: pass it on instead of nesting");
  return opened().transact((tx) => insideTransaction.run(true, () => work(tx)));
}

/**
 * Lets services, which each read and write by themselves, do so in a transaction that is already open: all they do is kept
 * or lost with it. For loaders only: a service that is refused half-way would leave what it wrote before.
 */
export const within = <T>(tx: Transaction, work: () => Promise<T>): Promise<T> => shared.run(tx, work);

function dataFolder(): string {
  return process.env.DATA_DIR ?? "data";
}

function databaseFile(): string {
  return `${dataFolder()}/slipway.db`;
}

function replicaUrls(): string[] {
  return (process.env.DATABASE_REPLICA_URLS ?? "").split(",").filter(Boolean);
}
