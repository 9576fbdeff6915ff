import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { contentFolder, loadYaml, localised } from "../content.ts";
import { type Mark, type Programme, type ProgrammeFile, programmeFile } from "./rules/programme-schema.ts";

export { type Programme, programmeFile, type StageRule } from "./rules/programme-schema.ts";

const funderNames = () => loadYaml("funders.yaml", z.record(z.string(), localised));

/** Every programme of `content/programmes`, by name of its file: adding a file adds a programme. */
export const programmes = (): Programme[] => {
  const folder = path.join(contentFolder(), "programmes");
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => programme(name.slice(0, -".yaml".length))!);
};

const spelt = new WeakMap<ProgrammeFile, Programme>();

export function programme(id: string): Programme | undefined {
  if (!/^[a-z0-9-]+$/.test(id) || !fs.existsSync(path.join(contentFolder(), "programmes", `${id}.yaml`)))
    return undefined;
  return asProgramme(loadYaml(`programmes/${id}.yaml`, programmeFile));
}

/** Spells out what a file abbreviates: the funder's name, and each source's words and address. Pure but for the names. */
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
