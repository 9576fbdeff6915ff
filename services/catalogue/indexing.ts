import { eq, max } from "drizzle-orm";
import { search, type Transaction } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { searchDocument } from "./search-document.ts";

export async function nextSearchKey(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ last: max(technologies.searchKey) }).from(technologies);
  return (row?.last ?? 0) + 1;
}

/** Brings the search index to what the row says now: in it while published, out of it otherwise. In the caller's transaction. */
export async function reindex(tx: Transaction, technologyId: string): Promise<void> {
  const [row] = await tx.select().from(technologies).where(eq(technologies.id, technologyId)).limit(1);
  if (!row) return;
  if (row.state === "published") await search().index(tx, [searchDocument(row)]);
  else await search().remove(tx, [row.searchKey]);
}
