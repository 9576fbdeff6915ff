const kinds: Record<string, "unique" | "foreignKey" | "check"> = {
  SQLITE_CONSTRAINT_UNIQUE: "unique",
  SQLITE_CONSTRAINT_PRIMARYKEY: "unique",
  "23505": "unique",
  SQLITE_CONSTRAINT_FOREIGNKEY: "foreignKey",
  "23503": "foreignKey",
  SQLITE_CONSTRAINT_CHECK: "check",
  "23514": "check",
};

/** Which rule of the database an error names, the same word on both engines; undefined when it is another error. */
export function brokenConstraint(error: unknown): "unique" | "foreignKey" | "check" | undefined {
  const from = error as { code?: string; cause?: { code?: string } } | undefined;
  return kinds[from?.code ?? ""] ?? kinds[from?.cause?.code ?? ""];
}
