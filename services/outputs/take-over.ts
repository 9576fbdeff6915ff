import type { Transaction } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { disclosures, outputs } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import type { Actor } from "../identity/index.ts";
import { writtenIn } from "../language.ts";

export interface TakenOver {
  title: string;
  /** The office's own number of the invention, if free. */
  number: string | null;
  inventors: string[];
  field: string;
}

/**
 * Opens a case for an invention that was disclosed and accepted before the portal was there, as its office's list tells.
 * Nobody confirms shares that nobody stated: its inventors are names only until somebody adds them as people.
 */
export async function takeOverInvention(
  tx: Transaction,
  actor: Actor,
  { title, number, inventors, field }: TakenOver,
  now: number,
): Promise<{ caseId: string; disclosureId: string }> {
  const caseId = newId();
  const disclosureId = newId();
  const original = writtenIn(title, actor.language);
  const common = {
    organisationId: actor.organisationId,
    title: { [original]: title },
    original,
    createdBy: actor.personId,
    createdAt: now,
    updatedAt: now,
  };
  await tx.insert(outputs).values({
    id: caseId,
    ...common,
    kind: "knowHow",
    summary: { [original]: title },
    field,
    contributors: inventors.map((name) => ({ name })),
  });
  await tx.insert(disclosures).values({
    id: disclosureId,
    caseId,
    ...common,
    number,
    state: "accepted",
    stateSince: now,
    publicDisclosures: [],
    officerId: actor.personId,
    submittedAt: now,
  });
  await record(tx, actor, "output.recorded", { kind: "output", id: caseId, caseId }, { by: "import" }, now);
  return { caseId, disclosureId };
}
