import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { memberships, organisations, people } from "#db/schema/identity.ts";
import type { Localised } from "../language.ts";
import type { Role } from "./actor.ts";

export type Organisation = typeof organisations.$inferSelect;

/** Organisations by id, for pages that show many records of many organisations. */
export async function organisationsByIds(ids: string[]): Promise<Map<string, Organisation>> {
  if (ids.length === 0) return new Map();
  const rows = await reads()
    .select()
    .from(organisations)
    .where(inArray(organisations.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** The names of people by their ids, in every script that is known. */
export async function namesOfPeople(ids: string[]): Promise<Map<string, { name: string; names: Localised | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await reads()
    .select({ id: people.id, name: people.name, names: people.names })
    .from(people)
    .where(inArray(people.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export function organisationList(limit = 500): Promise<Organisation[]> {
  return reads().select().from(organisations).orderBy(asc(organisations.id)).limit(limit);
}

/** People who hold a role now, in one organisation or in all. */
export function peopleOf(role: Role | readonly Role[], organisationId?: string) {
  return reads()
    .selectDistinct({
      id: people.id,
      name: people.name,
      names: people.names,
      email: people.email,
      language: people.language,
      organisationId: memberships.organisationId,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        inArray(memberships.role, [role].flat()),
        isNull(memberships.endedAt),
        organisationId ? eq(memberships.organisationId, organisationId) : undefined,
      ),
    )
    .orderBy(asc(people.name))
    .limit(200);
}
