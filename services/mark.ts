import { createHash } from "node:crypto";

/**
 * A short name of what is kept of a record. A page sends the one it knew with its changes: another one on record says that
 * somebody saved meanwhile. Pure.
 */
export const markOf = (kept: unknown): string =>
  createHash("sha256").update(JSON.stringify(kept)).digest("hex").slice(0, 16);
