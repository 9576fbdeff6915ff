import { useNavigation } from "@remix-run/react";
import { useEffect } from "react";
import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import { useTranslation } from "../i18n/words.ts";
import { doneWords } from "./done-words.ts";

/** What was done, as keys under `done`. */
const queue = new ToastQueue<string>({ maxVisibleToasts: 4 });
const READING_TIME = 6_000;

export const say = (done: string) => queue.add(done, { timeout: READING_TIME });
/** What was done before is no answer to what is sent now: beside a refusal it would read as one. */
export const hush = () => queue.clear();

/**
 * Messages stack, stay while they are pointed at, and go after six seconds. `at` tells two equal messages apart.
 */
export function Toasts({ message, at }: { message?: string; at: number }) {
  const { t } = useTranslation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same message said again is a new one
  useEffect(() => {
    if (message) say(message);
  }, [message, at]);
  const { formMethod } = useNavigation();
  const isSending = formMethod !== undefined && formMethod !== "GET";
  useEffect(() => {
    if (isSending) hush();
  }, [isSending]);
  return (
    <ToastRegion
      queue={queue}
      aria-label={t("kit.toast.region")}
      className="no-print fixed right-5 bottom-5 z-30 flex w-[min(26rem,calc(100vw-2.5rem))] flex-col gap-2 outline-none"
    >
      {({ toast }) => (
        <Toast
          toast={toast}
          className="flex items-center justify-between gap-3 rounded-md border border-line2 bg-raised px-4 py-2.5 text-sm shadow-lg"
        >
          <ToastContent>
            <Text slot="title">
              <span className="text-ok" aria-hidden>
                ✓
              </span>{" "}
              {doneWords(t, toast.content)}
            </Text>
          </ToastContent>
          <Button slot="close" aria-label={t("kit.close")} className="min-h-6 min-w-6 rounded text-ink3 hover:text-ink">
            ✕
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
