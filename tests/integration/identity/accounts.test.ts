import { eq } from "drizzle-orm";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { events } from "#db/schema/audit.ts";
import { invitations, memberships, organisations, people } from "#db/schema/identity.ts";
import {
  acceptInvitation,
  beginSecondFactor,
  confirmEmail,
  confirmSecondFactor,
  giveSecondFactor,
  hashPassword,
  invitationBySecret,
  invite,
  keepLanguage,
  requestReset,
  resetPassword,
  sessionsOf,
  signIn,
  signOutEverywhere,
  signUp,
  viewerOf,
} from "#services/identity/index.ts";
import { latestMail } from "#services/notify/index.ts";
import { openTestDatabase } from "../database.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
  const passwordHash = await hashPassword("correct horse battery");
  await transact(async (tx) => {
    await tx
      .insert(organisations)
      .values({ id: "fund", kind: "governmentFunder", name: { en: "Fund" }, region: "hongKong", createdAt: 1 });
    await tx
      .insert(people)
      .values({ id: "ada", email: "ada@example.org", name: "Ada", passwordHash, emailConfirmedAt: 1, createdAt: 1 });
    await tx
      .insert(memberships)
      .values({ id: "m", personId: "ada", organisationId: "fund", role: "fundingOfficer", createdAt: 1 });
  });
});
afterAll(() => database.close());

const browser = (address: string) => ({ address, userAgent: "test" });
const secretOf = async (to: string) =>
  /\/(?:confirm|reset|invitation)\/(\S+)/.exec(
    (await latestMail()).find((mail) => mail.recipient === to)?.body ?? "",
  )?.[1] ?? "";

it("opens an account only once its address is confirmed, and tells nobody whether one exists", async () => {
  const input = { name: "Bo", email: "bo@example.org", password: "a long enough one" };
  const fresh = await signUp(input, "en", "10.0.0.1");
  expect(await signIn(input.email, input.password, browser("10.0.0.1"))).toMatchObject({
    ok: false,
    code: "signInFailed",
  });
  expect(await signUp({ ...input, email: "ada@example.org" }, "en", "10.0.0.1")).toEqual(fresh);
  expect((await latestMail()).find((mail) => mail.recipient === "ada@example.org")?.subject).toContain("already");
  const secret = await secretOf(input.email);
  expect((await confirmEmail(secret, "10.0.0.1")).ok).toBe(true);
  expect(await confirmEmail(secret, "10.0.0.1")).toMatchObject({ ok: false, code: "linkSpent" });
  expect((await signIn(input.email, input.password, browser("10.0.0.1"))).ok).toBe(true);
  expect(await signIn("nobody@example.org", input.password, browser("10.0.0.1"))).toEqual(
    await signIn(input.email, "wrong", browser("10.0.0.1")),
  );
});

it("resets a password by mail, once, without telling whether the account exists", async () => {
  expect(await requestReset("nobody@example.org", "en", "10.0.0.2")).toEqual(
    await requestReset("bo@example.org", "en", "10.0.0.2"),
  );
  const secret = await secretOf("bo@example.org");
  expect((await resetPassword(secret, "another long one", "10.0.0.2")).ok).toBe(true);
  expect((await resetPassword(secret, "a third long one", "10.0.0.2")).ok).toBe(false);
  expect((await signIn("bo@example.org", "another long one", browser("10.0.0.2"))).ok).toBe(true);
});

it("locks an account's door after ten wrong passwords, even for the right one", async () => {
  for (let attempt = 0; attempt < 10; attempt++) await signIn("ada@example.org", "wrong", browser("10.0.0.3"));
  expect(await signIn("ada@example.org", "correct horse battery", browser("10.0.0.4"))).toMatchObject({
    ok: false,
    code: "tooManyAttempts",
  });
});

it("keeps the language that somebody chose, for mail and calendar, and leaves no trace of choosing it again", async () => {
  const signed = await signIn("bo@example.org", "another long one", browser("10.0.0.9"));
  const cookie = signed.ok ? signed.value.cookie.split(";")[0]! : "";
  const bo = async () => (await viewerOf(cookie)).viewer!;
  const chosen = async () =>
    (await reads().select().from(events).where(eq(events.action, "person.choseLanguage"))).filter(
      (each) => each.subjectId === personId,
    ).length;
  const { personId } = await bo();
  await keepLanguage(await bo(), "zh-Hans");
  await keepLanguage(await bo(), "zh-Hans");
  expect((await bo()).language).toBe("zh-Hans");
  expect(await chosen()).toBe(1);
});

