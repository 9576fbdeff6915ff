import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { memberships, people } from "#db/schema/identity.ts";
import { duties, teamDuties } from "#db/schema/matching.ts";
import { record } from "../../audit/index.ts";
import { type Actor, invite, may } from "../../identity/index.ts";
import type { Language } from "../../language.ts";
import { type Failure, fail, forbidden, notFound, ok, type Result } from "../../result.ts";

type Duty = (typeof duties)[number];
export const dutyForm = z.object({ duty: z.enum(duties, "required") });

/** What a person may do for the firm. The first people of a firm have no row and lead it. */
async function dutyOf(tx: Pick<Transaction, "select">, actor: Actor): Promise<Duty> {
  const [row] = await tx
    .select({ duty: teamDuties.duty })
    .from(teamDuties)
    .where(eq(teamDuties.membershipId, actor.membershipId))
    .limit(1);
  return row?.duty ?? "lead";
}

/** Why the actor may not do what takes this duty; undefined when they may. People of other roles have no duties. */
export async function lacksDuty(
  tx: Pick<Transaction, "select">,
  actor: Actor,
  needed: Exclude<Duty, "reader">,
): Promise<Failure | undefined> {
  if (actor.role !== "partner") return undefined;
  const duty = await dutyOf(tx, actor);
  if (duty === "lead" || duty === needed) return undefined;
  return fail(needed === "lead" ? "leadsOnly" : "readersOnlyRead");
}

/** The firm's people with what each may do. */
export async function teamOf(actor: Actor) {
  if (!may(actor, "company.edit", ["organisation"])) return [];
  const rows = await reads()
    .select({
      membershipId: memberships.id,
      personId: people.id,
      name: people.name,
      email: people.email,
      hasAccount: people.passwordHash,
      since: memberships.createdAt,
      duty: teamDuties.duty,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .leftJoin(teamDuties, eq(teamDuties.membershipId, memberships.id))
    .where(
      and(
        eq(memberships.organisationId, actor.organisationId),
        eq(memberships.role, "partner"),
        isNull(memberships.endedAt),
      ),
    )
    .orderBy(asc(people.name), asc(memberships.id))
    .limit(200);
  return rows.map(({ hasAccount, duty, ...row }) => ({
    ...row,
    hasAccount: hasAccount !== null,
    duty: duty ?? ("lead" as const),
  }));
}

/** Gives one of the firm's people another duty. Somebody with an account must stay to lead. */
export async function setDuty(actor: Actor, membershipId: string, duty: Duty): Promise<Result<object>> {
  return changeTeam(actor, membershipId, duty !== "lead", async (tx, now) => {
    const row = { duty, setBy: actor.personId, setAt: now };
    await tx
      .insert(teamDuties)
      .values({ membershipId, ...row })
      .onConflictDoUpdate({ target: teamDuties.membershipId, set: row });
    await record(tx, actor, "team.dutySet", { kind: "membership", id: membershipId }, { duty }, now);
  });
}

/** Ends a person's place in the firm; what they did stays on record. */
export async function endPlace(actor: Actor, membershipId: string): Promise<Result<object>> {
  return changeTeam(actor, membershipId, true, async (tx, now) => {
    await tx.update(memberships).set({ endedAt: now }).where(eq(memberships.id, membershipId));
    await record(tx, actor, "membership.ended", { kind: "membership", id: membershipId }, {}, now);
  });
}

async function changeTeam(
  actor: Actor,
  membershipId: string,
  takesLead: boolean,
  change: (tx: Transaction, now: number) => Promise<void>,
): Promise<Result<object>> {
  if (!may(actor, "company.edit", ["organisation"])) return forbidden();
  return transact(async (tx) => {
    const lacking = await lacksDuty(tx, actor, "lead");
    if (lacking) return lacking;
    const team = await tx
      .select({ id: memberships.id, hasAccount: people.passwordHash })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(
        and(
          eq(memberships.organisationId, actor.organisationId),
          eq(memberships.role, "partner"),
          isNull(memberships.endedAt),
        ),
      )
      .limit(500);
    if (!team.some((each) => each.id === membershipId)) return notFound();
    const set = await tx
      .select()
      .from(teamDuties)
      .where(
        inArray(
          teamDuties.membershipId,
          team.map((each) => each.id),
        ),
      );
    const leads = team.filter(
      (each) => each.hasAccount && (set.find((row) => row.membershipId === each.id)?.duty ?? "lead") === "lead",
    );
    if (takesLead && leads.length === 1 && leads[0]!.id === membershipId) return fail("lastLead");
    await change(tx, Date.now());
    return ok({});
  });
}

/** Invites a person into the firm: its leads do. */
export async function inviteToFirm(actor: Actor, email: string, language: Language): Promise<Result<void>> {
  const lacking = await lacksDuty(reads(), actor, "lead");
  if (lacking) return lacking;
  return invite(actor, { email, role: "partner", organisationId: actor.organisationId }, language);
}
