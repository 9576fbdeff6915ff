import { index, integer, table, text } from "../kit.ts";

/** A file kept under its hash and attached to one record. The same bytes may be attached to several records. */
export const files = table(
  "files",
  {
    id: text("id").primaryKey(),
    hash: text("hash").notNull(),
    name: text("name").notNull(),
    mime: text("mime").notNull(),
    size: integer("size").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    label: text("label"),
    uploadedBy: text("uploaded_by"),
    createdAt: integer("created_at").notNull(),
  },
  (row) => [index("files_subject").on(row.subjectKind, row.subjectId)],
);
