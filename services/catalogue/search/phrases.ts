import { inArray } from "drizzle-orm";
import { replicaReads } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { plainPhrase } from "./cut.ts";

/** All that is public of records, as phrases are looked up in it, by their keys. */
export async function phraseTexts(keys: number[]): Promise<Map<number, string>> {
  if (keys.length === 0) return new Map();
  const rows = await replicaReads()
    .select({
      key: technologies.searchKey,
      title: technologies.title,
      valueLine: technologies.valueLine,
      profile: technologies.profile,
    })
    .from(technologies)
    .where(inArray(technologies.searchKey, keys));
  return new Map(rows.map(({ key, ...texts }) => [key, stringsOf(texts).map(plainPhrase).join("\n")]));
}

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(stringsOf) : [];
}
