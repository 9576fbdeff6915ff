import type Database from "better-sqlite3";
import type { SearchEngine } from "./client.ts";

/** FTS5 without a copy of the text: it keeps only which terms stand where, and forgets a document when told. */
export function createSearchTable(writer: Database.Database): void {
  writer.exec(
    "create virtual table if not exists technology_search using fts5(title, body, content='', contentless_delete=1, tokenize=\"unicode61 remove_diacritics 2 tokenchars '_'\")",
  );
}

export function sqliteSearch(reader: Database.Database, writer: Database.Database): SearchEngine {
  return {
    async index(_tx, documents) {
      const remove = writer.prepare("delete from technology_search where rowid = ?");
      const insert = writer.prepare("insert into technology_search(rowid, title, body) values (?, ?, ?)");
      for (const document of documents) {
        remove.run(document.key);
        insert.run(document.key, document.title, document.body);
      }
    },
    async remove(_tx, keys) {
      const remove = writer.prepare("delete from technology_search where rowid = ?");
      for (const key of keys) remove.run(key);
    },
    async find(alternatives, limit) {
      const expression = alternatives
        .filter((terms) => terms.length > 0)
        .map((terms) => `(${terms.map(quoted).join(" AND ")})`)
        .join(" OR ");
      if (!expression) return [];
      return reader
        .prepare(
          "select rowid as key, -bm25(technology_search, 6.0, 1.0) as score from technology_search where technology_search match ? order by score desc limit ?",
        )
        .all(expression, limit) as Array<{ key: number; score: number }>;
    },
  };
}

const quoted = (term: string) => `"${term.replaceAll('"', '""')}"`;
