import { closePastNeeds } from "../needs/write-need.ts";
import { sendDigests } from "./digest.ts";
import { findNews } from "./find.ts";

let timer: NodeJS.Timeout | undefined;
let running: Promise<unknown> = Promise.resolve();

/** Looks for news and mails what is due, every minute; one look at a time. */
export function watchAlerts(everyMilliseconds = 60_000): void {
  if (timer) return;
  const look = () => {
    running = running
      .then(() => closePastNeeds())
      .then(() => findNews())
      .then(() => sendDigests())
      .catch((error) => console.error("alerts:", error));
  };
  timer = setInterval(look, everyMilliseconds);
  timer.unref();
}

export async function stopWatchingAlerts(): Promise<void> {
  clearInterval(timer);
  timer = undefined;
  await running;
}
