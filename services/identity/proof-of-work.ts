import { createHash, randomBytes } from "node:crypto";
import { spendAttempt } from "./attempts.ts";
import { readSigned, signed } from "./signed.ts";

/** Leading zero bits that the answer's hash must have: about 16,000 tries, under a second on a telephone. */
export const PROOF_BITS = 14;
const LIFETIME = 2 * 3_600_000;

/**
 * A sum for the visitor's browser to do before a form is sent, so that sending thousands costs something. It takes the
 * place of a captcha, which would load from another host.
 */
export const newChallenge = (now = Date.now()): Promise<string> =>
  signed("proof", `${now + LIFETIME}.${randomBytes(9).toString("base64url")}`);

/** Whether the sum was done, in time, for a challenge of the portal's that was not used before. */
export async function proofHolds(challenge: string, answer: string, now = Date.now()): Promise<boolean> {
  const value = await readSigned("proof", challenge);
  if (!value || !/^\d{1,12}$/.test(answer) || Number(value.split(".")[0]) < now) return false;
  const hash = createHash("sha256").update(`${challenge}:${answer}`).digest();
  if (hash.readUInt32BE(0) >>> (32 - PROOF_BITS) !== 0) return false;
  return (await spendAttempt("proof", value, now)).ok;
}
