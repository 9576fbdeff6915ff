import { createHash } from "node:crypto";

/**
 * A short name of what is kept of a part of an application's form. A page sends the one it knew with its changes: another
 * one on record says that somebody saved meanwhile. Pure.
 */
export const markOf = (kept: unknown): string =>
  createHash("sha256").update(JSON.stringify(kept)).digest("hex").slice(0, 16);
