/**
 * One column vocabulary for two engines. Tables are described once with these builders and become sqlite-core or
 * pg-core tables when the module loads; the SQLite types speak for both. Dates are text (`YYYY-MM-DD`) and instants
 * are integers (epoch milliseconds) on both engines, so that no value depends on an engine's clock or zone.
 */
import * as pg from "drizzle-orm/pg-core";
import * as lite from "drizzle-orm/sqlite-core";
import { engine } from "./engine.ts";

const onPostgres = engine === "postgres";

const liteText = (name: string) => lite.text(name);
const liteChoice = <const V extends readonly [string, ...string[]]>(name: string, values: V) =>
  lite.text(name, { enum: values as unknown as [V[number], ...V[number][]] });
const liteInteger = (name: string) => lite.integer(name, { mode: "number" });
const liteFlag = (name: string) => lite.integer(name, { mode: "boolean" });
const liteJson = <T>(name: string) => lite.text(name, { mode: "json" }).$type<T>();

export const text = (onPostgres ? (name: string) => pg.text(name) : liteText) as typeof liteText;

/** A text that holds one of the named values; the type says which. */
export const choice = (onPostgres ? (name: string) => pg.text(name) : liteChoice) as typeof liteChoice;

/** A whole number: counts, minor units of money, basis points, epoch milliseconds. */
export const integer = (
  onPostgres ? (name: string) => pg.bigint(name, { mode: "number" }) : liteInteger
) as typeof liteInteger;

export const flag = (onPostgres ? (name: string) => pg.boolean(name) : liteFlag) as typeof liteFlag;

export const json = (onPostgres ? <T>(name: string) => pg.jsonb(name).$type<T>() : liteJson) as typeof liteJson;

export const table = (onPostgres ? pg.pgTable : lite.sqliteTable) as unknown as typeof lite.sqliteTable;
export const index = (onPostgres ? pg.index : lite.index) as unknown as typeof lite.index;
export const uniqueIndex = (onPostgres ? pg.uniqueIndex : lite.uniqueIndex) as unknown as typeof lite.uniqueIndex;
export const check = (onPostgres ? pg.check : lite.check) as unknown as typeof lite.check;
