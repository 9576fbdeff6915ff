import { and, asc, eq, isNull } from "drizzle-orm";
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

/** The firm's places in use with what each may do: as set, else the first to come leads and the others are members. */
async function team(tx: Pick<Transaction, "select">, organisationId: string) {
  const rows = await tx
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
      and(eq(memberships.organisationId, organisationId), eq(memberships.role, "partner"), isNull(memberships.endedAt)),
    )
    .orderBy(asc(memberships.createdAt), asc(memberships.id))
    .limit(500);
  const first = rows.find((row) => row.hasAccount !== null) ?? rows[0];
  return rows.map(({ hasAccount, duty, ...row }) => ({
    ...row,
    hasAccount: hasAccount !== null,
    duty: duty ?? (row.membershipId === first?.membershipId ? ("lead" as const) : ("member" as const)),
  }));
}

async function dutyOf(tx: Pick<Transaction, "select">, actor: Actor): Promise<Duty> {
  const all = await team(tx, actor.organisationId);
  return all.find((each) => each.membershipId === actor.membershipId)?.duty ?? "reader";
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
  return (await team(reads(), actor.organisationId)).sort((a, b) => (a.name < b.name ? -1 : 1));
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
    const all = await team(tx, actor.organisationId);
    if (!all.some((each) => each.membershipId === membershipId)) return notFound();
    const leads = all.filter((each) => each.hasAccount && each.duty === "lead");
    if (takesLead && leads.length === 1 && leads[0]!.membershipId === membershipId) return fail("lastLead");
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
