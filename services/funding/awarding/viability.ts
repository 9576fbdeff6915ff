import { eq } from "drizzle-orm";
import type { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { viabilityChecks } from "#db/schema/awards.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { subjectOf } from "../access.ts";
import { type Contribution, contributionsOf } from "../contributions.ts";
import type { viabilityForm } from "../forms.ts";
import { awardFor } from "./access.ts";

/** The givers whose means are checked before an award starts, each once; of a university that is not asked. Pure. */
const partiesToCheck = (given: Array<Pick<Contribution, "payerName" | "side">>): string[] => [
  ...new Set(given.filter((each) => each.side !== "university").map((each) => each.payerName)),
];

/** The givers of an application, each with the check of it where there is one: for the fund's officers. */
export async function viabilityOf(tx: Pick<Transaction, "select">, id: string) {
  const [given, checks] = await Promise.all([
    contributionsOf(tx, id),
    tx
      .select({ check: viabilityChecks, officer: people.name })
      .from(viabilityChecks)
      .innerJoin(people, eq(people.id, viabilityChecks.confirmedBy))
      .where(eq(viabilityChecks.applicationId, id)),
  ]);
  // Of who gives nothing any more, nothing is checked.
  return partiesToCheck(given.filter((each) => each.status !== "fellAway")).map((party) => {
    const found = checks.find((each) => each.check.party === party);
    return { party, check: found && { ...found.check, officer: found.officer } };
  });
}

/** An officer's word, once and for good, that a giver is able to give what it promised, with a rating for the fund alone. */
export async function confirmViability(
  actor: Actor,
  id: string,
  { subject: party, rating, note }: Omit<z.output<typeof viabilityForm>, "sure">,
  now = Date.now(),
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "award.run");
    if (!found.ok) return found;
    const known = (await viabilityOf(tx, id)).find((each) => each.party === party);
    if (!known) return notFound();
    if (known.check || !["offered", "revising", "signed"].includes(found.award.state)) return fail("wrongState");
    await tx
      .insert(viabilityChecks)
      .values({ id: newId(), applicationId: id, party, rating, note, confirmedBy: actor.personId, confirmedAt: now });
    // The rating is the fund's own: the trail of the application is read by its applicant too.
    await record(tx, actor, "award.partyChecked", subjectOf(found.application), { party }, now);
    return ok({});
  });
}
