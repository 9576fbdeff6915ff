import fs from "node:fs";
import Database from "better-sqlite3";
import { browse, buildIndex, suggest } from "#services/catalogue/index.ts";
import { generatedQueries, generatedRecord } from "./records.ts";

export interface SearchFigure {
  technologies: number;
  what: string;
  /** Milliseconds of the portal's search; records a second for the build of the index. */
  ours: number;
  /** The same of a plain FTS5 table of words and pairs of characters in the same file. */
  plain: number;
  ratio: number;
}

/**
 * The catalogue's search as a page asks for it, with facets and twenty rows, beside a plain FTS5 query for twenty keys
 * by its own ranking, on the same file in the same run. Every query is asked once, with nothing kept from before, and
 * then again.
 */
export async function measureSearch(file: string, size: number): Promise<SearchFigure[]> {
  const figures: SearchFigure[] = [];
  const note = (what: string, ours: number, plain: number) =>
    figures.push({ technologies: size, what, ours: round(ours), plain: round(plain), ratio: round(ours / plain) });
  const begun = performance.now();
  const built = await buildIndex();
  const plain = new Database(file);
  const plainRate = fillPlain(plain, size);
  note("index build, records a second", built / ((performance.now() - begun - plainRate.took) / 1000), plainRate.rate);
  await browse({ query: "warm up" });
  await browse({});
  const queries = generatedQueries(300);
  const asked = plain.prepare(
    "select rowid from bench_plain where bench_plain match ? order by bm25(bench_plain) limit 20",
  );
  const plainTimes = await timed(queries, async (query) => {
    asked.all(
      pairs(query)
        .map((term) => `"${term}"`)
        .join(" OR "),
    );
  });
  const rounds = {
    first: await timed(queries, (query) => browse({ query })),
    again: await timed(queries, (query) => browse({ query })),
    narrowed: await timed(queries, (query, place) =>
      browse({ query, language: place % 2 ? "en" : "zh-Hans", since: "365" }),
    ),
    suggestions: await timed(queries, (query) => suggest(query, "en")),
    browsing: await timed(queries, (_query, place) =>
      browse({ language: place % 2 ? "en" : "zh-Hans", sort: "newest" }),
    ),
  };
  for (const [what, times] of Object.entries(rounds)) {
    note(`${what}, median`, at(times, 0.5), at(plainTimes, 0.5));
    note(`${what}, 95th`, at(times, 0.95), at(plainTimes, 0.95));
  }
  plain.exec("drop table bench_plain");
  plain.close();
  return figures;
}

async function timed(queries: string[], work: (query: string, place: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const [place, query] of queries.entries()) {
    const begun = performance.now();
    await work(query, place);
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b);
}

const at = (times: number[], share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
const round = (value: number) => Math.round(value * 100) / 100;

function fillPlain(database: Database.Database, size: number): { rate: number; took: number } {
  database.exec("drop table if exists bench_plain; create virtual table bench_plain using fts5(text, content='')");
  const insert = database.prepare("insert into bench_plain (rowid, text) values (?, ?)");
  const begun = performance.now();
  for (let from = 0; from < size; from += 5000)
    database.transaction(() => {
      for (let number = from; number < Math.min(size, from + 5000); number++) {
        const { title, abstract, keywords } = generatedRecord(number);
        insert.run(number + 1, pairs([title, abstract, keywords].flat().join("\n")).join(" "));
      }
    })();
  const took = performance.now() - begun;
  return { rate: size / (took / 1000), took };
}

function pairs(text: string): string[] {
  return [...text.toLowerCase().matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)].flatMap(([run]) => {
    if (!/^\p{Script=Han}/u.test(run) || run.length === 1) return [run];
    return [...run].slice(0, -1).map((character, place) => character + run[place + 1]);
  });
}

export function writeRecords(file: string, size: number): void {
  fs.writeFileSync(
    file,
    Array.from({ length: size }, (_, number) => JSON.stringify(generatedRecord(number))).join("\n"),
  );
}
