import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { parse } from "yaml";

/** Messages and help pages are YAML so that people without a toolchain can edit them; Vite sees them as modules. */
const yamlModules = {
  name: "slipway-yaml",
  transform(source, id) {
    if (!id.endsWith(".yaml")) return;
    return { code: `export default ${JSON.stringify(parse(source))}`, map: null };
  },
};

export default defineConfig({
  publicDir: "app/public",
  server: { fs: { allow: ["."] } },
  build: {
    target: "es2022",
    sourcemap: false,
    rollupOptions: {
      // A route without a page leaves nothing for the browser, as it should: not worth thirty lines to a newcomer.
      onwarn: (warning, warn) => warning.code === "EMPTY_BUNDLE" || warn(warning),
    },
  },
  ssr: { external: ["better-sqlite3", "pdfkit", "fontkit", "pg", "nodemailer", "@node-rs/argon2"] },
  plugins: [
    yamlModules,
    tailwindcss(),
    remix({
      appDirectory: "app",
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: true,
      },
    }),
  ],
});
