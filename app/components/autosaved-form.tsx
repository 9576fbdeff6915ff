import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { ActForm } from "./act-form.tsx";
import { Button } from "./button.tsx";

/** How long somebody pauses before what was typed is sent, and before a lost connection is tried again. */
const PAUSE = 900;
const RETRY = 5_000;

/** What the address answers: kept, or why not, with what is kept there now. */
type Answer =
  | { saved: true; at: number; mark: string; reopened?: string[] }
  | {
      saved: false;
      code: string;
      params?: Record<string, string | number>;
      fields?: Record<string, string[]>;
      mark?: string;
      kept?: string[];
    };

type Stand =
  | { is: "idle" }
  | { is: "saved"; at: number }
  | { is: "lost" }
  | { is: "refused"; code: string; params?: Record<string, string | number>; fields: Record<string, string[]> }
  | { is: "changed"; mark: string; kept: string[] };

/**
 * A form that is saved whole as it is typed, and by its button where there is no script. `mark` names what the page knew
 * to be kept. What could not be sent stays on this device and is filled in again when the page is opened; what somebody
 * else saved meanwhile is shown, and the writer decides.
 */
export function AutosavedForm({
  address,
  intent,
  mark,
  onTyped,
  onSaved,
  children,
}: {
  address: string;
  intent: string;
  mark: string;
  /** Called with the form whenever something was typed. */
  onTyped?: (form: HTMLFormElement) => void;
  /** Called when it was saved, with the parts of the record that are incomplete since. */
  onSaved?: (reopened: string[]) => void;
  /** The fields; errors are keys under `problems.field` by the field's name. */
  children: (errors: (name: string) => string[] | undefined) => ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [stand, setStand] = useState<Stand>({ is: "idle" });
  const known = useRef(mark);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const turn = useRef(0);
  const frame = useRef<HTMLDivElement>(null);
  const place = `slipway:${address}:${intent}`;
  const form = () => frame.current?.closest("form") ?? undefined;

  const typed = (): Array<[string, string]> => {
    const fields = form();
    if (!fields) return [];
    return [...new FormData(fields)].filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && entry[0] !== "mark",
    );
  };
  const send = async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const mine = ++turn.current;
    const sent = typed();
    const body = new URLSearchParams([...sent, ["mark", known.current]]);
    const response = await fetch(`${address}?part=${intent}`, { method: "POST", body }).catch(() => null);
    // Something newer is on its way: what this one met is of no interest any more.
    if (mine !== turn.current) return;
    if (!response?.headers.get("content-type")?.includes("json")) {
      setStand({ is: "lost" });
      timer.current = setTimeout(() => void send(), RETRY);
      return;
    }
    const answer = (await response.json()) as Answer;
    if (mine !== turn.current) return;
    if (answer.saved) {
      known.current = answer.mark;
      localStorage.removeItem(place);
      setStand({ is: "saved", at: answer.at });
      onSaved?.(answer.reopened ?? []);
    } else if (answer.mark && answer.kept) setStand({ is: "changed", mark: answer.mark, kept: answer.kept });
    else setStand({ is: "refused", code: answer.code, params: answer.params, fields: answer.fields ?? {} });
  };
  const later = (event: FormEvent<HTMLDivElement>) => {
    const fields = form();
    if (!fields || !(event.target instanceof HTMLElement)) return;
    onTyped?.(fields);
    localStorage.setItem(place, JSON.stringify({ mark: known.current, values: typed() }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(), PAUSE);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens: what this device still holds
  useEffect(() => {
    const left = localStorage.getItem(place);
    const fields = form();
    if (left && fields) {
      const { mark: then, values } = JSON.parse(left) as { mark: string; values: Array<[string, string]> };
      for (const [name, value] of values) {
        const field = fields.elements.namedItem(name);
        if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
      }
      known.current = then;
      onTyped?.(fields);
      void send();
    }
    // Who leaves before the pause is over has it sent as it lies on the device.
    const leave = () => {
      const kept = localStorage.getItem(place);
      if (!timer.current || !kept) return;
      clearTimeout(timer.current);
      const { mark: then, values } = JSON.parse(kept) as { mark: string; values: Array<[string, string]> };
      const body = new URLSearchParams([...values, ["mark", then]]);
      void fetch(`${address}?part=${intent}`, { method: "POST", body, keepalive: true }).catch(() => null);
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  const errors = (name: string) => (stand.is === "refused" ? stand.fields[name] : undefined);
  return (
    <ActForm intents={[intent]} holdsRecord>
      <div ref={frame} onInput={later}>
        <input type="hidden" name="mark" value={known.current} />
        {children(errors)}
      </div>
      <div role="status" className="my-2 min-h-5 text-[13px] text-ink3">
        {stand.is === "saved" && t("kit.autosave.saved", { time: format.clock(stand.at) })}
        {stand.is === "lost" && <span className="text-warn">{t("kit.autosave.lost")}</span>}
        {stand.is === "refused" && (
          <span className="text-warn">
            {t("kit.autosave.refused", {
              why:
                stand.code === "form"
                  ? t("problems.form", { count: Object.keys(stand.fields).length })
                  : t(`problems.${stand.code}`, stand.params),
            })}
          </span>
        )}
        {stand.is === "changed" && (
          <div className="rounded-md border border-warn px-3 py-2 text-sm text-ink">
            <p className="font-semibold text-warn">{t("kit.autosave.changedForm")}</p>
            <ul className="my-1 ml-4 list-disc">
              {stand.kept.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <span className="flex gap-2">
              <Button
                type="button"
                onClick={() => {
                  known.current = stand.mark;
                  void send();
                }}
              >
                {t("kit.autosave.mine")}
              </Button>
              <Button
                type="button"
                look="quiet"
                onClick={() => {
                  localStorage.removeItem(place);
                  window.location.reload();
                }}
              >
                {t("kit.autosave.theirs")}
              </Button>
            </span>
          </div>
        )}
      </div>
      <Button look="primary" name="intent" value={intent}>
        {t("outputs.disclosure.save")}
      </Button>
    </ActForm>
  );
}
