import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ContentError, contentFile, contentFiles, contentFolder, localised, namesIn } from "../content.ts";
import { fundingDefaults } from "./content.ts";
import { type Mark, type Programme, type ProgrammeFile, programmeFile } from "./rules/programme-schema.ts";
import { readingIn } from "./rules/readings.ts";

export type { Programme, StageRule } from "./rules/programme-schema.ts";

const funderNames = contentFile("funders.yaml", z.record(z.string(), localised));

/**
 * A programme's text with all that it must keep to: its id is the one it is filed under, its funder is known, and each
 * second reading names a place that exists and puts there what may stand there.
 */
export const programmeOf = (id: string | undefined) =>
  programmeFile.superRefine((file, context) => {
    const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    if (id !== undefined && file.id !== id) refuse(["id"], `must be ${id}, the name under which it is filed`);
    if (typeof file.owner === "string" && !Object.hasOwn(funderNames(), file.owner))
      refuse(["owner"], `there is no ${file.owner} in content/funders.yaml`);
    for (const [place, { changes }] of file.unknowns.entries()) {
      if (!changes) continue;
      const other = readingIn(file, changes.at, changes.to);
      const path = ["unknowns", place, "changes"];
      if (!other) refuse([...path, "at"], `there is no place ${changes.at}`);
      else
        for (const issue of programmeFile.safeParse(other).error?.issues ?? [])
          refuse([...path, "to"], `${issue.path.join(".")}: ${issue.message}`);
    }
  });
const onFile = contentFiles("programmes", programmeOf);
const isId = (id: string) => /^[a-z0-9-]+$/.test(id);

/** Rules that an administrator saved instead of a file, as this process last read them: see `versions.ts`. */
const edited = new Map<string, Programme>();
export function putInForce(rules: ReadonlyMap<string, Programme>): void {
  edited.clear();
  for (const [id, programme] of rules) edited.set(id, programme);
}

/** Every programme in force, by id: a file added to `content/programmes` adds one, and so does an administrator's page. */
export function programmes(): Programme[] {
  return [...new Set([...namesIn("programmes"), ...edited.keys()])].sort().flatMap((id) => programme(id) ?? []);
}

/** The programme as it is in force today. A call keeps the rules of its own day. */
export function programme(id: string): Programme | undefined {
  return edited.get(id) ?? filed(id);
}

const fileOf = (id: string) => path.join(contentFolder(), "programmes", `${id}.yaml`);

const told = new Set<string>();

/**
 * The start refuses a broken file; one that comes while the portal runs is left out and told once, so that it takes no
 * other programme with it.
 */
function filed(id: string): Programme | undefined {
  if (!isId(id) || !fs.existsSync(fileOf(id))) return undefined;
  try {
    return asProgramme(onFile(id));
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    if (!told.has(error.message)) console.error(error.message);
    told.add(error.message);
    return undefined;
  }
}

/** The text of a programme's file, where it has one. */
export const filedText = (id: string): string | undefined =>
  isId(id) && fs.existsSync(fileOf(id)) ? fs.readFileSync(fileOf(id), "utf8") : undefined;

const spelt = new WeakMap<ProgrammeFile, Programme>();

/** Spells out what a file abbreviates or leaves to the portal: the funder's name, each source's words and address, defaults. */
export function asProgramme(file: ProgrammeFile): Programme {
  const known = spelt.get(file);
  if (known) return known;
  const owner = typeof file.owner === "string" ? funderNames()[file.owner] : file.owner;
  if (!owner) throw new Error(`${file.id}: there is no funder ${file.owner}`);
  const spelled = spellOut(file, file.sources) as ProgrammeFile;
  const { otherCurrencies = fundingDefaults().otherCurrencies } = spelled.contributions;
  const made = { ...spelled, contributions: { ...spelled.contributions, otherCurrencies }, owner };
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
