import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { invitations, memberships, organisations, people, roles, tokens } from "#db/schema/identity.ts";
import { record } from "../audit/index.ts";
import { type Language, plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { fail, ok, type Result } from "../result.ts";
import { wordsIn } from "../words.ts";
import { type Actor, thePortal } from "./actor.ts";
import { spendAttempt } from "./attempts.ts";
import { invitationState } from "./invitations.ts";
import { hashPassword } from "./password.ts";
import { may } from "./permissions.ts";
import { hashSecret, newSecret } from "./secret.ts";

const HOUR = 3_600_000;

export const emailAddress = z
  .email({ error: ({ input }) => (input ? "invalid" : "required") })
  .max(200, "tooLong")
  .toLowerCase();
/** Length is what keeps a password; NIST SP 800-63B (2017), 5.1.1.2, asks for no mixture of kinds. */
export const newPassword = z.string("required").min(10, "passwordShort").max(200, "tooLong");

export const signUpForm = z.object({
  name: z.string("required").trim().min(1, "required").max(120, "tooLong"),
  email: emailAddress,
  password: newPassword,
});

/**
 * Opens an account that counts once its e-mail address is confirmed. The answer is the same when the address has an
 * account already: then its owner is told by mail.
 */
export async function signUp(
  input: z.output<typeof signUpForm>,
  language: Language,
  address: string,
): Promise<Result<void>> {
  const spent = await spendAttempt("signUp", address);
  if (!spent.ok) return spent;
  const passwordHash = await hashPassword(input.password);
  const now = Date.now();
  await transact(async (tx) => {
    const [known] = await tx.select({ id: people.id }).from(people).where(eq(people.email, input.email)).limit(1);
    if (known) {
      await mailLater(tx, { to: input.email, language, message: "alreadyRegistered" });
      return;
    }
    const id = newId();
    await tx
      .insert(people)
      .values({ id, email: input.email, name: input.name, passwordHash, language, createdAt: now });
    await mailToken(tx, id, input.email, "confirmEmail", 48 * HOUR, language);
    await record(tx, thePortal, "person.signedUp", { kind: "person", id });
  });
  return ok(undefined);
}

async function mailToken(
  tx: Transaction,
  personId: string,
  email: string,
  kind: "confirmEmail" | "resetPassword",
  lifetime: number,
  language: Language,
): Promise<void> {
  const { secret, hash } = newSecret();
  await tx.insert(tokens).values({ hash, kind, personId, expiresAt: Date.now() + lifetime });
  await mailLater(tx, { to: email, language, message: kind, params: { secret, hours: lifetime / HOUR } });
}

async function useToken(
  tx: Transaction,
  secret: string,
  kind: "confirmEmail" | "resetPassword",
): Promise<string | undefined> {
  const [token] = await tx
    .select()
    .from(tokens)
    .where(and(eq(tokens.hash, hashSecret(secret)), eq(tokens.kind, kind), isNull(tokens.usedAt)))
    .limit(1);
  if (!token || token.expiresAt < Date.now()) return undefined;
  await tx.update(tokens).set({ usedAt: Date.now() }).where(eq(tokens.hash, token.hash));
  return token.personId;
}

export async function confirmEmail(secret: string, address: string): Promise<Result<void>> {
  const spent = await spendAttempt("token", address);
  if (!spent.ok) return spent;
  return transact(async (tx) => {
    const personId = await useToken(tx, secret, "confirmEmail");
    if (!personId) return fail("linkSpent");
    await tx.update(people).set({ emailConfirmedAt: Date.now() }).where(eq(people.id, personId));
    await record(tx, thePortal, "person.confirmedEmail", { kind: "person", id: personId });
    return ok(undefined);
  });
}

/** Mails a link to set a new password. The answer does not tell whether the account exists. */
export async function requestReset(email: string, language: Language, address: string): Promise<Result<void>> {
  for (const who of [email, address]) {
    const spent = await spendAttempt("reset", who);
    if (!spent.ok) return spent;
  }
  await transact(async (tx) => {
    const [person] = await tx.select({ id: people.id }).from(people).where(eq(people.email, email)).limit(1);
    if (person) await mailToken(tx, person.id, email, "resetPassword", HOUR, language);
  });
  return ok(undefined);
}

/** Sets a new password by a mailed link; the caller then ends every session of the person. */
export async function resetPassword(
  secret: string,
  password: string,
  address: string,
): Promise<Result<{ personId: string }>> {
  const spent = await spendAttempt("token", address);
  if (!spent.ok) return spent;
  const passwordHash = await hashPassword(password);
  return transact(async (tx) => {
    const personId = await useToken(tx, secret, "resetPassword");
    if (!personId) return fail("linkSpent");
    // Whoever opened the mailed link holds the mailbox, so the address is confirmed by it, too.
    await tx.update(people).set({ passwordHash, emailConfirmedAt: Date.now() }).where(eq(people.id, personId));
    await record(tx, thePortal, "person.resetPassword", { kind: "person", id: personId });
    return ok({ personId });
  });
}

export const invitationForm = z.object({
  email: emailAddress,
  role: z.enum(roles, "required"),
  organisationId: z.string("required").min(1, "required"),
});

/** Invites a person by mail into an organisation, in a role. Only administrators make administrators. */
export async function invite(
  actor: Actor,
  input: z.output<typeof invitationForm>,
  language: Language,
): Promise<Result<void>> {
  const relations = actor.organisationId === input.organisationId ? (["organisation"] as const) : [];
  if (!may(actor, "organisation.invite", relations)) return fail("forbidden");
  if (
    actor.role !== "administrator" &&
    input.role !== actor.role &&
    !(actor.role === "ttoOfficer" && input.role === "researcher") &&
    !(actor.role === "fundingOfficer" && input.role === "reviewer")
  )
    return fail("forbidden");
  const { secret, hash } = newSecret();
  const now = Date.now();
  await transact(async (tx) => {
    const id = newId();
    // Asked again, the person has one link: the last one.
    await tx
      .update(invitations)
      .set({ withdrawnAt: now })
      .where(
        and(
          ...[eq(invitations.email, input.email), eq(invitations.role, input.role)],
          eq(invitations.organisationId, input.organisationId),
          ...[isNull(invitations.acceptedAt), isNull(invitations.declinedAt), isNull(invitations.withdrawnAt)],
        ),
      );
    const [place] = await tx
      .select({ name: organisations.name })
      .from(organisations)
      .where(eq(organisations.id, input.organisationId))
      .limit(1);
    await tx.insert(invitations).values({
      id,
      hash,
      email: input.email,
      organisationId: input.organisationId,
      role: input.role,
      invitedBy: actor.personId,
      expiresAt: now + 14 * 24 * HOUR,
      createdAt: now,
    });
    const organisation = plain(place?.name, language);
    const role = (await wordsIn(language))(`site.role.${input.role}`);
    const params = { secret, name: actor.name, organisation, role };
    await mailLater(tx, { to: input.email, language, message: "invitation", params });
    await record(
      tx,
      actor,
      "organisation.invited",
      { kind: "organisation", id: input.organisationId },
      { role: input.role },
    );
  });
  return ok(undefined);
}

export const acceptInvitationForm = z.object({ name: signUpForm.shape.name, password: newPassword });

/** Who an invitation is for, and whether it can still be answered; undefined when there is none. */
export async function invitationBySecret(secret: string) {
  const [row] = await reads()
    .select()
    .from(invitations)
    .where(eq(invitations.hash, hashSecret(secret)))
    .limit(1);
  if (!row) return undefined;
  const [person] = await reads()
    .select({ passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.email, row.email))
    .limit(1);
  return {
    email: row.email,
    organisationId: row.organisationId,
    role: row.role,
    state: invitationState(row),
    hasAccount: Boolean(person?.passwordHash),
  };
}

/**
 * Takes up an invitation: opens the account when there is none. Somebody who has an account keeps its password; the
 * mailed link proves the mailbox, not the password, so it signs nobody in.
 */
export async function acceptInvitation(
  secret: string,
  input: z.output<typeof acceptInvitationForm> | undefined,
  address: string,
): Promise<Result<void>> {
  const spent = await spendAttempt("token", address);
  if (!spent.ok) return spent;
  const passwordHash = input ? await hashPassword(input.password) : null;
  return transact(async (tx): Promise<Result<void>> => {
    const [invitation] = await tx
      .select()
      .from(invitations)
      .where(eq(invitations.hash, hashSecret(secret)))
      .limit(1);
    const now = Date.now();
    if (!invitation || invitationState(invitation, now) !== "open") return fail("linkSpent");
    const [known] = await tx.select().from(people).where(eq(people.email, invitation.email)).limit(1);
    let personId = known?.id;
    if (!known?.passwordHash) {
      if (!input || !passwordHash) return fail("required");
      if (personId)
        await tx
          .update(people)
          .set({ passwordHash, name: input.name, emailConfirmedAt: now })
          .where(eq(people.id, personId));
      else {
        personId = newId();
        await tx.insert(people).values({
          id: personId,
          email: invitation.email,
          name: input.name,
          passwordHash,
          emailConfirmedAt: now,
          createdAt: now,
        });
      }
    }
    await tx
      .insert(memberships)
      .values({
        id: newId(),
        personId: personId!,
        organisationId: invitation.organisationId,
        role: invitation.role,
        createdAt: now,
      })
      .onConflictDoUpdate({
        target: [memberships.personId, memberships.organisationId, memberships.role],
        set: { endedAt: null },
      });
    await tx.update(invitations).set({ acceptedAt: now }).where(eq(invitations.id, invitation.id));
    await record(
      tx,
      thePortal,
      "membership.started",
      { kind: "person", id: personId! },
      { organisation: invitation.organisationId, role: invitation.role },
    );
    return ok(undefined);
  });
}

/**
 * Opens a researcher's account by a link that was mailed to the address, without anybody's approval: a researcher sees
 * nothing but the own records. A place that the institution has ended stays ended. Fails with `required` when there is
 * no password yet and none is given.
 */
export async function admitResearcher(
  tx: Transaction,
  given: { email: string; name: string; organisationId: string; language: Language; passwordHash?: string },
  now: number,
): Promise<Result<{ personId: string; name: string }>> {
  const { email, name, organisationId, language, passwordHash } = given;
  const [known] = await tx.select().from(people).where(eq(people.email, email)).limit(1);
  if (!known?.passwordHash && !passwordHash)
    return fail("form", { fields: { password: ["required"] }, params: { count: 1 } });
  const personId = known?.id ?? newId();
  if (!known) {
    await tx
      .insert(people)
      .values({ id: personId, email, name, passwordHash, language, emailConfirmedAt: now, createdAt: now });
    await record(tx, thePortal, "person.signedUp", { kind: "person", id: personId });
  } else
    await tx
      .update(people)
      .set({ emailConfirmedAt: known.emailConfirmedAt ?? now, ...(!known.passwordHash && { passwordHash, name }) })
      .where(eq(people.id, personId));
  const [place] = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        eq(memberships.personId, personId),
        eq(memberships.organisationId, organisationId),
        eq(memberships.role, "researcher"),
      ),
    )
    .limit(1);
  if (!place) {
    await tx.insert(memberships).values({ id: newId(), personId, organisationId, role: "researcher", createdAt: now });
    await record(
      tx,
      thePortal,
      "membership.started",
      { kind: "person", id: personId },
      { organisation: organisationId, role: "researcher", by: "self" },
    );
  }
  return ok({ personId, name: known?.name ?? name });
}
