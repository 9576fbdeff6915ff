import { desc } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { outbox } from "#db/schema/notify.ts";

/** The newest mails, whatever became of them. */
export function latestMail(limit = 100): Promise<Array<typeof outbox.$inferSelect>> {
  return reads().select().from(outbox).orderBy(desc(outbox.createdAt)).limit(limit);
}
