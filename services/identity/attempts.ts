import { eq, lte } from "drizzle-orm";
import { transact } from "#db/client.ts";
import { attempts } from "#db/schema/identity.ts";
import { fail, ok, type Result } from "../result.ts";

const MINUTE = 60_000;

/** Tries allowed in a window, by what is tried. Generous to a person who mistypes, useless to a machine that guesses. */
const limits = {
  signIn: { tries: 10, window: 15 * MINUTE },
  signInFromAddress: { tries: 60, window: 15 * MINUTE },
  signUp: { tries: 10, window: 60 * MINUTE },
  reset: { tries: 5, window: 60 * MINUTE },
  secondFactor: { tries: 8, window: 15 * MINUTE },
  enquiry: { tries: 30, window: 24 * 60 * MINUTE },
  guestEnquiry: { tries: 20, window: 60 * MINUTE },
  guestEnquiryWithoutProof: { tries: 3, window: 60 * MINUTE },
  guestEnquiryByMail: { tries: 5, window: 60 * MINUTE },
  proof: { tries: 1, window: 120 * MINUTE },
  token: { tries: 30, window: 15 * MINUTE },
} as const;

/** Counts one try of `what` by `who`. Kept in the database, so that all processes of the portal count together. */
export async function spendAttempt(what: keyof typeof limits, who: string, now = Date.now()): Promise<Result<void>> {
  const { tries, window } = limits[what];
  const key = `${what}:${who.toLowerCase()}`;
  const spent = await transact(async (tx) => {
    await tx.delete(attempts).where(lte(attempts.resetsAt, now));
    const [row] = await tx.select().from(attempts).where(eq(attempts.key, key)).limit(1);
    if (!row) {
      await tx.insert(attempts).values({ key, spent: 1, resetsAt: now + window });
      return 1;
    }
    await tx
      .update(attempts)
      .set({ spent: row.spent + 1 })
      .where(eq(attempts.key, key));
    return row.spent + 1;
  });
  return spent > tries ? fail("tooManyAttempts", { params: { minutes: Math.ceil(window / MINUTE) } }) : ok(undefined);
}

/** A success forgives the failures before it. */
export async function forgiveAttempts(what: keyof typeof limits, who: string): Promise<void> {
  await transact((tx) => tx.delete(attempts).where(eq(attempts.key, `${what}:${who.toLowerCase()}`)));
}
