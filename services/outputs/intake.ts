import { eq } from "drizzle-orm";
import { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { organisations, people } from "#db/schema/identity.ts";
import { intakes } from "#db/schema/outputs.ts";
import {
  admitResearcher,
  emailAddress,
  hashPassword,
  hashSecret,
  newPassword,
  newSecret,
  organisationList,
  spendAttempt,
} from "../identity/index.ts";
import type { Language } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { fail, ok, type Result } from "../result.ts";
import { type FirstAnswers, firstAnswersForm, startCase } from "./begin.ts";

const DAY = 86_400_000;
/** How long the mailed link works: whoever discloses between two journeys finds it on coming home. */
const LASTS = 14 * DAY;

/** Who discloses without an account: a name, a mailbox, and the institution where the work was done. */
export const newcomerForm = z.object({
  name: z.string("required").trim().min(1, "required").max(120, "tooLong"),
  email: emailAddress,
  organisationId: z.string("required").min(1, "required"),
});

/** The institutions at which somebody can disclose. */
export const homesOfResearch = async () =>
  (await organisationList()).filter((each) => ["university", "researchInstitute", "hospital"].includes(each.kind));

/**
 * Keeps five answers of somebody without an account, and mails the link that makes a draft of them. Nobody has to
 * approve anything; only whoever reads that mailbox can go on.
 */
export async function leaveAnswers(
  answers: FirstAnswers,
  { name, email, organisationId }: z.output<typeof newcomerForm>,
  language: Language,
  address: string,
): Promise<Result<void>> {
  const spent = await spendAttempt("signUp", address);
  if (!spent.ok) return spent;
  const { secret, hash } = newSecret();
  const now = Date.now();
  return transact(async (tx): Promise<Result<void>> => {
    const [home] = await tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.id, organisationId))
      .limit(1);
    if (!home) return fail("unknownInstitution", { fields: { organisationId: ["invalid"] } });
    await tx.insert(intakes).values({
      id: newId(),
      hash,
      email,
      name,
      organisationId,
      language,
      answers: Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)),
      expiresAt: now + LASTS,
      createdAt: now,
    });
    await mailLater(
      tx,
      { to: email, language, message: "intakeKept", params: { secret, title: answers.title, days: LASTS / DAY } },
      now,
    );
    return ok(undefined);
  });
}

/** What the mailed link shows before it is used; undefined when it is used, too old or forged. */
export async function intakeBySecret(secret: string) {
  const [row] = await reads()
    .select()
    .from(intakes)
    .where(eq(intakes.hash, hashSecret(secret)))
    .limit(1);
  if (!row || row.takenAt !== null || row.expiresAt < Date.now()) return undefined;
  const [person] = await reads()
    .select({ passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.email, row.email))
    .limit(1);
  return { title: row.answers.title ?? "", email: row.email, hasAccount: Boolean(person?.passwordHash) };
}

export const takeUpForm = z.object({ password: newPassword.optional() });

/** Makes the account, where there is none, and the draft; the person then signs in and goes on. */
export async function takeUpIntake(
  secret: string,
  { password }: z.output<typeof takeUpForm>,
  address: string,
): Promise<Result<{ id: string }>> {
  const spent = await spendAttempt("token", address);
  if (!spent.ok) return spent;
  const passwordHash = password ? await hashPassword(password) : undefined;
  const now = Date.now();
  return transact(async (tx): Promise<Result<{ id: string }>> => {
    const [row] = await tx
      .select()
      .from(intakes)
      .where(eq(intakes.hash, hashSecret(secret)))
      .limit(1);
    if (!row || row.takenAt !== null || row.expiresAt < now) return fail("linkSpent");
    const { email, name, organisationId, language } = row;
    const admitted = await admitResearcher(tx, { email, name, organisationId, language, passwordHash }, now);
    if (!admitted.ok) return admitted;
    await tx.update(intakes).set({ takenAt: now }).where(eq(intakes.id, row.id));
    const actor = {
      personId: admitted.value.personId,
      name: admitted.value.name,
      email,
      role: "researcher" as const,
      organisationId,
      membershipId: "",
      sessionId: "",
      language,
    };
    return ok(await startCase(tx, actor, firstAnswersForm.parse(row.answers), language, now));
  });
}
