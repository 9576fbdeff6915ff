import { asc, getTableColumns, gt } from "drizzle-orm";
import { reads, search, transact } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { indexTechnologies } from "../indexing.ts";
import { indexFormat } from "../search-document.ts";
import { loadDictionary } from "./dictionary.ts";
import { shelfOf } from "./shelf.ts";

/** Few large transactions: each one writes a part of the index anew. */
const BATCH = 5000;

/**
 * Builds the index of all published technologies anew when its texts were cut in another way than now: after an update
 * of the portal or a change of the glossary. Otherwise nothing is done. Gives the number of records indexed.
 */
export async function bringIndexUpToDate(): Promise<number> {
  const format = indexFormat();
  if ((await search().format()) === format) return 0;
  return buildIndex(format);
}

/** Brings the index up to date and reads what searches need, so that the first one does not wait for it. */
export async function startSearch(): Promise<void> {
  await bringIndexUpToDate();
  await shelfOf(search());
  // In the background: a search that comes before it is ready waits for it.
  void loadDictionary();
}

/** All columns but those that a list or search never looks at: reading them would take as long as cutting the texts. */
const { id, slug, caseId, original, deployment, contactId, source, licence, createdAt, updatedAt, ...searched } =
  getTableColumns(technologies);

export async function buildIndex(format = indexFormat()): Promise<number> {
  // The format is noted last: a build that was cut off begins again.
  await transact(async (tx) => {
    await search().clear(tx);
    await search().note(tx, "");
  });
  let indexed = 0;
  for (let last = 0; ; ) {
    const rows = await reads()
      .select(searched)
      .from(technologies)
      // By the key alone: asked for the state too, SQLite finds all of that state and sorts them anew for every batch.
      .where(gt(technologies.searchKey, last))
      .orderBy(asc(technologies.searchKey))
      .limit(BATCH);
    if (rows.length === 0) break;
    const published = rows.filter((row) => row.state === "published");
    await transact((tx) => indexTechnologies(tx, published));
    indexed += published.length;
    last = rows.at(-1)!.searchKey;
  }
  await transact((tx) => search().note(tx, format));
  return indexed;
}
