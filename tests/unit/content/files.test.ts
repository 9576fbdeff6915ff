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
