import { createHash } from "node:crypto";

/** SHA-256 over a record's facts with sorted members: the same facts give the same seal, any change another. */
export function sealOf(facts: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(facts)))
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, member]) => [key, sorted(member)]),
    );
  return value;
}
