import { useRef } from "react";

/** How long somebody pauses before what was typed is sent, and before a lost connection is tried again. */
const PAUSE = 900;
const RETRY = 5_000;

/**
 * Sends what was typed once the writer pauses, and again while the connection is lost. `body` makes what is sent, or
 * nothing where nothing may be. Only what the newest sending met is told: `null` for a connection that is lost.
 */
export function useSending<Answer>(
  address: string,
  body: () => URLSearchParams | undefined,
  onMet: (answer: Answer | null, sent: URLSearchParams) => void,
) {
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const turn = useRef(0);
  /** Whether something still waited to be sent. */
  const stop = () => {
    const isWaiting = timer.current !== undefined;
    clearTimeout(timer.current);
    timer.current = undefined;
    return isWaiting;
  };
  const after = (pause: number) => {
    stop();
    timer.current = setTimeout(() => void now(), pause);
  };
  const now = async () => {
    stop();
    const mine = ++turn.current;
    const sent = body();
    if (!sent) return;
    const response = await fetch(address, { method: "POST", body: sent }).catch(() => null);
    const isJson = response?.headers.get("content-type")?.includes("json");
    const answer = isJson ? ((await response!.json().catch(() => null)) as Answer | null) : null;
    // Something newer is on its way: what this one met is of no interest any more.
    if (mine !== turn.current) return;
    onMet(answer, sent);
    if (answer === null) after(RETRY);
  };
  return { now, later: () => after(PAUSE), stop };
}
