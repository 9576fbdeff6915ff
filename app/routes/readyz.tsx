import { isReady } from "#services/startup.ts";

/** The process can answer: its database can be read. */
export async function loader() {
  return (await isReady()) ? new Response("ready") : new Response("not ready", { status: 503 });
}
