import { createHash, randomBytes } from "node:crypto";

/** A secret to mail, and the hash to keep: a stolen database opens no link. */
export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(24).toString("base64url");
  return { secret, hash: hashSecret(secret) };
}

export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");
