import { randomBytes } from "node:crypto";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Response } from "express";
import helmet from "helmet";
import { answerBroken, refuseForeignWrites, refuseLargeBodies, refuseSpoiltAddress } from "./refusals.ts";
import { roomOf, roomsOf } from "./rooms.ts";

const isDevelopment = process.env.NODE_ENV === "development";
const isProductionMode = process.env.PORTAL_MODE === "production";
const port = Number(process.env.PORT ?? 3000);

type Lifecycle = { start?: () => Promise<void>; stop?: () => Promise<void> };

const vite = isDevelopment
  ? await (await import("vite")).createServer({ configFile: "remix.config.js", server: { middlewareMode: true } })
  : undefined;
const buildFile = "../build/server/index.js";
const loadBuild = (): Promise<ServerBuild> =>
  vite ? (vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>) : import(buildFile);

const app = express();
app.disable("x-powered-by");
if (isProductionMode) app.set("trust proxy", 1);

app.use((_request, response, next) => {
  response.locals.requestId = randomBytes(8).toString("hex");
  response.locals.nonce = randomBytes(16).toString("base64");
  response.setHeader("X-Request-Id", response.locals.requestId);
  next();
});
app.use(compression());
if (vite) app.use(vite.middlewares);
else {
  app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  app.use(express.static("build/client", { maxAge: "1h" }));
}
app.use(
  helmet({
    contentSecurityPolicy: isDevelopment
      ? false
      : {
          useDefaults: false,
          directives: {
            defaultSrc: ["'self'"],
            scriptSrc: ["'self'", (_request, response) => `'nonce-${(response as Response).locals.nonce}'`],
            // React writes style attributes for the widths of bars; no style comes from what people type.
            styleSrc: ["'self'", "'unsafe-inline'"],
            imgSrc: ["'self'", "data:"],
            fontSrc: ["'self'", "data:"],
            objectSrc: ["'none'"],
            baseUri: ["'self'"],
            formAction: ["'self'"],
            frameAncestors: ["'none'"],
          },
        },
    strictTransportSecurity: isProductionMode,
    crossOriginEmbedderPolicy: false,
    // Without a referrer a browser would send its own forms with the origin "null", and they would be refused below.
    referrerPolicy: { policy: "same-origin" },
  }),
);
app.use(refuseSpoiltAddress, refuseForeignWrites, refuseLargeBodies);
const handlerOf = (build: ServerBuild | (() => Promise<ServerBuild>)) =>
  createRequestHandler({
    build,
    mode: process.env.NODE_ENV,
    getLoadContext: (request, response) => ({
      nonce: response.locals.nonce as string,
      requestId: response.locals.requestId as string,
      address: request.ip ?? "unknown",
      tooLarge: response.locals.tooLarge,
    }),
  });
const whole = handlerOf(vite ? loadBuild : await loadBuild());
const rooms = new Map(
  vite ? [] : [...roomsOf(await loadBuild())].map(([room, build]) => [room, handlerOf(build)] as const),
);
app.all("*", (request, response, next) => (rooms.get(roomOf(request.path)) ?? whole)(request, response, next));

app.use(answerBroken);

const lifecycle = (await loadBuild()).entry.module as unknown as Lifecycle;
try {
  await lifecycle.start?.();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
// Demonstration accounts have a published password, so demo mode is for this machine alone.
const server = app.listen(port, isProductionMode ? "0.0.0.0" : "127.0.0.1", () =>
  console.log(
    `Slipway is at http://localhost:${port} (Node ${process.version}, ${isProductionMode ? "production" : "demo"} mode)`,
  ),
);

server.on("error", (error: NodeJS.ErrnoException) => {
  console.error(
    error.code === "EADDRINUSE" ? `Port ${port} is in use: stop what runs there, or start with another PORT.` : error,
  );
  process.exit(1);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, shutDown);

function shutDown() {
  setTimeout(() => process.exit(1), 10_000).unref();
  server.close(async () => {
    await lifecycle.stop?.();
    await vite?.close();
    process.exit(0);
  });
  server.closeIdleConnections();
}
