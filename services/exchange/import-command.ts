import fs from "node:fs";
import { SingleBar } from "cli-progress";
import { closeDatabase, openDatabase } from "#db/client.ts";
import { bringIndexUpToDate } from "../catalogue/index.ts";
import { importTechnologies } from "./import-technologies.ts";

const [file] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
if (process.argv.includes("--help") || !file) {
  console.log(
    "npm run import -- <file>\nLoads technology records from JSON Lines (.jsonl), CSV (.csv) or Excel (.xlsx) into the catalogue.\nColumns or members: id, source, title, abstract, lang (en, zh-Hant, zh-Hans), and where known licence, keywords, field, url, year.\nA second import of the same file changes nothing; bad lines are reported with their number and skipped.",
  );
  process.exitCode = file ? 0 : 2;
} else if (!fs.existsSync(file)) {
  console.error(`There is no file ${file}`);
  process.exitCode = 2;
} else {
  await openDatabase();
  await bringIndexUpToDate();
  const bar = new SingleBar({ format: "{bar} {percentage}% | {value} records", hideCursor: true, noTTYOutput: false });
  bar.start(0, 0);
  const started = Date.now();
  const report = await importTechnologies(file, (done, of) => {
    bar.setTotal(Math.max(of, done));
    bar.update(done);
  });
  bar.stop();
  for (const { line, reason } of report.bad.slice(0, 100)) console.error(`line ${line}: ${reason}`);
  if (report.bad.length > 100) console.error(`… and ${report.bad.length - 100} more bad lines`);
  console.log(
    `${report.added} added, ${report.changed} changed, ${report.same} unchanged, ${report.bad.length} bad, in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
  if (report.bad.length > 0) process.exitCode = 1;
  await closeDatabase();
}
