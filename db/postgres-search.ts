import { sql } from "drizzle-orm";
import type pg from "pg";
import type { SearchEngine } from "./client.ts";

export async function createSearchTable(client: pg.PoolClient): Promise<void> {
  await client.query("create table if not exists technology_search (key bigint primary key, terms tsvector not null)");
  await client.query("create index if not exists technology_search_terms on technology_search using gin (terms)");
}

/** The `simple` configuration keeps the terms as they were cut; Chinese arrives as bigrams and single characters. */
export function postgresSearch(pool: () => pg.Pool): SearchEngine {
  return {
    async index(tx, documents) {
      const run = tx as unknown as { execute(query: unknown): Promise<unknown> };
      for (const { key, title, body } of documents)
        await run.execute(
          sql`insert into technology_search(key, terms) values (${key}, setweight(to_tsvector('simple', ${title}), 'A') || setweight(to_tsvector('simple', ${body}), 'D')) on conflict (key) do update set terms = excluded.terms`,
        );
    },
    async remove(tx, keys) {
      const run = tx as unknown as { execute(query: unknown): Promise<unknown> };
      for (const key of keys) await run.execute(sql`delete from technology_search where key = ${key}`);
    },
    async find(alternatives, limit) {
      const expression = alternatives
        .filter((terms) => terms.length > 0)
        .map(
          (terms) => `(${terms.map((term) => `'${term.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`).join(" & ")})`,
        )
        .join(" | ");
      if (!expression) return [];
      const found = await pool().query(
        "select key, ts_rank_cd(terms, $1::tsquery)::float8 as score from technology_search where terms @@ $1::tsquery order by score desc limit $2",
        [expression, limit],
      );
      return found.rows as Array<{ key: number; score: number }>;
    },
  };
}
