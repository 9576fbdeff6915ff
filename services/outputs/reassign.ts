import { eq } from "drizzle-orm";
import { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import { inventors, reassignments } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { day } from "../day.ts";
import { type Actor, may } from "../identity/index.ts";
import { plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { disclosureFor } from "./disclosures.ts";
import { hongKongToday } from "./today.ts";

export const reassignForm = z.object({
  on: day,
  terms: z.string("required").trim().min(1, "required").max(5000, "tooLong"),
});

/** Gives a declined invention back to its inventors, on a day and on terms. Once; every inventor is told. */
export async function reassign(
  actor: Actor,
  id: string,
  { on, terms }: z.output<typeof reassignForm>,
): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, id);
    if (!found) return notFound();
    const { disclosure, relations } = found;
    if (!may(actor, "disclosure.decide", relations)) return forbidden();
    if (disclosure.state !== "declined") return fail("wrongState");
    const now = Date.now();
    if (on > hongKongToday(now)) return fail("form", { fields: { on: ["inTheFuture"] }, params: { count: 1 } });
    const [known] = await tx.select().from(reassignments).where(eq(reassignments.disclosureId, id)).limit(1);
    if (known) return fail("reassignedAlready");
    await tx.insert(reassignments).values({ disclosureId: id, on, terms, createdBy: actor.personId, createdAt: now });
    const subject = { kind: "disclosure", id, caseId: disclosure.caseId };
    await record(tx, actor, "disclosure.reassigned", subject, { on, terms }, now);
    const named = await tx
      .select({ email: inventors.email, language: people.language })
      .from(inventors)
      .leftJoin(people, eq(people.id, inventors.personId))
      .where(eq(inventors.disclosureId, id));
    for (const { email, language: own } of named) {
      if (!email) continue;
      const language = own ?? disclosure.original;
      const params = { number: disclosure.number ?? "", title: plain(disclosure.title, language), on, terms };
      await mailLater(tx, { to: email, language, message: "inventionReassigned", params });
    }
    return ok({ id });
  });
}

/** When and on what terms the invention went back to its inventors. The caller has checked that the person may see it. */
export async function reassignmentOf(disclosureId: string) {
  const [row] = await reads()
    .select({ on: reassignments.on, terms: reassignments.terms })
    .from(reassignments)
    .where(eq(reassignments.disclosureId, disclosureId))
    .limit(1);
  return row;
}
