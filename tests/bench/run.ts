import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import autocannon from "autocannon";
import { closeDatabase, openDatabase, transact } from "#db/client.ts";
import { loadDemonstration } from "#db/demonstration/load.ts";
import { disclosures, outputs } from "#db/schema/outputs.ts";
import { deadlines, families, filings } from "#db/schema/protection.ts";
import { importTechnologies } from "#services/exchange/import-technologies.ts";
import { lighthouseScores } from "./lighthouse.ts";

// Requests a second and p97.5 under 16 clients, each page beside the plainest page of the same server in the same run:
// the ratio says what the page costs, whatever the machine.
const PORT = 3219;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 6);
const pages = {
  plain: "/reset",
  landing: "/",
  "catalogue with a query": "/technologies?q=%E5%86%85%E7%AA%A5%E9%95%9C",
  "technology page": "/technologies/microneuro",
  "case page": "/cases/microneuro",
  "the office's cases": "/office/cases",
  "its cases by words": "/office/cases?state=evaluating&q=valve",
  docket: "/office/docket",
};

interface Figure {
  technologies: number;
  /** Cases of the office signed in, each with a filing and two dates. */
  cases: number;
  page: string;
  requestsPerSecond: number;
  /** Milliseconds; the load generator counts no 95th, so the stricter next one is shown. */
  p97_5: number;
  ratioToPlain: number;
}

const figures: Figure[] = [];
let scores: Awaited<ReturnType<typeof lighthouseScores>> = [];
for (const size of [1_000, 100_000]) figures.push(...(await measure(size)));
console.table(figures);
console.table(scores);
const folder = process.env.DATA_DIR ?? "data";
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(
  path.join(folder, "bench.json"),
  JSON.stringify(
    { at: new Date().toISOString(), node: process.version, cpus: os.cpus().length, figures, scores },
    null,
    2,
  ),
);

async function measure(size: number): Promise<Figure[]> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-bench-"));
  process.env.DATA_DIR = home;
  await openDatabase();
  await loadDemonstration();
  const file = path.join(home, "generated.jsonl");
  fs.writeFileSync(file, Array.from({ length: size }, (_, number) => generated(number)).join("\n"));
  await importTechnologies(file, () => undefined);
  await fillDesk(size / 5);
  await closeDatabase();
  const server = spawn(process.execPath, ["app/server.ts"], {
    env: { ...process.env, DATA_DIR: home, NODE_ENV: "production", PORT: String(PORT) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve) =>
    server.stdout.on("data", (chunk: Buffer) => chunk.toString().includes("Slipway is at") && resolve()),
  );
  const cookie = await signIn();
  const rows: Figure[] = [];
  for (const [page, address] of Object.entries(pages)) {
    const options = { url: `http://localhost:${PORT}${address}`, connections: 16, headers: { cookie } };
    await autocannon({ ...options, duration: 2 });
    const result = await autocannon({ ...options, duration: SECONDS });
    if (result.non2xx > 0) throw new Error(`${address} answered ${result.non2xx} times with another status than 2xx`);
    const requestsPerSecond = Math.round(result.requests.average);
    rows.push({
      technologies: size,
      cases: size / 5,
      page,
      requestsPerSecond,
      p97_5: result.latency.p97_5,
      ratioToPlain: Math.round((requestsPerSecond / (rows[0]?.requestsPerSecond ?? requestsPerSecond)) * 100) / 100,
    });
  }
  if (size === 1_000)
    scores = await lighthouseScores(`http://localhost:${PORT}`, ["/", "/technologies", "/technologies/microneuro"]);
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
  fs.rmSync(home, { recursive: true, force: true });
  return rows;
}

/** Cases of one office with a filing each, which has two dates. */
async function fillDesk(count: number): Promise<void> {
  const states = ["submitted", "inTriage", "evaluating", "accepted", "declined"] as const;
  const subjects = ["valve", "sensor", "gripper", "catheter"];
  const now = Date.now();
  const day = (number: number) => new Date(now + number * 86_400_000).toISOString().slice(0, 10);
  const organisationId = "lion-rock-institute";
  for (let from = 0; from < count; from += 500)
    await transact(async (tx) => {
      for (let number = from; number < Math.min(count, from + 500); number++) {
        const id = `bench-${number}`;
        const own = { organisationId, createdBy: "tto", createdAt: now, updatedAt: now };
        const title = { en: `A ${subjects[number % 4]} of design ${number}` };
        const [familyId, caseId] = [id, id];
        await tx
          .insert(outputs)
          .values({ id, ...own, kind: "prototype", title, original: "en", summary: title, field: "other" });
        await tx.insert(disclosures).values({
          id,
          ...own,
          caseId,
          title,
          original: "en",
          number: `B-${number}`,
          state: states[number % 5]!,
          stateSince: now - (number % 90) * 86_400_000,
          publicDisclosures: [],
          officerId: number % 3 === 0 ? null : "tto",
          submittedAt: now,
        });
        await tx.insert(families).values({ id, caseId, disclosureId: id, organisationId, title, createdAt: now });
        await tx.insert(filings).values({
          id,
          familyId,
          jurisdiction: "CN",
          kind: "first",
          filedOn: day(-400),
          state: "pending",
          createdAt: now,
        });
        for (const [ruleId, on] of [
          ["cn-examination", day(number % 900)],
          ["hk-record", day(number % 180)],
        ] as const)
          await tx.insert(deadlines).values({
            id: `${id}-${ruleId}`,
            familyId,
            filingId: id,
            ruleId,
            act: { en: "Act" },
            jurisdiction: "CN",
            statutoryOn: on,
            lastOn: on,
            safeOn: on,
            source: "bench",
            confidence: "ours",
            createdAt: now,
          });
      }
    });
}

async function signIn(): Promise<string> {
  const answer = await fetch(`http://localhost:${PORT}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: "email=tto@demo.slipway.example&password=slipway-demo",
  });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

/** Made-up records of the shape that other catalogues give, half of them Chinese. */
function generated(number: number): string {
  const subjects = ["endoscope", "battery", "concrete", "sensor", "laser", "valve", "polymer", "satellite"];
  const chinese = ["内窥镜", "锂电池", "混凝土", "传感器", "激光器", "阀门", "聚合物", "卫星"];
  const isChinese = number % 2 === 0;
  const subject = (isChinese ? chinese : subjects)[number % 8];
  return JSON.stringify({
    id: String(number),
    source: "generated",
    lang: isChinese ? "zh-Hans" : "en",
    title: isChinese ? `第${number}号${subject}的设计与制造方法` : `Method ${number} of making a ${subject}`,
    abstract: isChinese
      ? `本技术提供一种${subject}，结构简单，成本降低，适用于医疗和工业检测。编号${number}。`
      : `A ${subject} with a simple structure and lower cost, for medical and industrial inspection. Number ${number}.`,
    keywords: [subject],
    field: subjects[number % 8],
  });
}
