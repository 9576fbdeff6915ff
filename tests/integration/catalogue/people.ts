import type { Transaction } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { memberships, organisations, people } from "#db/schema/identity.ts";
import { indexTechnologies, nextSearchKey } from "#services/catalogue/index.ts";
import type { Actor } from "#services/identity/index.ts";

/** A person with a place, ready to act. */
export async function aPerson(
  tx: Transaction,
  id: string,
  role: Actor["role"],
  organisationId: string,
): Promise<Actor> {
  const email = `${id}@people.test`;
  await tx
    .insert(people)
    .values({ id, email, name: `Person ${id}`, passwordHash: "x", emailConfirmedAt: 1, language: "en", createdAt: 1 });
  await tx.insert(memberships).values({ id: `m-${id}`, personId: id, organisationId, role, createdAt: 1 });
  return {
    personId: id,
    name: `Person ${id}`,
    email,
    role,
    organisationId,
    membershipId: `m-${id}`,
    sessionId: "",
    language: "en",
  };
}

export const anOrganisation = (tx: Transaction, id: string, kind: "company" | "university", name: string) =>
  tx.insert(organisations).values({ id, kind, name: { en: name }, region: "hongKong", createdAt: 1 });

/** A published technology, in English only unless told otherwise. */
export async function aTechnology(
  tx: Transaction,
  organisationId: string,
  title: string,
  more: Partial<typeof technologies.$inferInsert> = {},
): Promise<string> {
  const id = newId();
  const row = {
    id,
    slug: `t-${id.toLowerCase()}`,
    organisationId,
    state: "published" as const,
    original: "en" as const,
    title: { en: title },
    valueLine: { en: "" },
    profile: {},
    field: "medicalRobotics",
    trl: 6,
    offers: [],
    landing: [],
    ip: [],
    ipc: [],
    publishedAt: Date.now(),
    updatedAt: Date.now(),
    createdAt: Date.now(),
    searchKey: await nextSearchKey(tx),
    ...more,
  };
  await tx.insert(technologies).values(row);
  await indexTechnologies(tx, [row]);
  return id;
}
