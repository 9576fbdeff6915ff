import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { permissionTable } from "#services/identity/permissions.ts";

const languages = ["en", "zh-Hant", "zh-Hans"] as const;

/** Every message key of a language with its text, plural endings taken off. */
function messagesOf(language: string): Map<string, string> {
  const folder = `content/messages/${language}`;
  const found = new Map<string, string>();
  const walk = (prefix: string, node: unknown): void => {
    if (typeof node === "string") found.set(prefix.replace(/_(one|other)$/, ""), node);
    else if (node && typeof node === "object")
      for (const [key, value] of Object.entries(node)) walk(`${prefix}.${key}`, value);
    else throw new Error(`${language}: ${prefix} is neither a text nor a group`);
  };
  for (const file of fs.readdirSync(folder))
    walk(file.replace(".yaml", ""), parse(fs.readFileSync(path.join(folder, file), "utf8")) ?? {});
  return found;
}

function sources(folder: string): string {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => fs.readFileSync(path.join(folder, name), "utf8"))
    .join("\n");
}

const code = `${sources("app")}\n${sources("services")}`;
/** Keys in full, and patterns for keys that are put together. */
const exact = [...code.matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1]!);
const choices = [...code.matchAll(/\bt\([^)"`]*\?\s*"([^"]+)"\s*:\s*"([^"]+)"/g)].flatMap((match) => [
  match[1]!,
  match[2]!,
]);
const patterns = [...code.matchAll(/`([a-zA-Z]+\.[^`]*\$\{[^`]*)`/g)].map(
  (match) =>
    new RegExp(
      `^${match[1]!
        .split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
        .map((part) => part.replaceAll(/[.*+?^()|[\]\\]/g, "\\$&"))
        .join(".+")}$`,
    ),
);
/** Codes that services answer with, told under `problems`; words that routes say once, under `done`; mails. */
const codes = [...code.matchAll(/\bfail\(\s*(?:[^"()]*\?\s*)?"(\w+)"(?:\s*:\s*"(\w+)")?/g)]
  .flatMap((match) => [match[1]!, match[2]])
  .filter(Boolean)
  .map((name) => `problems.${name}`);

describe("messages", () => {
  const english = messagesOf("en");

  it("exist in all three languages, with the same placeholders", () => {
    const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
    for (const language of languages) {
      const theirs = messagesOf(language);
      expect([...theirs.keys()].sort(), language).toEqual([...english.keys()].sort());
      for (const [key, text] of theirs) {
        expect(text.trim(), `${language} ${key}`).not.toBe("");
        expect(holes(text), `${language} ${key}`).toEqual(holes(english.get(key)!));
      }
    }
  });

  it("are there for every key that the code names", () => {
    const missing = [...new Set([...exact, ...choices, ...codes])].filter((key) => /\./.test(key) && !english.has(key));
    expect(missing).toEqual([]);
    const unanswered = patterns.filter(
      (pattern) =>
        ![...english.keys()].some((key) => pattern.test(key)) &&
        /^\^(kit|site|problems|done|identity|outputs|evaluation|protection|catalogue|deals|ventures|funding|journey|landing|admin|help|matching|partner)\\./.test(
          pattern.source,
        ),
    );
    expect(unanswered.map(String)).toEqual([]);
  });

  it("name every act that the trail of an application or an award records", () => {
    const acts = [...sources("services/funding").matchAll(/"([a-z][a-zA-Z]*\.[a-z][a-zA-Z]*)"/g)]
      .map((match) => match[1]!)
      .filter((act) => /^(award|tranche|milestone|report|claim|due|statement|variation)\./.test(act))
      .filter((act) => !Object.hasOwn(permissionTable, act));
    expect(acts).toContain("tranche.released");
    expect(acts.filter((act) => !english.has(`journey.event.${act.replace(".", "_")}`))).toEqual([]);
  });

  it("name every act that is recorded, in any context", () => {
    const acts = [...sources("services").matchAll(/\brecord\(\s*\w+,\s*[\w.!]+,\s*"([\w.]+)"/g)].map(
      (match) => match[1]!,
    );
    expect(acts).toContain("application.commented");
    expect(acts.filter((act) => !english.has(`journey.event.${act.replace(".", "_")}`))).toEqual([]);
  });

  it("are each used by the code", () => {
    const used = new Set([...exact, ...choices, ...codes]);
    const isUsed = (key: string) =>
      used.has(key) ||
      key.startsWith("mail.") ||
      patterns.some((pattern) => pattern.test(key)) ||
      (key.startsWith("done.") && code.includes(`"${key.slice(5)}"`)) ||
      (key.startsWith("problems.") && code.includes(`"${key.split(".").at(-1)}"`));
    expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });
});
