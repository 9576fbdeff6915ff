import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { invitations, people } from "#db/schema/identity.ts";
import { record } from "../audit/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { type Actor, thePortal } from "./actor.ts";
import { spendAttempt } from "./attempts.ts";
import { may } from "./permissions.ts";
import { hashSecret } from "./secret.ts";

type InvitationState = "open" | "accepted" | "declined" | "withdrawn" | "expired";
type Row = Pick<typeof invitations.$inferSelect, "acceptedAt" | "declinedAt" | "withdrawnAt" | "expiresAt">;

/** What became of an invitation: it is answered once, or it ends by its date or by who sent it. Pure. */
export function invitationState(row: Row, now = Date.now()): InvitationState {
  if (row.acceptedAt) return "accepted";
  if (row.declinedAt) return "declined";
  if (row.withdrawnAt) return "withdrawn";
  return row.expiresAt < now ? "expired" : "open";
}

export const declineForm = z.object({ reason: z.string("required").trim().min(1, "required").max(1000, "tooLong") });

/** The invited person says no, with a reason that the inviter reads. */
export async function declineInvitation(secret: string, reason: string, address: string): Promise<Result<object>> {
  const spent = await spendAttempt("token", address);
  if (!spent.ok) return spent;
  return transact(async (tx) => {
    const [row] = await tx
      .select()
      .from(invitations)
      .where(eq(invitations.hash, hashSecret(secret)))
      .limit(1);
    if (!row || invitationState(row) !== "open") return fail("linkSpent");
    await tx
      .update(invitations)
      .set({ declinedAt: Date.now(), declineReason: reason })
      .where(eq(invitations.id, row.id));
    await record(tx, thePortal, "invitation.declined", { kind: "organisation", id: row.organisationId });
    return ok({});
  });
}

/** Takes back an invitation that nobody has answered. */
export async function withdrawInvitation(actor: Actor, id: string): Promise<Result<object>> {
  if (!may(actor, "organisation.invite", ["organisation"])) return forbidden();
  return transact(async (tx) => {
    const [row] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.id, id), eq(invitations.organisationId, actor.organisationId)))
      .limit(1);
    if (!row) return notFound();
    if (invitationState(row) !== "open") return fail("linkSpent");
    await tx.update(invitations).set({ withdrawnAt: Date.now() }).where(eq(invitations.id, id));
    await record(tx, actor, "invitation.withdrawn", { kind: "organisation", id: row.organisationId });
    return ok({});
  });
}

/** The invitations of the actor's organisation with what became of each, the newest first. */
export async function invitationsOf(actor: Actor, now = Date.now()) {
  if (!may(actor, "organisation.invite", ["organisation"])) return [];
  const rows = await reads()
    .select({ invitation: invitations, by: people.name })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.invitedBy))
    .where(eq(invitations.organisationId, actor.organisationId))
    .orderBy(desc(invitations.createdAt))
    .limit(50);
  return rows.map(({ invitation, by }) => ({
    id: invitation.id,
    email: invitation.email,
    role: invitation.role,
    by,
    state: invitationState(invitation, now),
    reason: invitation.declineReason,
    createdAt: invitation.createdAt,
    expiresAt: invitation.expiresAt,
  }));
}
