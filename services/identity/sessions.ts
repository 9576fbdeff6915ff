import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { memberships, organisations, people, sessions } from "#db/schema/identity.ts";
import { record } from "../audit/index.ts";
import type { Language, Localised } from "../language.ts";
import { fail, notFound, ok, type Result } from "../result.ts";
import { type Actor, type Role, thePortal } from "./actor.ts";
import { forgiveAttempts, spendAttempt } from "./attempts.ts";
import { lucia } from "./lucia.ts";
import { passwordMatches } from "./password.ts";
import { secondFactorMatches } from "./second-factor.ts";

/** Where a session was opened. */
export interface Browser {
  address: string;
  userAgent: string | null;
}

export interface Hat {
  id: string;
  role: Role;
  organisationId: string;
  organisationName: Localised;
}

/** The signed-in person as the pages' frame shows them. */
export interface Viewer {
  /** Undefined while the person has no place in any organisation, or still owes the second factor. */
  actor?: Actor;
  personId: string;
  email: string;
  name: string;
  /** The name in several scripts, where it is known. */
  names: Localised | null;
  /** In which the person is written to; none was ever chosen where it is null. */
  language: Language | null;
  sessionId: string;
  awaitsSecondFactor: boolean;
  needsSecondFactor: boolean;
  hats: Hat[];
}

/** Roles that must use a second factor in production: they move money or hold the keys. */
const guardedRoles: readonly Role[] = ["administrator", "fundingOfficer"];

/** Opens a session. One answer for every failure, in the same time, so that it does not tell whether an account exists. */
export async function signIn(
  email: string,
  password: string,
  browser: Browser,
): Promise<Result<{ cookie: string; awaitsSecondFactor: boolean; personId: string; name: string }>> {
  for (const [what, who] of [
    ["signInFromAddress", browser.address],
    ["signIn", email],
  ] as const) {
    const spent = await spendAttempt(what, who);
    if (!spent.ok) return spent;
  }
  const [person] = await reads().select().from(people).where(eq(people.email, email.trim().toLowerCase())).limit(1);
  const matches = await passwordMatches(person?.passwordHash, password);
  if (!person || !matches || !person.emailConfirmedAt) return fail("signInFailed");
  await forgiveAttempts("signIn", email);
  const now = Date.now();
  const [hat] = await hatsOf(person.id);
  const awaitsSecondFactor = person.totpConfirmedAt !== null;
  const session = await lucia.createSession(person.id, {
    membershipId: hat?.id ?? null,
    awaitsSecondFactor,
    userAgent: browser.userAgent?.slice(0, 200) ?? null,
    address: browser.address,
    createdAt: now,
    lastSeenAt: now,
  });
  await transact((tx) =>
    record(tx, { ...thePortal, personId: person.id, name: person.name }, "person.signedIn", {
      kind: "person",
      id: person.id,
    }),
  );
  const cookie = lucia.createSessionCookie(session.id).serialize();
  return ok({ cookie, awaitsSecondFactor, personId: person.id, name: person.name });
}

/** Who sends this cookie; undefined for a stranger. `cookie` is set when the browser should keep a renewed one. */
export async function viewerOf(cookieHeader: string | null): Promise<{ viewer?: Viewer; cookie?: string }> {
  const sessionId = lucia.readSessionCookie(cookieHeader ?? "");
  if (!sessionId) return {};
  const { session, user } = await lucia.validateSession(sessionId);
  if (!session || !user) return { cookie: lucia.createBlankSessionCookie().serialize() };
  const [person] = await reads()
    .select({ language: people.language, names: people.names, totpConfirmedAt: people.totpConfirmedAt })
    .from(people)
    .where(eq(people.id, user.id))
    .limit(1);
  const hats = await hatsOf(user.id);
  const hat = hats.find((each) => each.id === session.membershipId) ?? hats[0];
  const needsSecondFactor =
    process.env.PORTAL_MODE === "production" &&
    !person?.totpConfirmedAt &&
    hats.some((each) => guardedRoles.includes(each.role));
  const actor: Actor | undefined =
    hat && !session.awaitsSecondFactor && !needsSecondFactor
      ? {
          personId: user.id,
          name: user.name,
          email: user.email,
          role: hat.role,
          organisationId: hat.organisationId,
          membershipId: hat.id,
          sessionId: session.id,
          language: (person?.language ?? "en") as Language,
        }
      : undefined;
  return {
    viewer: {
      actor,
      personId: user.id,
      email: user.email,
      name: user.name,
      names: person?.names ?? null,
      language: person?.language ?? null,
      sessionId: session.id,
      awaitsSecondFactor: session.awaitsSecondFactor,
      needsSecondFactor,
      hats,
    },
    cookie: session.fresh ? lucia.createSessionCookie(session.id).serialize() : undefined,
  };
}

async function hatsOf(personId: string): Promise<Hat[]> {
  return reads()
    .select({
      id: memberships.id,
      role: memberships.role,
      organisationId: memberships.organisationId,
      organisationName: organisations.name,
    })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(and(eq(memberships.personId, personId), isNull(memberships.endedAt)))
    .orderBy(asc(memberships.createdAt), asc(memberships.id));
}

/** Puts on another of the person's hats in this browser. */
export async function switchHat(viewer: Viewer, membershipId: string): Promise<Result<Hat>> {
  const hat = viewer.hats.find((each) => each.id === membershipId);
  if (!hat) return notFound();
  await transact((tx) => tx.update(sessions).set({ membershipId }).where(eq(sessions.id, viewer.sessionId)));
  return ok(hat);
}

/** The second step of signing in, for who has a second factor. */
export async function giveSecondFactor(viewer: Viewer, code: string): Promise<Result<void>> {
  const spent = await spendAttempt("secondFactor", viewer.personId);
  if (!spent.ok) return spent;
  const [person] = await reads().select().from(people).where(eq(people.id, viewer.personId)).limit(1);
  if (!person?.totpSecret || !secondFactorMatches(person.totpSecret, code))
    return fail("secondFactorWrong", { fields: { code: ["secondFactorWrong"] } });
  await forgiveAttempts("secondFactor", viewer.personId);
  await transact((tx) =>
    tx.update(sessions).set({ awaitsSecondFactor: false }).where(eq(sessions.id, viewer.sessionId)),
  );
  return ok(undefined);
}

export async function signOut(sessionId: string): Promise<string> {
  await lucia.invalidateSession(sessionId);
  return lucia.createBlankSessionCookie().serialize();
}

export async function signOutEverywhere(personId: string): Promise<string> {
  await lucia.invalidateUserSessions(personId);
  return lucia.createBlankSessionCookie().serialize();
}

/** The browsers a person is signed in with, the newest first. */
export function sessionsOf(personId: string) {
  return reads()
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      address: sessions.address,
      createdAt: sessions.createdAt,
    })
    .from(sessions)
    .where(eq(sessions.userId, personId))
    .orderBy(desc(sessions.createdAt))
    .limit(50);
}

/** Ends one of the person's own sessions, named by the first characters of its id as the list shows them. */
export async function endSession(personId: string, sessionStart: string): Promise<void> {
  for (const session of await sessionsOf(personId))
    if (sessionStart.length >= 8 && session.id.startsWith(sessionStart)) await lucia.invalidateSession(session.id);
}
