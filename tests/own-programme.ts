import fs from "node:fs";
import path from "node:path";

/**
 * Makes a folder of content with one programme more, and nothing else changed: two stages as RAISe+ has them, from one
 * million on, with a royalty of 3 % of sales until the grant is back, and no part of the grant held back. Adding the one
 * file is all that a new programme takes.
 */
export function contentWithProgramme(folder: string, id = "harbour-lift"): string {
  const content = path.join(folder, "content");
  fs.cpSync("content", content, { recursive: true });
  const model = fs.readFileSync("content/programmes/raise-plus.yaml", "utf8");
  const changed = model
    .replace(/^id: raise-plus$/m, `id: ${id}`)
    .replace(/^name: .*$/m, "name: { en: Harbour Lift, zh-Hant: 海港啟動計劃, zh-Hans: 海港启动计划 }")
    .replace("min: 1000000000, max: 10000000000", "min: 100000000, max: 10000000000")
    .replace("holdbackBasisPoints: 1000, ", "")
    .replace(
      /^recoupment: .*$/m,
      "recoupment: { kind: royalty, rates: [{ fromYear: 1, basisPoints: 300 }], capBasisPoints: 10000, interest: { kind: none }, source: its own terms, confidence: ours }",
    );
  fs.writeFileSync(path.join(content, "programmes", `${id}.yaml`), changed);
  return content;
}