it("signs out everywhere, and asks for the second factor once it is on", async () => {
  const first = await signIn("bo@example.org", "another long one", browser("10.0.0.5"));
  const cookie = first.ok ? first.value.cookie.split(";")[0]! : "";
  const { viewer } = await viewerOf(cookie);
  expect(viewer?.name).toBe("Bo");
  const { secret } = (await beginSecondFactor(viewer!.personId))!;
  expect((await confirmSecondFactor(viewer!.personId, "000000")).ok).toBe(false);
  const code = () => new TOTP({ secret }).generate();
  expect((await confirmSecondFactor(viewer!.personId, code())).ok).toBe(true);
  await signOutEverywhere(viewer!.personId);
  expect((await viewerOf(cookie)).viewer).toBeUndefined();
  expect(await sessionsOf(viewer!.personId)).toEqual([]);
  const second = await signIn("bo@example.org", "another long one", browser("10.0.0.5"));
  const waiting = (await viewerOf(second.ok ? second.value.cookie.split(";")[0]! : "")).viewer!;
  expect(waiting).toMatchObject({ awaitsSecondFactor: true, actor: undefined });
  expect((await giveSecondFactor(waiting, code())).ok).toBe(true);
});

it("invites into the own organisation and the own kind of role only", async () => {
  const officer = {
    personId: "ada",
    name: "Ada",
    email: "ada@example.org",
    role: "fundingOfficer" as const,
    organisationId: "fund",
    membershipId: "m",
    sessionId: "s",
    language: "en" as const,
  };
  expect(
    await invite(officer, { email: "cy@example.org", role: "administrator", organisationId: "fund" }, "en"),
  ).toMatchObject({ code: "forbidden" });
  expect(
    await invite(officer, { email: "cy@example.org", role: "reviewer", organisationId: "another" }, "en"),
  ).toMatchObject({ code: "forbidden" });
  expect((await invite(officer, { email: "cy@example.org", role: "reviewer", organisationId: "fund" }, "en")).ok).toBe(
    true,
  );
  const secret = await secretOf("cy@example.org");
  expect((await acceptInvitation(secret, { name: "Cy", password: "a reviewer's own" }, "10.0.0.6")).ok).toBe(true);
  expect(await acceptInvitation(secret, { name: "Dee", password: "somebody else's" }, "10.0.0.7")).toMatchObject({
    code: "linkSpent",
  });
  // Asked twice, a person has one link, the last; the mail says into what they are invited.
  const twice = { email: "eve@example.org", role: "reviewer" as const, organisationId: "fund" };
  await invite(officer, twice, "en");
  const first = await secretOf("eve@example.org");
  await invite(officer, twice, "en");
  expect(await invitationBySecret(first)).toMatchObject({ state: "withdrawn" });
  expect(await invitationBySecret(await secretOf("eve@example.org"))).toMatchObject({ state: "open" });
  const mail = (await latestMail()).find((each) => each.recipient === "eve@example.org")!;
  expect(mail.body).toMatch(/^Fund · Reviewer\n/);
  await invite(officer, { email: "late@example.org", role: "reviewer", organisationId: "fund" }, "en");
  const late = await secretOf("late@example.org");
  await transact((tx) => tx.update(invitations).set({ expiresAt: 1 }).where(eq(invitations.email, "late@example.org")));
  expect(await invitationBySecret(late)).toMatchObject({ state: "expired" });
  expect(await acceptInvitation(late, { name: "Late", password: "a reviewer's own" }, "10.0.0.7")).toMatchObject({
    code: "linkSpent",
  });
  const signed = await signIn("cy@example.org", "a reviewer's own", browser("10.0.0.6"));
  expect((await viewerOf(signed.ok ? signed.value.cookie.split(";")[0]! : "")).viewer?.actor).toMatchObject({
    role: "reviewer",
    organisationId: "fund",
  });
});
