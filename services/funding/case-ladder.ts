import { desc, eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { applications } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { ventures } from "#db/schema/ventures.ts";
import type { Actor } from "../identity/index.ts";
import { outputFor } from "../outputs/index.ts";
import { isOpen } from "./calls.ts";
import { stackingTable } from "./content.ts";
import { withDesignation } from "./eligibility.ts";
import { openCalls } from "./queries.ts";
import { type LadderCase, ladder } from "./rules/ladder.ts";
import { programmesInForce } from "./versions.ts";

/** What the portal knows of a case that decides on programmes; undefined for who may not know of the case. */
export async function ladderCaseOf(actor: Actor, caseId: string, today: string): Promise<LadderCase | undefined> {
  const found = await outputFor(actor, caseId);
  if (!found) return undefined;
  const [[institution], [venture], funded] = await Promise.all([
    reads().select().from(organisations).where(eq(organisations.id, found.output.organisationId)).limit(1),
    reads()
      .select({ incorporatedOn: ventures.incorporatedOn, region: ventures.region })
      .from(ventures)
      .where(eq(ventures.caseId, caseId))
      .limit(1),
    reads()
      .select({ programmeId: applications.programmeId, state: applications.state })
      .from(applications)
      .where(eq(applications.caseId, caseId))
      .orderBy(desc(applications.createdAt))
      .limit(20),
  ]);
  const held = funded.filter((each) => each.state === "awarded");
  return {
    today,
    ...(institution && { institution: withDesignation(institution) }),
    ...(venture?.incorporatedOn && { venture: { incorporatedOn: venture.incorporatedOn, region: venture.region } }),
    ...(found.output.trl !== null && { trl: found.output.trl }),
    held: [...new Set(held.map((each) => each.programmeId))],
  };
}

/** The ladder of a case of the office: every programme that fits now or at the next stage, in order, with what unlocks it. */
export async function caseLadder(actor: Actor, caseId: string, today: string) {
  if (actor.role !== "ttoOfficer") return undefined;
  const given = await ladderCaseOf(actor, caseId, today);
  return given && ladderFor(given);
}

/** The ladder of a case that somebody describes, with the programmes' names. */
export async function ladderFor(given: LadderCase) {
  const [programmes, listed] = await Promise.all([programmesInForce(), openCalls(given.today)]);
  const now = Date.now();
  // Open is what a call in this portal is, as on the list of programmes; else what was last looked up of the scheme.
  const open = new Set(listed.filter((call) => isOpen(call, now)).map((call) => call.programmeId));
  return {
    rungs: ladder(programmes, given, stackingTable()).map((rung) => ({ ...rung, isOpen: open.has(rung.programme) })),
    names: Object.fromEntries(programmes.map((each) => [each.id, each.name])),
  };
}
