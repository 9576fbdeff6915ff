import { choice, index, integer, json, table, text } from "../kit.ts";
import type { Localised } from "../localised.ts";
import { people } from "./identity.ts";

/** A mail to be sent, written in the transaction that caused it and sent after the commit. */
export const outbox = table(
  "outbox",
  {
    id: text("id").primaryKey(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    language: text("language").notNull(),
    headers: json<Record<string, string>>("headers"),
    state: choice("state", ["waiting", "sent", "failed"]).notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: integer("next_attempt_at").notNull(),
    lastError: text("last_error"),
    createdAt: integer("created_at").notNull(),
    sentAt: integer("sent_at"),
  },
  (row) => [index("outbox_waiting").on(row.state, row.nextAttemptAt)],
);

/** A notice shown to a person inside the portal; `message` is a message key, `link` an address within the portal. */
export const notices = table(
  "notices",
  {
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    message: text("message").notNull(),
    params: json<Record<string, string | number | Localised>>("params").notNull(),
    link: text("link"),
    createdAt: integer("created_at").notNull(),
    readAt: integer("read_at"),
  },
  (row) => [
    index("notices_person").on(row.personId, row.createdAt),
    index("notices_unread").on(row.personId, row.readAt),
  ],
);
