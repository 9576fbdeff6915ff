import { desc, eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { submissions } from "#db/schema/funding.ts";
import { type Known, rulesFor } from "../access.ts";
import type { Contribution } from "../contributions.ts";
import type { ApplicationFacts } from "./facts.ts";
import type { milestonesOf } from "./plan.ts";

type Planned = Awaited<ReturnType<typeof milestonesOf>>;
interface Says {
  known: Known;
  facts: ApplicationFacts;
  given: Contribution[];
  planned: Planned;
}

/**
 * What an application that went back for changes said when it was last sent: its changes are the applicant's alone until it
 * is sent again.
 */
export async function asSent(now: Says): Promise<Says> {
  const { application } = now.known;
  const [sent] = await reads()
    .select({ facts: submissions.facts })
    .from(submissions)
    .where(eq(submissions.applicationId, application.id))
    .orderBy(desc(submissions.sequence))
    .limit(1);
  if (!sent) return now;
  const facts = sent.facts as ApplicationFacts;
  const { title, summary, stages } = facts;
  return {
    known: {
      ...now.known,
      application: { ...application, title, summary, stages },
      rules: rulesFor(now.known.call, { stages }),
    },
    facts,
    given: now.given.flatMap((each) => {
      const then = facts.contributions.find((one) => one.id === each.id);
      // That a contribution fell away is on record with the fund, too.
      return then ? [{ ...each, ...then, ...(each.status === "fellAway" && { status: each.status }) }] : [];
    }),
    planned: facts.milestones.flatMap(({ amount, ...then }, place) => {
      const slot = now.planned[place] ?? now.planned[0];
      return slot
        ? [
            {
              ...slot,
              milestone: { ...slot.milestone, ...then, id: `sent-${place}` },
              tranche: { ...slot.tranche, amount },
            },
          ]
        : [];
    }),
  };
}
