import { and, eq, like } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { type Actor, may, type Relation, relationsByPart } from "../identity/index.ts";

export type Disclosure = typeof disclosures.$inferSelect;

/** The disclosure and how the actor stands to it; undefined when the actor may not know of it. */
export async function disclosureFor(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
): Promise<{ disclosure: Disclosure; relations: Relation[] } | undefined> {
  const [disclosure] = await tx.select().from(disclosures).where(eq(disclosures.id, id)).limit(1);
  if (!disclosure) return undefined;
  const [named] = await tx
    .select({ id: inventors.id })
    .from(inventors)
    .where(and(eq(inventors.disclosureId, id), eq(inventors.personId, actor.personId)))
    .limit(1);
  const relations: Relation[] = [];
  if (disclosure.createdBy === actor.personId || named) relations.push("own");
  // A draft is its inventors' alone: the office sees it from the day it is submitted.
  if (disclosure.organisationId === actor.organisationId && disclosure.submittedAt !== null)
    relations.push("organisation");
  return may(actor, "disclosure.read", relations) ? { disclosure, relations } : undefined;
}

/** A disclosure as a record onto which people are asked. */
export const sharedAs = (id: string) => ({ kind: "disclosure", id }) as const;

/** As `disclosureFor`, and for whoever was given a part in this disclosure besides: they know of nothing else of its case. */
export async function sharedDisclosureFor(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  id: string,
): ReturnType<typeof disclosureFor> {
  const known = await disclosureFor(tx, actor, id);
  if (known) return known;
  const relations = await relationsByPart(tx, actor, sharedAs(id));
  if (!may(actor, "disclosure.read", relations)) return undefined;
  const [disclosure] = await tx.select().from(disclosures).where(eq(disclosures.id, id)).limit(1);
  return disclosure && { disclosure, relations };
}

/** The next number of the year. Numbers that a list brought along may look otherwise and do not count. */
export async function nextNumber(tx: Transaction, organisationId: string, year: number): Promise<string> {
  const given = await tx
    .select({ number: disclosures.number })
    .from(disclosures)
    .where(and(eq(disclosures.organisationId, organisationId), like(disclosures.number, `${year}-%`)));
  const last = Math.max(0, ...given.map((each) => Number(/^\d{4}-(\d{3,6})$/.exec(each.number ?? "")?.[1] ?? 0)));
  return `${year}-${String(last + 1).padStart(3, "0")}`;
}
