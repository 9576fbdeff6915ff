import { defineConfig } from "vitest/config";

export default defineConfig({
  root: process.cwd(),
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        root: process.cwd(),
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"], isolate: false },
      },
      {
        extends: true,
        root: process.cwd(),
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          setupFiles: ["tests/integration/afresh.ts"],
          isolate: false,
        },
      },
      {
        extends: true,
        root: process.cwd(),
        test: {
          name: "postgres",
          include: ["tests/integration/**/*.test.ts"],
          setupFiles: ["tests/integration/afresh.ts"],
          isolate: false,
          globalSetup: ["tests/postgres/server.ts"],
          env: {
            DATABASE_URL: "postgres://slipway@127.0.0.1:54391/slipway",
            DATABASE_REPLICA_URLS: "postgres://slipway@127.0.0.1:54392/slipway",
          },
        },
      },
      {
        extends: true,
        root: process.cwd(),
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["tests/browser/prepare.ts"],
          setupFiles: ["tests/browser/what-stood-there.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
