import { useEffect, useRef, useState } from "react";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "./button.tsx";
import { TextArea } from "./fields.tsx";

/** How long somebody pauses before what was typed is sent, and before a lost connection is tried again. */
const PAUSE = 900;
const RETRY = 5_000;

/** What the address answers: kept, or that something else is kept which this page did not know. */
type Autosaved = { saved: true; at: number } | { saved: false; kept: string };

type Stand =
  | { is: "idle" }
  | { is: "saved"; at: number }
  | { is: "lost" }
  | { is: "tooLong"; length: number }
  | { is: "refused"; code: string }
  | { is: "changed"; kept: string };

/**
 * A long answer that saves itself. What could not be sent stays on this device and is sent when the connection is back,
 * or when the page is opened again. What another window saved meanwhile is shown, and the writer decides.
 */
export function AutosavedAnswer({
  address,
  name,
  field: sentAs = name,
  kept,
  most,
  ...rest
}: Parameters<typeof TextArea>[0] & {
  /** Where the answer is sent as it is typed, and by what name when it is not the field's. */
  address: string;
  field?: string;
  kept: string;
  /** The most characters that are taken. */
  most: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [stand, setStand] = useState<Stand>({ is: "idle" });
  const known = useRef(kept);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const turn = useRef(0);
  const frame = useRef<HTMLDivElement>(null);
  const place = `slipway:${address}:${sentAs}`;
  const area = () => frame.current?.querySelector("textarea");

  const send = async (over?: string) => {
    const value = area()?.value ?? "";
    clearTimeout(timer.current);
    const mine = ++turn.current;
    if (value.length > most) return setStand({ is: "tooLong", length: value.length });
    const body = new URLSearchParams({ name: sentAs, value, was: over ?? known.current });
    const response = await fetch(address, { method: "POST", body }).catch(() => null);
    // Something newer is on its way: what this one met is of no interest any more.
    if (mine !== turn.current) return;
    if (!response?.headers.get("content-type")?.includes("json")) {
      setStand({ is: "lost" });
      timer.current = setTimeout(() => void send(), RETRY);
      return;
    }
    const answer = (await response.json()) as Autosaved | { code: string };
    if (mine !== turn.current) return;
    if ("code" in answer) return setStand({ is: "refused", code: answer.code });
    if (!answer.saved) return setStand({ is: "changed", kept: answer.kept });
    known.current = value;
    if (area()?.value === value) localStorage.removeItem(place);
    setStand({ is: "saved", at: answer.at });
  };
  const later = () => {
    const value = area()?.value ?? "";
    localStorage.setItem(place, value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(), PAUSE);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens: what this device still holds
  useEffect(() => {
    const left = localStorage.getItem(place);
    const field = area();
    if (left !== null && field && left !== known.current) {
      field.value = left;
      void send();
    }
    return () => clearTimeout(timer.current);
  }, []);

  return (
    <div ref={frame}>
      <TextArea
        {...rest}
        name={name}
        defaultValue={kept}
        onInput={later}
        onBlur={() => stand.is !== "changed" && area()?.value !== known.current && void send()}
      />
      <div role="status" className="-mt-3 mb-4 min-h-5 text-[13px] text-ink3">
        {stand.is === "saved" && t("kit.autosave.saved", { time: format.clock(stand.at) })}
        {stand.is === "lost" && <span className="text-warn">{t("kit.autosave.lost")}</span>}
        {stand.is === "tooLong" && (
          <span className="font-semibold text-bad">
            {t("kit.autosave.tooLong", { length: format.number(stand.length), most: format.number(most) })}
          </span>
        )}
        {stand.is === "refused" && (
          <span className="text-warn">{t("kit.autosave.refused", { why: t(`problems.${stand.code}`) })}</span>
        )}
        {stand.is === "changed" && (
          <div className="rounded-md border border-warn px-3 py-2 text-sm text-ink">
            <p className="font-semibold text-warn">{t("kit.autosave.changed")}</p>
            <p className="my-1 whitespace-pre-line">{stand.kept || "–"}</p>
            <span className="flex gap-2">
              <Button type="button" onClick={() => void send(stand.kept)}>
                {t("kit.autosave.mine")}
              </Button>
              <Button
                type="button"
                look="quiet"
                onClick={() => {
                  const field = area();
                  if (field) field.value = stand.kept;
                  known.current = stand.kept;
                  localStorage.removeItem(place);
                  setStand({ is: "idle" });
                }}
              >
                {t("kit.autosave.theirs")}
              </Button>
            </span>
          </div>
        )}
      </div>
    </div>
  );
}
