import { eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { awards } from "#db/schema/awards.ts";
import { filesOfEach } from "../../documents/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import type { Known } from "../access.ts";
import { contributionsOf, matchesOf } from "../contributions.ts";
import { readsSettledOnly, settledAwards } from "../settled.ts";
import { termsOf } from "../terms.ts";
import { precedentsOf } from "./award.ts";
import { claimsOf } from "./claims.ts";
import { dealSalesOf } from "./deal-sales.ts";
import { completionOf } from "./ending.ts";
import { ledgerOf } from "./ledger.ts";
import { liabilityOf } from "./liability.ts";
import { reportsOf } from "./reports.ts";
import { mayRedate, windowOfStart } from "./start.ts";
import { holdbackOf, type Releasable, releasableOf } from "./tranches.ts";
import { variationsOf } from "./variations.ts";
import { viabilityOf } from "./viability.ts";

/**
 * Everything of an award for its two sides, or nothing where there is none or the actor is on neither. An auditor of the
 * fund reads of it what is settled, from the signed agreement on.
 */
export async function awardPage(actor: Actor, known: Known, milestoneIds: string[]) {
  if (!may(actor, "award.read", known.relations)) return undefined;
  const { application } = known;
  const [award] = await reads().select().from(awards).where(eq(awards.applicationId, application.id)).limit(1);
  const onlySettled = readsSettledOnly(actor);
  if (!award || (onlySettled && !settledAwards.includes(award.state))) return undefined;
  const found = { ...known, award };
  const terms = termsOf(known.rules).recoupment;
  const [precedents, reports, claims, variations, ledger, releases, dealSales, evidence, viability, isOpenStart] =
    await Promise.all([
      onlySettled ? [] : precedentsOf(reads(), found),
      reportsOf(reads(), application.id, onlySettled),
      claimsOf(found, onlySettled),
      variationsOf(application.id, onlySettled),
      ledgerOf(application.id),
      onlySettled ? new Map<string, Releasable>() : releasableOf(found),
      onlySettled ? { ready: [], left: [] } : dealSalesOf(application, award),
      filesOfEach("milestone", milestoneIds),
      may(actor, "fundFile.read", known.relations) ? viabilityOf(reads(), application.id) : [],
      award.state === "active" && may(actor, "award.run", known.relations) && mayRedate(reads(), application.id),
    ]);
  const audited = reports.filter((each) => each.kind === "audit" && each.submittedAt !== null);
  const [papers, ratePapers] = await Promise.all([
    filesOfEach(
      "report",
      audited.map((each) => each.id),
    ),
    filesOfEach(
      "salesStatement",
      ledger.statements.filter((each) => each.conversion).map((each) => each.id),
    ),
  ]);
  return {
    award,
    precedents,
    reports,
    papers,
    ratePapers,
    claims,
    variations,
    ledger,
    releases,
    evidence,
    holdback: await holdbackOf(found),
    matchShort: await shortSinceFallAway(found),
    categories: termsOf(known.rules).categories,
    dealSales,
    viability,
    isOpenStart,
    completion:
      award.state === "active" && may(actor, "award.run", known.relations)
        ? await completionOf(reads(), found, Date.now())
        : undefined,
    startWindow: windowOfStart(found),
    hasRecoupment: terms !== undefined,
    liability: terms && (await liabilityOf(reads(), award, terms)),
    interest: terms?.interest,
    madeElsewhere: terms?.madeElsewhere,
  };
}

/** What the match by signed letters lacks, stage by stage, beside a living award since a contribution fell away. */
async function shortSinceFallAway(found: Known & { award: typeof awards.$inferSelect }) {
  const given = await contributionsOf(reads(), found.application.id);
  if (["terminated", "completed"].includes(found.award.state) || !given.some((each) => each.status === "fellAway"))
    return [];
  return matchesOf(found, given).evidenced.stages.flatMap(({ id, short }) =>
    short > 0 ? [{ stageId: id, short }] : [],
  );
}

export type AwardPage = NonNullable<Awaited<ReturnType<typeof awardPage>>>;
