import fs from "node:fs";
import path from "node:path";
import { contentFolder, loadFolder, loadYaml } from "#services/content.ts";
import { needsFile, organisationsFile, peopleFile, technologiesFile, venturesFile } from "./shapes.ts";

const folder = "demonstration";

/** Files whose name begins alike hold parts of one list. */
function parts(start: string): string[] {
  return fs
    .readdirSync(path.join(contentFolder(), folder))
    .filter((name) => name.startsWith(start) && name.endsWith(".yaml"))
    .sort()
    .map((name) => path.join(folder, name));
}

export const everyOrganisation = () =>
  parts("organisations").flatMap((file) => loadYaml(file, organisationsFile).organisations);
export const everyPerson = () => parts("people").flatMap((file) => loadYaml(file, peopleFile).people);
export const everyTechnology = () =>
  loadFolder(path.join(folder, "technologies"), technologiesFile).flatMap((file) => file.technologies);
export const everyNeed = () => parts("needs").flatMap((file) => loadYaml(file, needsFile).needs);
export const everyVenture = () => parts("ventures").flatMap((file) => loadYaml(file, venturesFile).ventures);
