import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contentProblems } from "#services/content.ts";
import "#services/startup.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-content-"));
const before = process.env.CONTENT_DIR;
beforeAll(() => fs.cpSync("content", folder, { recursive: true }));
afterAll(() => {
  if (before === undefined) delete process.env.CONTENT_DIR;
  else process.env.CONTENT_DIR = before;
  fs.rmSync(folder, { recursive: true });
});

it("the content that the portal comes with breaks no rule", () => {
  expect(contentProblems()).toEqual([]);
});

it("what the fund writes is told where a language lacks a text, or names another thing than its fellows", () => {
  process.env.CONTENT_DIR = folder;
  const file = path.join(folder, "fund-papers.yaml");
  const whole = fs.readFileSync(file, "utf8");
  const lines = whole.split("\n");
  const rate = lines.findIndex((each) => each.includes("第{{year}}个销售年度起"));
  const changed = (line?: string) => {
    // Another folder is another file to the portal, which keeps what it has read.
    const other = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-papers-"));
    fs.cpSync(folder, other, { recursive: true });
    fs.writeFileSync(
      path.join(other, "fund-papers.yaml"),
      lines.toSpliced(rate, 1, ...(line ? [line] : [])).join("\n"),
    );
    process.env.CONTENT_DIR = other;
    const problems = contentProblems();
    fs.rmSync(other, { recursive: true });
    return problems;
  };
  const place = "agreement.rate.zh-Hans: ";
  expect(changed()).toEqual([expect.stringMatching(new RegExp(`^content/fund-papers\\.yaml:\\d+: ${place}`))]);
  expect(changed('    zh-Hans: "第{{yaer}}个销售年度起{{percent}}"')).toEqual([
    `content/fund-papers.yaml:${rate + 1}: ${place}must name {{ }} of the same things as en: percent,year`,
  ]);
});

it("no file of content is left to be found broken by who opens a page", () => {
  process.env.CONTENT_DIR = folder;
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    // What is demonstrated is read at the start itself, into a new database.
    .filter((file) => file.endsWith(".yaml") && !file.startsWith("demonstration"));
  for (const file of files) fs.appendFileSync(path.join(folder, file), "\n]\n");
  const told = contentProblems().map((problem) => /^content\/(.*?\.yaml):\d+: /.exec(problem)?.[1]);
  expect(new Set(told)).toEqual(new Set(files));
});
