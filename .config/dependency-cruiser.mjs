/** The direction of imports: app -> services -> db; a context calls another only through its index; no cycles. */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "services-know-no-pages", severity: "error", from: { path: "^(services|db)/" }, to: { path: "^app/" } },
    {
      name: "db-knows-no-services",
      severity: "error",
      from: { path: "^db/", pathNot: "^db/demonstration" },
      to: { path: "^services/" },
    },
    { name: "pages-ask-services", severity: "error", from: { path: "^app/" }, to: { path: "^db/" } },
    {
      name: "a-context-has-one-door",
      comment: "Another context is called through its index.ts only.",
      severity: "error",
      from: { path: "^services/([^/]+)/" },
      to: { path: "^services/([^/]+)/", pathNot: ["^services/$1/", "^services/[^/]+/index\\.ts$"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|node_modules|\\.cache)" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    },
  },
};
