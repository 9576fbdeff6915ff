import fs from "node:fs";
import { z } from "zod";
import { rules } from "./rules.ts";

const words = process.argv.slice(2);
const [name, file] = words.filter((word) => !word.startsWith("--"));
const rule = name !== undefined && Object.hasOwn(rules, name) ? rules[name] : undefined;
const print = (value: unknown) => console.log(JSON.stringify(value, null, 2));

if (words.includes("--help") || name === undefined) {
  console.log(
    `npm run explain -- <rule> <case.json>   what the rule says of the case, as JSON (- reads standard input)
npm run explain -- <rule> --example      a case to begin with
npm run explain -- <rule> --schema       the JSON schema of its cases

${Object.entries(rules)
  .map(([id, { about }]) => `  ${id.padEnd(14)}${about}`)
  .join("\n")}`,
  );
  process.exitCode = name === undefined && !words.includes("--help") ? 2 : 0;
} else if (!rule) refuse(`there is no rule ${name}; there are: ${Object.keys(rules).join(", ")}`);
else if (words.includes("--schema")) print(z.toJSONSchema(rule.schema));
else if (words.includes("--example")) print(rule.example);
else if (file === undefined) refuse(`which case? npm run explain -- ${name} <case.json>`);
else {
  try {
    const given: unknown = JSON.parse(fs.readFileSync(file === "-" ? 0 : file, "utf8"));
    const parsed = rule.schema.safeParse(given);
    if (parsed.success) print({ rule: name, result: rule.explain(parsed.data) });
    else refuse(z.prettifyError(parsed.error));
  } catch (problem) {
    refuse((problem as Error).message);
  }
}

function refuse(why: string): void {
  console.error(why);
  process.exitCode = 2;
}
