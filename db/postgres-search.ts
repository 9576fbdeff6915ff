import { sql } from "drizzle-orm";
import pg from "pg";
import type { Transaction } from "./client.ts";
import { findTerms, type SearchEngine } from "./search.ts";

export async function createSearchTable(client: pg.PoolClient): Promise<void> {
  await client.query(`
    drop table if exists technology_search;
    create table if not exists technology_terms (key integer primary key, terms tsvector not null);
    create index if not exists technology_terms_terms on technology_terms using gin (terms);
    create table if not exists technology_cards (key integer primary key, version bigint not null, card text);
    create index if not exists technology_cards_version on technology_cards (version);
    create table if not exists technology_words
      (number bigint generated always as identity primary key, word text collate "C" not null unique);
    create table if not exists technology_index
      (only_row integer primary key check (only_row = 1), version bigint not null, format text not null);
    insert into technology_index values (1, 0, '') on conflict do nothing;
  `);
}

type Run = { execute(query: unknown): Promise<{ rows: Array<Record<string, number>> }> };
const running = (tx: Transaction) => tx as unknown as Run;

async function newVersion(tx: Transaction): Promise<number> {
  const { rows } = await running(tx).execute(
    sql`update technology_index set version = version + 1 returning version::int as version`,
  );
  return rows[0]?.version ?? 0;
}

/**
 * The terms go into the vector as they were cut: no parser, no dictionary of the engine's own. Searches may read from a
 * replica; whether the index must be built anew is asked of the primary.
 */
export function postgresSearch(primary: pg.Pool, pool: () => pg.Pool): SearchEngine {
  const engine: SearchEngine = {
    async index(tx, documents) {
      const version = await newVersion(tx);
      const own = running(tx);
      const rows = JSON.stringify(documents.map(({ key, terms, card }) => ({ key, terms, card })));
      await own.execute(sql`insert into technology_terms (key, terms)
        select (d->>'key')::int, array_to_tsvector(string_to_array(d->>'terms', ' '))
        from jsonb_array_elements(${rows}::jsonb) d
        on conflict (key) do update set terms = excluded.terms`);
      await own.execute(sql`insert into technology_cards (key, version, card)
        select (d->>'key')::int, ${version}, d->>'card' from jsonb_array_elements(${rows}::jsonb) d
        on conflict (key) do update set version = excluded.version, card = excluded.card`);
      // What waits in the index's list of pending entries would be read through for every term that is asked for.
      await own.execute(sql`select gin_clean_pending_list('technology_terms_terms'::regclass)`);
      const words = [...new Set(documents.flatMap((document) => document.words))];
      await own.execute(sql`insert into technology_words (word)
        select word from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) as found (word)
        where not exists (select 1 from technology_words known where known.word = found.word)
        on conflict do nothing`);
    },
    async remove(tx, keys) {
      const version = await newVersion(tx);
      for (const key of keys) {
        await running(tx).execute(sql`delete from technology_terms where key = ${key}`);
        await running(tx).execute(sql`insert into technology_cards values (${key}, ${version}, null)
          on conflict (key) do update set version = excluded.version, card = null`);
      }
    },
    async clear(tx) {
      const version = await newVersion(tx);
      await running(tx).execute(sql`delete from technology_terms`);
      await running(tx).execute(sql`update technology_cards set version = ${version}, card = null`);
    },
    async note(tx, format) {
      await running(tx).execute(sql`update technology_index set format = ${format}`);
    },
    async format() {
      const { rows } = await primary.query("select format from technology_index");
      return rows[0]?.format ?? "";
    },
    async changes(since) {
      // One statement, one snapshot: a version without its cards would never be asked for again.
      const { rows } = await pool().query(
        "select i.version::int as version, c.key, c.card from technology_index i left join technology_cards c on c.version > $1",
        [since],
      );
      return { version: rows[0]?.version ?? 0, cards: rows.filter((row) => row.key !== null) };
    },
    async postings(terms) {
      const expressions = terms.map(
        ({ term, isPrefix }) => `'${term.replaceAll("\\", "\\\\").replaceAll("'", "''")}'${isPrefix ? ":*" : ""}`,
      );
      // Statements of one message are one transaction. The planner, which cannot know how rare a term is, would read
      // the whole table for each of them; a term is always cheaper to look up.
      const [, { rows }] = (await pool().query(
        `set local enable_seqscan = off;
         select (select version::int from technology_index) as version,
          (select string_agg(t.key::text, ',') from technology_terms t where t.terms @@ asked.expression::tsquery) as keys
         from unnest(array[${expressions.map(pg.escapeLiteral).join(",")}]::text[]) with ordinality as asked(expression, place)
         order by place`,
      )) as unknown as [unknown, { rows: Array<{ version: number; keys: string | null }> }];
      return {
        version: rows[0]?.version ?? 0,
        keys: rows.map(({ keys }) => (keys ? keys.split(",").map(Number) : [])),
      };
    },
    async words(after) {
      const { rows } = await pool().query(
        "select number::int as number, word from technology_words where number > $1 order by number",
        [after],
      );
      return rows;
    },
    find: (alternatives, limit) => findTerms(engine.postings, alternatives, limit),
  };
  return engine;
}
