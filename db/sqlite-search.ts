import type Database from "better-sqlite3";
import { findTerms, type SearchEngine, type TermQuery } from "./search.ts";

/**
 * FTS5 without a copy of the text and without positions: it keeps which terms stand in which record, and forgets a
 * record when told. The terms arrive cut and folded, so the plainest tokenizer will do.
 */
export function createSearchTable(writer: Database.Database): void {
  writer.exec(`
    drop table if exists technology_search;
    create virtual table if not exists technology_terms
      using fts5(terms, content='', contentless_delete=1, detail=none, tokenize='ascii');
    create table if not exists technology_cards (key integer primary key, version integer not null, card text);
    create index if not exists technology_cards_version on technology_cards (version);
    create table if not exists technology_words (number integer primary key, word text not null unique);
    create table if not exists technology_index
      (only_row integer primary key check (only_row = 1), version integer not null, format text not null);
    insert or ignore into technology_index values (1, 0, '');
  `);
}

export function sqliteSearch(reader: Database.Database, writer: Database.Database): SearchEngine {
  const newVersion = writer
    .prepare<[], number>("update technology_index set version = version + 1 returning version")
    .pluck();
  const forget = writer.prepare("delete from technology_terms where rowid = ?");
  const keepTerms = writer.prepare("insert into technology_terms (rowid, terms) values (?, ?)");
  const keepWord = writer.prepare("insert or ignore into technology_words (word) values (?)");
  const keepCard = writer.prepare(
    "insert into technology_cards values (?, ?, ?) on conflict (key) do update set version = excluded.version, card = excluded.card",
  );
  const isKnown = writer
    .prepare<[number], number>("select 1 from technology_cards where key = ? and card is not null")
    .pluck();

  const state = reader.prepare<[], { version: number; format: string }>("select version, format from technology_index");
  const changed = reader.prepare<[number], { key: number; card: string | null }>(
    "select key, card from technology_cards where version > ?",
  );
  const holding = reader
    .prepare<[string], number>("select rowid from technology_terms where technology_terms match ?")
    .pluck();
  const wordsAfter = reader.prepare<[number], { number: number; word: string }>(
    "select number, word from technology_words where number > ? order by number",
  );
  // One snapshot for what is read together.
  const changes = reader.transaction((since: number) => {
    const version = state.get()?.version ?? 0;
    return { version, cards: version > since ? changed.all(since) : [] };
  });
  const postings = reader.transaction((terms: TermQuery[]) => ({
    version: state.get()?.version ?? 0,
    keys: terms.map(({ term, isPrefix }) => holding.all(`"${term.replaceAll('"', '""')}"${isPrefix ? "*" : ""}`)),
  }));

  return {
    async index(_tx, documents) {
      const version = newVersion.get() ?? 0;
      const words = new Set<string>();
      for (const { key, terms, words: own, card } of documents) {
        if (isKnown.get(key)) forget.run(key);
        keepTerms.run(key, terms);
        keepCard.run(key, version, card);
        for (const word of own) words.add(word);
      }
      for (const word of words) keepWord.run(word);
    },
    async remove(_tx, keys) {
      const version = newVersion.get() ?? 0;
      for (const key of keys) {
        forget.run(key);
        keepCard.run(key, version, null);
      }
    },
    async clear() {
      const version = newVersion.get() ?? 0;
      writer.exec("insert into technology_terms (technology_terms) values ('delete-all')");
      writer.prepare("update technology_cards set version = ?, card = null").run(version);
    },
    async note(_tx, format) {
      writer.prepare("update technology_index set format = ?").run(format);
    },
    async format() {
      return state.get()?.format ?? "";
    },
    changes: async (since) => changes(since),
    postings: async (terms) => postings(terms),
    find: (alternatives, limit) => findTerms(async (terms) => postings(terms), alternatives, limit),
    words: async (after) => wordsAfter.all(after),
  };
}
