// `npm start`: installs, builds and serves, each only when something changed. Plain JavaScript for any Node, since it
// runs before the pinned Node of the project is there.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
const bin = path.resolve("node_modules/.bin");

export function setUp() {
  const lock = hashOf(["package-lock.json"]);
  if (readStamp("node_modules/.slipway-installed") !== lock) {
    console.log("Installing …");
    // Not `npm ci`: it refuses a lock file that does not name the optional packages of every other platform.
    run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]);
    fs.writeFileSync("node_modules/.slipway-installed", lock);
  }
  process.env.PATH = `${bin}${path.delimiter}${process.env.PATH}`;
  requireNode();
}

export function build() {
  const sources = hashOf([
    "app",
    "services",
    "db",
    "content/messages",
    "content/help",
    "remix.config.js",
    "package-lock.json",
  ]);
  if (readStamp("build/.stamp") === sources) return;
  console.log("Building …");
  run(nodeCommand(), [
    "node_modules/@remix-run/dev/dist/cli.js",
    "vite:build",
    "--config",
    "remix.config.js",
    "--logLevel",
    "warn",
  ]);
  fs.writeFileSync("build/.stamp", sources);
}

/** The Node that the lock file pins, else the one that runs this. */
export function nodeCommand() {
  const pinned = path.join(bin, process.platform === "win32" ? "node.exe" : "node");
  return fs.existsSync(pinned) ? pinned : process.execPath;
}

function requireNode() {
  const version = spawnSync(nodeCommand(), ["--version"], { encoding: "utf8" }).stdout.trim();
  if (Number(version.slice(1).split(".")[0]) >= 22) return;
  console.error(`Slipway needs Node 22 or newer and found ${version}: install Node 24 LTS, then start again.`);
  process.exit(1);
}

function run(command, args) {
  const done = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function readStamp(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

function hashOf(places) {
  const hash = createHash("sha256");
  const visit = (place) => {
    if (!fs.existsSync(place)) return;
    if (fs.statSync(place).isDirectory())
      for (const name of fs.readdirSync(place).sort()) visit(path.join(place, name));
    else hash.update(place).update(fs.readFileSync(place));
  };
  places.forEach(visit);
  return hash.digest("hex");
}

if (path.resolve(process.argv[1] ?? "") === path.join(root, "app/start.mjs")) {
  setUp();
  build();
  const server = spawn(nodeCommand(), ["app/server.ts"], {
    stdio: "inherit",
    env: { NODE_ENV: "production", ...process.env },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  server.on("exit", (code, signal) => process.exit(code ?? (signal ? 0 : 1)));
}
