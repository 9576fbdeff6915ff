import { eq, inArray, max } from "drizzle-orm";
import { type Reader, search, type Transaction } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { organisations } from "#db/schema/identity.ts";
import type { Localised } from "../language.ts";
import { type Searchable, searchDocument } from "./search-document.ts";

export async function nextSearchKey(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ last: max(technologies.searchKey) }).from(technologies);
  return (row?.last ?? 0) + 1;
}

/** Puts technologies into the index, or anew, with the names of their institutions. In the caller's transaction. */
export async function indexTechnologies(tx: Transaction, rows: readonly Searchable[]): Promise<void> {
  const names = await institutionNames(tx, rows);
  await search().index(
    tx,
    rows.map((row) => searchDocument({ ...row, institution: names.get(row.organisationId ?? "") })),
  );
}

async function institutionNames(from: Reader, rows: readonly Searchable[]): Promise<Map<string, Localised>> {
  const ids = [...new Set(rows.flatMap((row) => row.organisationId ?? []))];
  if (ids.length === 0) return new Map();
  const found = await from
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(inArray(organisations.id, ids));
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Brings the search index to what the row says now: in it while published, out of it otherwise. In the caller's transaction. */
export async function reindex(tx: Transaction, technologyId: string): Promise<void> {
  const [row] = await tx.select().from(technologies).where(eq(technologies.id, technologyId)).limit(1);
  if (!row) return;
  if (row.state === "published") await indexTechnologies(tx, [row]);
  else await search().remove(tx, [row.searchKey]);
}
