// `npm test`: sets up like `npm start`, then types, lint, structure, dead code, the build and all tests.
// The last line counts every test and every check: `tests: N passed, N failed`.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { build, nodeCommand, setUp } from "../app/start.mjs";

setUp();
const started = Date.now();
const report = ".cache/vitest.json";
fs.mkdirSync(".cache", { recursive: true });
fs.rmSync(report, { force: true });

const checks = [
  ["types", "node_modules/typescript/bin/tsc", []],
  ["lint", "node_modules/@biomejs/biome/bin/biome", ["check", "--diagnostic-level=error"]],
  [
    "structure",
    "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
    ["--config", ".config/dependency-cruiser.mjs", "--output-type", "err", "app", "db", "services", "tests"],
  ],
  ["dead code", "node_modules/knip/bin/knip.js", ["--config", ".config/knip.json", "--no-progress"]],
];
// Beside the build and the tests, which leave a core idle now and then.
const checked = (async () => {
  const outcomes = [];
  for (const [name, script, args] of checks) outcomes.push(await check(name, script, args));
  return outcomes;
})();
build();
const ran = await check(
  "vitest",
  "node_modules/vitest/vitest.mjs",
  ["run", "--config", "tests/vitest.config.ts", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  true,
);
const outcomes = await checked;
const counted = fs.existsSync(report)
  ? JSON.parse(fs.readFileSync(report, "utf8"))
  : { numPassedTests: 0, numFailedTests: 0 };
const failed =
  counted.numFailedTests + outcomes.filter((isGood) => !isGood).length + (!ran && counted.numFailedTests === 0 ? 1 : 0);
const passed = counted.numPassedTests + outcomes.filter(Boolean).length;
console.log(`took ${Math.round((Date.now() - started) / 1000)} s`);
console.log(`tests: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function check(name, script, args, isLoud = false) {
  const begun = Date.now();
  return new Promise((resolve) => {
    const child = spawn(nodeCommand(), [script, ...args], { stdio: isLoud ? "inherit" : "pipe" });
    let said = "";
    child.stdout?.on("data", (chunk) => {
      said += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    child.on("exit", (code) => {
      console.log(`${code === 0 ? "✓" : "✗"} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
      if (code !== 0) console.log(said);
      resolve(code === 0);
    });
  });
}
