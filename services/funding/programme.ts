import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { contentFolder, loadYaml, localised } from "../content.ts";
import { type Mark, type Programme, type ProgrammeFile, programmeFile } from "./rules/programme-schema.ts";

export { type Programme, programmeFile, type StageRule } from "./rules/programme-schema.ts";

const funderNames = () => loadYaml("funders.yaml", z.record(z.string(), localised));
const isId = (id: string) => /^[a-z0-9-]+$/.test(id);

/** Rules that an administrator saved instead of a file, as this process last read them: see `versions.ts`. */
const edited = new Map<string, Programme>();
export function putInForce(rules: ReadonlyMap<string, Programme>): void {
  edited.clear();
  for (const [id, programme] of rules) edited.set(id, programme);
}

/** Every programme in force, by id: a file added to `content/programmes` adds one, and so does an administrator's page. */
export function programmes(): Programme[] {
  return [...new Set([...filedProgrammes(), ...edited.keys()])].sort().map((id) => programme(id)!);
}

/** The programme as it is in force today. A call keeps the rules of its own day. */
export function programme(id: string): Programme | undefined {
  return edited.get(id) ?? filed(id);
}

function filedProgrammes(): string[] {
  return fs
    .readdirSync(path.join(contentFolder(), "programmes"))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length));
}

const fileOf = (id: string) => path.join(contentFolder(), "programmes", `${id}.yaml`);

function filed(id: string): Programme | undefined {
  return isId(id) && fs.existsSync(fileOf(id))
    ? asProgramme(loadYaml(`programmes/${id}.yaml`, programmeFile))
    : undefined;
}

/** The text of a programme's file, where it has one. */
export const filedText = (id: string): string | undefined =>
  isId(id) && fs.existsSync(fileOf(id)) ? fs.readFileSync(fileOf(id), "utf8") : undefined;

const spelt = new WeakMap<ProgrammeFile, Programme>();

/** Whether the funder that a file names is known. */
export const funderIsKnown = (file: ProgrammeFile): boolean =>
  typeof file.owner !== "string" || Object.hasOwn(funderNames(), file.owner);

/** Spells out what a file abbreviates: the funder's name, and each source's words and address. */
export function asProgramme(file: ProgrammeFile): Programme {
  const known = spelt.get(file);
  if (known) return known;
  const owner = typeof file.owner === "string" ? funderNames()[file.owner] : file.owner;
  if (!owner)
    throw new Error(`content/programmes/${file.id}.yaml: owner: there is no ${file.owner} in content/funders.yaml`);
  const made = { ...(spellOut(file, file.sources) as ProgrammeFile), owner };
  spelt.set(file, made);
  return made;
}

function spellOut(node: unknown, sources: ProgrammeFile["sources"]): unknown {
  if (Array.isArray(node)) return node.map((each) => spellOut(each, sources));
  if (!node || typeof node !== "object") return node;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) copy[key] = key === "sources" ? value : spellOut(value, sources);
  const cited = typeof copy.source === "string" ? sources[copy.source] : undefined;
  if (cited)
    Object.assign(copy, {
      source: cited.on ? `${cited.title}, ${cited.on}` : cited.title,
      ...(cited.url && { url: cited.url }),
    } satisfies Partial<Mark>);
  return copy;
}
