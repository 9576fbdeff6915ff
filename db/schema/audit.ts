import { index, integer, json, table, text } from "../kit.ts";

/** One thing that happened, chained to the one before by its hash. Rows are never changed or removed. */
export const events = table(
  "events",
  {
    sequence: integer("sequence").primaryKey(),
    at: integer("at").notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    actorRole: text("actor_role"),
    organisationId: text("organisation_id"),
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    caseId: text("case_id"),
    details: json<Record<string, unknown>>("details").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (row) => [
    index("events_subject").on(row.subjectKind, row.subjectId, row.sequence),
    index("events_case").on(row.caseId, row.sequence),
  ],
);
