/** The engine that holds the records: SQLite in one file by default, PostgreSQL when `DATABASE_URL` names one. */
export const engine: "sqlite" | "postgres" = /^postgres(ql)?:\/\//.test(process.env.DATABASE_URL ?? "")
  ? "postgres"
  : "sqlite";
