import Database from "better-sqlite3";

/** A plain index to compare with: FTS5 with its own ranking over words and pairs of Chinese characters, nothing else. */
export class PlainIndex {
  private readonly file = new Database(":memory:");
  private readonly insert;
  private readonly find;

  constructor() {
    this.file.exec("create virtual table plain using fts5(id unindexed, text, tokenize='unicode61')");
    this.insert = this.file.prepare("insert into plain values (?, ?)");
    this.find = this.file
      .prepare<[string], string>("select id from plain where plain match ? order by bm25(plain), id limit 20")
      .pluck();
  }

  add(id: string, text: string): void {
    this.insert.run(id, pairs(text).join(" "));
  }

  search(query: string): string[] {
    const terms = pairs(query);
    if (terms.length === 0) return [];
    return this.find.all(terms.map((term) => `"${term}"`).join(" OR "));
  }

  close(): void {
    this.file.close();
  }
}

function pairs(text: string): string[] {
  return [...text.toLowerCase().matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)].flatMap(([run]) => {
    if (!/^\p{Script=Han}/u.test(run)) return [run];
    const characters = [...run];
    if (characters.length === 1) return characters;
    return characters.slice(0, -1).map((character, place) => character + characters[place + 1]);
  });
}
