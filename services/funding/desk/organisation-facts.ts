import { and, desc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { organisationFacts } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { lacksDuty } from "../../catalogue/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { fail, forbidden, ok, type Result } from "../../result.ts";
import { hongKongDay } from "../calls.ts";
import type { factForm } from "../forms.ts";

/** Keeps what an organisation tells about itself as of a day. What was told before stays on record. */
export async function tellFact(actor: Actor, input: z.output<typeof factForm>): Promise<Result<object>> {
  if (!may(actor, "organisation.tell", ["organisation"])) return forbidden();
  if (input.asOf > hongKongDay(Date.now())) return fail("factInTheFuture", { fields: { asOf: ["inTheFuture"] } });
  return transact(async (tx) => {
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    const { mayReuse, ...fact } = input;
    await tx.insert(organisationFacts).values({
      id: newId(),
      organisationId: actor.organisationId,
      ...fact,
      mayReuse: mayReuse === "on",
      enteredBy: actor.personId,
      createdAt: Date.now(),
    });
    // Bank details are kept out of the trail.
    await record(
      tx,
      actor,
      "organisation.told",
      { kind: "organisation", id: actor.organisationId },
      { kind: input.kind, asOf: input.asOf },
    );
    return ok({});
  });
}

/** The newest fact of each kind of an organisation. */
export async function currentFacts(tx: Pick<Transaction, "select">, organisationId: string) {
  const rows = await tx
    .select()
    .from(organisationFacts)
    .where(eq(organisationFacts.organisationId, organisationId))
    .orderBy(desc(organisationFacts.createdAt))
    .limit(200);
  return rows.filter((row, place) => rows.findIndex((other) => other.kind === row.kind) === place);
}

/** Facts that organisations allow to be reused, bank details left out, by organisation. */
export async function reusableFacts(organisationIds: string[]) {
  if (organisationIds.length === 0) return [];
  const rows = await reads()
    .select()
    .from(organisationFacts)
    .where(and(inArray(organisationFacts.organisationId, organisationIds), eq(organisationFacts.mayReuse, true)))
    .orderBy(desc(organisationFacts.createdAt))
    .limit(5000);
  return rows.filter(
    (row, place) =>
      row.kind !== "bank" &&
      rows.findIndex((other) => other.kind === row.kind && other.organisationId === row.organisationId) === place,
  );
}

/** What the actor's own organisation has told, as it stands. */
export async function ownFacts(actor: Actor) {
  return may(actor, "organisation.tell", ["organisation"]) ? currentFacts(reads(), actor.organisationId) : [];
}
