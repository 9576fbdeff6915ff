import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import autocannon from "autocannon";
import Database from "better-sqlite3";
import { closeDatabase, openDatabase, transact } from "#db/client.ts";
import { loadDemonstration } from "#db/demonstration/load.ts";
import { engine } from "#db/engine.ts";
import { awards, milestones, tranches } from "#db/schema/awards.ts";
import { applications, calls, contributions, reviews } from "#db/schema/funding.ts";
import { disclosures, outputs } from "#db/schema/outputs.ts";
import { deadlines, families, filings } from "#db/schema/protection.ts";
import { importTechnologies } from "#services/exchange/import-technologies.ts";
import { frozen, programme } from "#services/funding/index.ts";
import { lighthouseScores } from "./lighthouse.ts";
import { measureSearch, type SearchFigure, writeRecords } from "./search.ts";

// Requests a second and p97.5 under 16 clients, each page beside the plainest page of the same server in the same run:
// the ratio says what the page costs, whatever the machine.
const PORT = 3219;
const APPLICATIONS = 5_000;
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
/** The same for a funding officer, whose fund has 5,000 applications. */
const deskPages = {
  plain: "/reset",
  "the fund's desk": "/funding",
  "its portfolio": "/funding/portfolio",
  "its portfolio by state": "/funding/portfolio?state=underReview",
  "its money": "/funding/money",
  "its risks": "/funding/risks",
  "a call's panel": "/funding/calls/bench-call",
  "an application": "/applications/bench-application-4",
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
/** The search alone, in one process, beside plain FTS5 queries on the same file. */
const searchFigures: SearchFigure[] = [];
for (const size of [1_000, 100_000]) figures.push(...(await measure(size)));
console.table(searchFigures);
console.table(figures);
console.table(scores);
const folder = process.env.DATA_DIR ?? "data";
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(
  path.join(folder, "bench.json"),
  JSON.stringify(
    {
      at: new Date().toISOString(),
      node: process.version,
      cpus: os.cpus().length,
      search: searchFigures,
      figures,
      scores,
    },
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
  writeRecords(file, size);
  await importTechnologies(file, () => undefined);
  await fillDesk(size / 5);
  await fillFund(APPLICATIONS);
  if (engine === "sqlite") searchFigures.push(...(await measureSearch(path.join(home, "slipway.db"), size)));
  await closeDatabase();
  const server = spawn(process.execPath, ["app/server.ts"], {
    env: { ...process.env, DATA_DIR: home, NODE_ENV: "production", PORT: String(PORT) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Whatever becomes of the run, the server does not outlive it.
  process.once("exit", () => server.kill());
  await new Promise<void>((resolve) =>
    server.stdout.on("data", (chunk: Buffer) => chunk.toString().includes("Slipway is at") && resolve()),
  );
  await untilAtRest(home);
  const rows = [
    ...(await walk(pages, await signIn("tto"), size)),
    // The fund's size does not follow the catalogue's: once is enough.
    ...(size === 1_000 ? await walk(deskPages, await signIn("funder"), size) : []),
  ];
  if (size === 1_000)
    scores = await lighthouseScores(`http://localhost:${PORT}`, ["/", "/technologies", "/technologies/microneuro"]);
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
  fs.rmSync(home, { recursive: true, force: true });
  return rows;
}

/** A start checks the whole docket and then reminds of what is due: what a page costs is measured after that. */
async function untilAtRest(home: string): Promise<void> {
  if (engine !== "sqlite") return;
  const records = new Database(path.join(home, "slipway.db"), { readonly: true });
  while (!records.prepare("select 1 from docket_checks").get()) await setTimeout(500);
  records.close();
  await setTimeout(3_000);
}

async function walk(addresses: Record<string, string>, cookie: string, size: number): Promise<Figure[]> {
  const rows: Figure[] = [];
  for (const [page, address] of Object.entries(addresses)) {
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

/** A fund with a call of `count` applications, half of them judged twice, a fifth of them awarded and running. */
async function fillFund(count: number): Promise<void> {
  const now = Date.now();
  const states = ["submitted", "underReview", "inPanel", "refused", "awarded"] as const;
  const leads = ["harbour-university", "lantau-university", "east-bay-institute"];
  const day = (number: number) => new Date(now + number * 86_400_000).toISOString().slice(0, 10);
  const rules = programme("raise-plus")!;
  await transact((tx) =>
    tx.insert(calls).values({
      id: "bench-call",
      programmeId: rules.id,
      funderId: "demo-innovation-fund",
      title: { en: "Bench" },
      state: "published",
      opensOn: day(-400),
      closesOn: day(-300),
      ...frozen(rules),
      budget: 100_000_000_000,
      currency: "HKD",
      createdAt: now,
    }),
  );
  for (let from = 0; from < count; from += 500)
    await transact(async (tx) => {
      for (let number = from; number < Math.min(count, from + 500); number++) {
        const id = `bench-application-${number}`;
        const state = states[number % 5]!;
        const grant = 1_000_000_000 + number * 100;
        await tx.insert(applications).values({
          id,
          number: `F-${String(number).padStart(5, "0")}`,
          callId: "bench-call",
          programmeId: rules.id,
          leadId: leads[number % 3]!,
          title: { en: `Project ${number}` },
          summary: `Project ${number} makes the ${number * 7919} part of a machine, in ${number * 104729} steps.`,
          state,
          stateSince: now - (number % 300) * 86_400_000,
          stages: [{ id: "stage-2", months: 24, cost: 2 * grant, grant }],
          currency: "HKD",
          createdBy: "tto",
          createdAt: now,
          submittedAt: now - 300 * 86_400_000,
        });
        await tx.insert(contributions).values({
          id: `${id}-c`,
          applicationId: id,
          stageId: "stage-2",
          payerName: "A firm",
          side: "industry",
          form: "cash",
          amount: grant,
          receivedAmount: state === "awarded" ? grant / 2 : 0,
          currency: "HKD",
          status: "committed",
          createdBy: "tto",
          createdAt: now,
          statusSince: now,
        });
        if (number % 5 >= 2)
          for (const reviewerId of ["reviewer", "reviewer2"])
            await tx.insert(reviews).values({
              id: `${id}-${reviewerId}`,
              applicationId: id,
              reviewerId,
              state: "done",
              scores: Object.fromEntries(
                rules.aspects.map((aspect, place) => [aspect.id, 40 + ((number + place) % 60)]),
              ),
              createdAt: now,
              finishedAt: now,
            });
        if (state !== "awarded") continue;
        await tx.insert(awards).values({
          applicationId: id,
          state: "active",
          stateSince: now,
          currency: "HKD",
          grants: { "stage-2": grant },
          stageId: "stage-2",
          conditions: [],
          startsOn: day(-200),
          endsOn: day(500),
          createdAt: now,
        });
        for (const place of [0, 1]) {
          const milestoneId = `${id}-m${place}`;
          await tx.insert(milestones).values({
            id: milestoneId,
            applicationId: id,
            stageId: "stage-2",
            position: place + 1,
            title: `Step ${place}`,
            dueOn: day(place * 400 - 150 + (number % 100)),
            state: place === 0 && number % 2 === 0 ? "accepted" : "planned",
            stateSince: now,
          });
          await tx.insert(tranches).values({
            id: `${milestoneId}-t`,
            applicationId: id,
            stageId: "stage-2",
            milestoneId,
            amount: grant / 2,
            currency: "HKD",
            state: place === 0 && number % 2 === 0 ? "released" : "planned",
            releasedAt: place === 0 && number % 2 === 0 ? now - 100 * 86_400_000 : null,
          });
        }
      }
    });
}

async function signIn(account: string): Promise<string> {
  const answer = await fetch(`http://localhost:${PORT}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: `email=${account}@demo.slipway.example&password=slipway-demo`,
  });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}
