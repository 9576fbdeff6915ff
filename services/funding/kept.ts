import { reads } from "#db/client.ts";
import { headOfLog } from "../audit/index.ts";

interface Model {
  head: number;
  value: Promise<unknown>;
}
const models = new WeakMap<object, Map<string, Model>>();
/** A call of 5,000 applications takes about two megabytes. */
const MOST = 40;

/**
 * A read model over a whole fund, worked out once and kept in memory until anything is written: whatever changes a record
 * writes its audit event in the same transaction, so that an unmoved head of the log means unchanged records. The head is
 * read first: what is kept is never older than it. Callers must not change what they get.
 */
export async function kept<T>(key: string, read: () => Promise<T>): Promise<T> {
  const head = await headOfLog();
  const database = reads();
  const here = models.get(database) ?? new Map<string, Model>();
  models.set(database, here);
  const before = here.get(key);
  if (before?.head === head) return before.value as Promise<T>;
  const value = read();
  here.delete(key);
  here.set(key, { head, value });
  value.catch(() => here.delete(key));
  for (const oldest of here.keys()) {
    if (here.size <= MOST) break;
    here.delete(oldest);
  }
  return value;
}
