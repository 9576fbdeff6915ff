import { eq } from "drizzle-orm";
import { z } from "zod";
import { transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { deadlines, families, filings } from "#db/schema/protection.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { disclosureFor } from "../outputs/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { deadlinesAfter, eventsOf, offices } from "./deadlines.ts";

const day = z
  .string("required")
  .regex(/^\d{4}-\d{2}-\d{2}$/, "notADate")
  .refine((text) => !Number.isNaN(Date.parse(text)), "notADate");

export const filingForm = z
  .object({
    jurisdiction: z.string("required").refine((code) => code in offices(), "invalid"),
    kind: z.enum(["first", "provisional", "convention", "pct", "nationalPhase"], "required"),
    number: z.string().trim().max(60, "tooLong").optional(),
    filedOn: day,
    priorityOn: day.optional(),
  })
  .refine((filing) => !filing.priorityOn || filing.priorityOn <= filing.filedOn, {
    path: ["priorityOn"],
    message: "afterFiling",
  });

/** Records a filing, opening the case's patent family with the first one; its deadlines follow from the rules at once. */
export async function openFamily(
  actor: Actor,
  caseId: string,
  input: z.output<typeof filingForm>,
): Promise<Result<{ familyId: string }>> {
  return transact(async (tx) => {
    const [row] = await tx
      .select({ id: disclosures.id })
      .from(disclosures)
      .where(eq(disclosures.caseId, caseId))
      .limit(1);
    const found = row && (await disclosureFor(tx, actor, row.id));
    if (!found) return notFound();
    if (!may(actor, "protection.file", found.relations)) return forbidden();
    if (input.filedOn > new Date().toISOString().slice(0, 10))
      return fail("inTheFuture", { fields: { filedOn: ["inTheFuture"] } });
    const now = Date.now();
    const [known] = await tx.select().from(families).where(eq(families.caseId, caseId)).limit(1);
    const familyId = known?.id ?? newId();
    if (!known) {
      await tx.insert(families).values({
        id: familyId,
        caseId,
        disclosureId: row.id,
        organisationId: found.disclosure.organisationId,
        title: found.disclosure.title,
        createdAt: now,
      });
      await record(tx, actor, "family.opened", { kind: "family", id: familyId, caseId }, {}, now);
    }
    const filingId = newId();
    const filing = {
      jurisdiction: input.jurisdiction,
      kind: input.kind,
      filedOn: input.filedOn,
      priorityOn: input.priorityOn ?? null,
      publishedOn: null,
      grantedOn: null,
    };
    await tx
      .insert(filings)
      .values({ id: filingId, familyId, ...filing, number: input.number ?? null, state: "pending", createdAt: now });
    for (const deadline of deadlinesAfter(eventsOf(filing)))
      await tx.insert(deadlines).values({ id: newId(), familyId, filingId, ...deadline, createdAt: now });
    await record(
      tx,
      actor,
      "filing.recorded",
      { kind: "family", id: familyId, caseId },
      { jurisdiction: input.jurisdiction, filedOn: input.filedOn },
      now,
    );
    return ok({ familyId });
  });
}
