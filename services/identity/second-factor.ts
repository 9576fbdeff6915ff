import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { toDataURL } from "qrcode";
import { reads, transact } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../audit/index.ts";
import { fail, ok, type Result } from "../result.ts";
import { thePortal } from "./actor.ts";
import { spendAttempt } from "./attempts.ts";

const totp = (secret: string, label = "account") =>
  new TOTP({ issuer: "Slipway", label, secret: Secret.fromBase32(secret) });

/** A code of this half minute or the one before or after it, for clocks that are a little off. */
export function secondFactorMatches(secret: string, code: string): boolean {
  return totp(secret).validate({ token: code.replaceAll(/\s/g, ""), window: 1 }) !== null;
}

/** A secret to scan. It counts once a code made from it was given. */
export async function beginSecondFactor(personId: string): Promise<{ secret: string; picture: string } | undefined> {
  const [person] = await reads().select().from(people).where(eq(people.id, personId)).limit(1);
  if (!person || person.totpConfirmedAt) return undefined;
  const secret = person.totpSecret ?? new Secret({ size: 20 }).base32;
  if (!person.totpSecret)
    await transact((tx) => tx.update(people).set({ totpSecret: secret }).where(eq(people.id, personId)));
  return { secret, picture: await toDataURL(totp(secret, person.email).toString()) };
}

export async function confirmSecondFactor(personId: string, code: string): Promise<Result<void>> {
  const spent = await spendAttempt("secondFactor", personId);
  if (!spent.ok) return spent;
  return transact(async (tx): Promise<Result<void>> => {
    const [person] = await tx.select().from(people).where(eq(people.id, personId)).limit(1);
    if (!person?.totpSecret || !secondFactorMatches(person.totpSecret, code))
      return fail("secondFactorWrong", { fields: { code: ["secondFactorWrong"] } });
    await tx.update(people).set({ totpConfirmedAt: Date.now() }).where(eq(people.id, personId));
    await record(tx, { ...thePortal, personId, name: person.name }, "person.addedSecondFactor", {
      kind: "person",
      id: personId,
    });
    return ok(undefined);
  });
}
