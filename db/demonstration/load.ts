import { eq } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { memberships, organisations, people } from "#db/schema/identity.ts";
import { loadYaml } from "#services/content.ts";
import { hashPassword } from "#services/identity/index.ts";
import { loadRecords } from "./records.ts";
import { accountsFile } from "./shapes.ts";
import { everyOrganisation, everyPerson } from "./sources.ts";

/** Fills an empty portal with the demonstration records, all or nothing. A portal that holds anything is left alone. */
export async function loadDemonstration(): Promise<boolean> {
  const [known] = await reads().select({ id: organisations.id }).from(organisations).limit(1);
  if (known) return false;
  const { password, accounts } = loadYaml("demonstration/accounts.yaml", accountsFile);
  const passwordHash = await hashPassword(password);
  const now = Date.now();
  await transact(async (tx) => {
    const [raced] = await tx.select({ id: organisations.id }).from(organisations).limit(1);
    if (raced) return;
    for (const { id, kind, name, about, place, leadsRaisePlus } of everyOrganisation())
      await tx.insert(organisations).values({
        id,
        kind,
        name,
        about,
        ...place,
        isUgcFunded: leadsRaisePlus,
        isDemonstration: true,
        createdAt: now,
      });
    for (const { id, name, organisation, title, unit } of everyPerson()) {
      await tx.insert(people).values({
        id,
        email: `${id}@people.slipway.example`,
        name: name.en,
        names: name,
        isDemonstration: true,
        createdAt: now,
      });
      await place(tx, id, organisation, "researcher", now, { title, unit });
    }
    for (const { email, name, names, places } of accounts) {
      const id = email.split("@")[0]!;
      await tx
        .insert(people)
        .values({ id, email, name, names, passwordHash, emailConfirmedAt: now, isDemonstration: true, createdAt: now });
      for (const [order, { organisation, role }] of places.entries())
        await place(tx, id, organisation, role, now + order);
    }
    await loadRecords(tx, now);
  });
  return true;
}

async function place(
  tx: Transaction,
  personId: string,
  organisationId: string,
  role: (typeof memberships.$inferInsert)["role"],
  createdAt: number,
  words = {},
) {
  // People who are only named get no hat that could be worn: companies' people are contacts, not researchers.
  const [organisation] = await tx
    .select({ kind: organisations.kind })
    .from(organisations)
    .where(eq(organisations.id, organisationId))
    .limit(1);
  if (!organisation)
    throw new Error(
      `content/demonstration: ${personId} belongs to ${organisationId}, which is not among the organisations`,
    );
  const kind =
    role === "researcher" && (organisation.kind === "company" || organisation.kind === "investor") ? "partner" : role;
  await tx
    .insert(memberships)
    .values({ id: `${personId}-${organisationId}`, personId, organisationId, role: kind, createdAt, ...words });
}
