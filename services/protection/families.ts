import { and, eq, isNull } from "drizzle-orm";
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
import { checkNumber } from "./numbers.ts";

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
  })
  .superRefine(({ jurisdiction, number }, context) => {
    const finding = number ? checkNumber(jurisdiction, number) : "ok";
    if (finding !== "ok")
      context.addIssue({
        code: "custom",
        path: ["number"],
        message: finding === "shape" ? "numberShape" : "numberCheckDigit",
      });
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

export const filingChangeForm = z.object({
  subject: z.string("required").min(1),
  number: z.string().trim().max(60, "tooLong").optional(),
  publishedOn: day.optional(),
  grantedOn: day.optional(),
  state: z.enum(["pending", "granted", "lapsed", "withdrawn"], "required"),
});

/**
 * Notes what became of a filing. Its deadlines are computed anew: those that follow from a date that changed move, those
 * that are done stay as they are, and those of a filing that lapsed or was withdrawn fall away.
 */
export async function changeFiling(
  actor: Actor,
  caseId: string,
  { subject, ...input }: z.output<typeof filingChangeForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const [row] = await tx
      .select({ filing: filings, disclosureId: families.disclosureId })
      .from(filings)
      .innerJoin(families, eq(families.id, filings.familyId))
      .where(and(eq(filings.id, subject), eq(families.caseId, caseId)))
      .limit(1);
    const found = row?.disclosureId ? await disclosureFor(tx, actor, row.disclosureId) : undefined;
    if (!row || !found) return notFound();
    if (!may(actor, "protection.file", found.relations)) return forbidden();
    const finding = input.number ? checkNumber(row.filing.jurisdiction, input.number) : "ok";
    if (finding !== "ok") {
      const message = finding === "shape" ? "numberShape" : "numberCheckDigit";
      return fail(message, { fields: { number: [message] } });
    }
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    for (const name of ["publishedOn", "grantedOn"] as const) {
      const on = input[name];
      if (on && on > today) return fail("inTheFuture", { fields: { [name]: ["inTheFuture"] } });
      if (on && on < row.filing.filedOn) return fail("beforeFiling", { fields: { [name]: ["beforeFiling"] } });
    }
    const now = Date.now();
    const changed = {
      number: input.number ?? row.filing.number,
      publishedOn: input.publishedOn ?? null,
      grantedOn: input.grantedOn ?? null,
      state: input.state,
    };
    await tx.update(filings).set(changed).where(eq(filings.id, subject));
    await tx.delete(deadlines).where(and(eq(deadlines.filingId, subject), isNull(deadlines.doneOn)));
    const done = await tx.select({ ruleId: deadlines.ruleId }).from(deadlines).where(eq(deadlines.filingId, subject));
    const isAlive = input.state === "pending" || input.state === "granted";
    for (const due of isAlive ? deadlinesAfter(eventsOf({ ...row.filing, ...changed })) : [])
      if (!done.some((each) => each.ruleId === due.ruleId))
        await tx
          .insert(deadlines)
          .values({ id: newId(), familyId: row.filing.familyId, filingId: subject, ...due, createdAt: now });
    await record(tx, actor, "filing.changed", { kind: "family", id: row.filing.familyId, caseId }, changed, now);
    return ok({});
  });
}
