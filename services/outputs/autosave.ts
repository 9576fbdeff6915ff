import { eq } from "drizzle-orm";
import { z } from "zod";
import { transact } from "#db/client.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { disclosureFor } from "./disclosures.ts";

const autosaved = ["novelty", "solution", "purpose", "problem", "origins", "market", "landing"] as const;

export const autosaveForm = z.object({
  name: z.enum(autosaved),
  value: z.string().max(20_000, "tooLong").default(""),
  /** What the writer's page last knew to be kept: a save over something else is refused, and told what that is. */
  was: z.string().max(20_000).default(""),
});

export type Autosaved = { saved: true; at: number; version: number } | { saved: false; kept: string };

/**
 * Keeps one answer as it is typed. Only while the inventors have not been asked: from then on a change voids what they
 * confirmed, and is saved on purpose. A page that is out of date gets what is kept instead of overwriting it.
 */
export async function autosave(
  actor: Actor,
  id: string,
  { name, value, was }: z.output<typeof autosaveForm>,
): Promise<Result<Autosaved>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, id);
    if (!found) return notFound();
    if (!may(actor, "disclosure.write", found.relations)) return forbidden();
    const { disclosure } = found;
    if (disclosure.state !== "draft" && disclosure.state !== "returned") return fail("wrongState");
    const kept = disclosure[name];
    const now = Date.now();
    if (kept === value) return ok({ saved: true as const, at: disclosure.updatedAt, version: disclosure.version });
    if (kept !== was) return ok({ saved: false as const, kept });
    const version = disclosure.version + 1;
    await tx
      .update(disclosures)
      .set({ [name]: value, version, updatedAt: now })
      .where(eq(disclosures.id, id));
    const subject = { kind: "disclosure", id, caseId: disclosure.caseId };
    await record(tx, actor, "disclosure.saved", subject, { field: name, version }, now);
    return ok({ saved: true as const, at: now, version });
  });
}
