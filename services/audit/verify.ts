import { asc, gt } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { events } from "#db/schema/audit.ts";
import { GENESIS, hashOf } from "./hash.ts";

export type ChainReport = { events: number; head: string } & (
  | { intact: true }
  | { intact: false; brokenAt: number; why: string }
);

/** Walks the chain from the first event and names the first link that does not hold. */
export async function verifyChain(): Promise<ChainReport> {
  let previousHash = GENESIS;
  let seen = 0;
  for (;;) {
    const batch = await reads()
      .select()
      .from(events)
      .where(gt(events.sequence, seen))
      .orderBy(asc(events.sequence))
      .limit(1000);
    if (batch.length === 0) return { intact: true, events: seen, head: previousHash };
    for (const event of batch) {
      const why =
        event.sequence !== seen + 1
          ? `event ${seen + 1} is missing`
          : event.previousHash !== previousHash
            ? "it does not follow from the event before it"
            : event.hash !== hashOf(event)
              ? "its facts were changed after it was written"
              : undefined;
      if (why) return { intact: false, events: seen, head: previousHash, brokenAt: event.sequence, why };
      previousHash = event.hash;
      seen = event.sequence;
    }
  }
}
