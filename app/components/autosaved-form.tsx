import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { ActForm } from "./act-form.tsx";
import { Button } from "./button.tsx";
import { keptOnDevice } from "./on-device.ts";
import { ChangedMeanwhile, type Saving, SavingWords } from "./saving-words.tsx";
import { useSending } from "./sending.ts";

/** What the address answers when it kept the form. */
export interface SavedForm {
  saved: true;
  at: number;
  mark: string;
  /** When the time for it ended, if it came too late. */
  closedAt?: number;
  /** The parts of the record that are incomplete since. */
  reopened?: string[];
  /** Who says that the declarations are true, if somebody still does. */
  accurate?: string;
}
/** Why it did not, with what is kept there now where somebody else saved meanwhile. */
interface Refused {
  saved: false;
  code: string;
  params?: Record<string, string | number>;
  fields?: Record<string, string[]>;
  mark?: string;
  kept?: string[];
}

type Stand =
  | Exclude<Saving, { is: "refused" }>
  | { is: "refused"; why: string; fields: Record<string, string[]> }
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
  className,
  children,
}: {
  address: string;
  intent: string;
  mark: string;
  /** Called with the form whenever something was typed. */
  onTyped?: (form: HTMLFormElement) => void;
  onSaved?: (answer: SavedForm, form: HTMLFormElement, sent: URLSearchParams) => void;
  className?: string;
  /** The fields; errors are keys under `problems.field` by the field's name. */
  children: (errors: (name: string) => string[] | undefined) => ReactNode;
}) {
  const { t } = useTranslation();
  const [stand, setStand] = useState<Stand>({ is: "idle" });
  const known = useRef(mark);
  const frame = useRef<HTMLDivElement>(null);
  const place = `slipway:${address}:${intent}`;
  const to = `${address}?part=${intent}`;
  const form = () => frame.current?.closest("form") ?? undefined;

  const typed = (): Array<[string, string]> => {
    const fields = form();
    if (!fields) return [];
    return [...new FormData(fields)].filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && entry[0] !== "mark",
    );
  };
  const sending = useSending<SavedForm | Refused>(
    to,
    () => new URLSearchParams([...typed(), ["mark", known.current]]),
    (answer, sent) => {
      const fields = form();
      if (!answer) setStand({ is: "lost" });
      else if (answer.saved) {
        known.current = answer.mark;
        localStorage.removeItem(place);
        setStand({ is: "saved", at: answer.at, closedAt: answer.closedAt });
        if (fields) onSaved?.(answer, fields, sent);
      } else if (answer.mark && answer.kept) setStand({ is: "changed", mark: answer.mark, kept: answer.kept });
      else {
        const wrong = answer.fields ?? {};
        const why =
          answer.code === "form"
            ? t("problems.form", { count: Object.keys(wrong).length })
            : t(`problems.${answer.code}`, answer.params);
        setStand({ is: "refused", why: t("kit.autosave.refused", { why }), fields: wrong });
      }
    },
  );
  const later = (event: FormEvent<HTMLDivElement>) => {
    const fields = form();
    if (!fields || !(event.target instanceof HTMLElement)) return;
    onTyped?.(fields);
    keptOnDevice(place, JSON.stringify({ mark: known.current, values: typed() }));
    sending.later();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens: what this device still holds
  useEffect(() => {
    const left = localStorage.getItem(place);
    const fields = form();
    if (left && fields) {
      const { mark: then, values } = JSON.parse(left) as { mark: string; values: Array<[string, string]> };
      fillIn(fields, new Map(values));
      known.current = then;
      onTyped?.(fields);
      void sending.now();
    }
    // Who leaves before the pause is over has it sent as it lies on the device.
    const leave = () => {
      const isWaiting = sending.stop();
      const kept = localStorage.getItem(place);
      if (!isWaiting || !kept) return;
      const { mark: then, values } = JSON.parse(kept) as { mark: string; values: Array<[string, string]> };
      const body = new URLSearchParams([...values, ["mark", then]]);
      void fetch(to, { method: "POST", body, keepalive: true }).catch(() => null);
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  const errors = (name: string) => (stand.is === "refused" ? stand.fields[name] : undefined);
  return (
    <ActForm intents={[intent]} holdsRecord className={className}>
      <div ref={frame} onInput={later}>
        <input type="hidden" name="mark" value={known.current} />
        {children(errors)}
      </div>
      <SavingWords saving={stand} className="my-2">
        {stand.is === "changed" && (
          <ChangedMeanwhile
            title={t("kit.autosave.changedForm")}
            onMine={() => {
              known.current = stand.mark;
              void sending.now();
            }}
            onTheirs={() => {
              localStorage.removeItem(place);
              window.location.reload();
            }}
          >
            <ul className="my-1 ml-4 list-disc">
              {stand.kept.map((line) => (
                <li key={line} className="break-words">
                  {line}
                </li>
              ))}
            </ul>
          </ChangedMeanwhile>
        )}
      </SavingWords>
      <Button look="primary" name="intent" value={intent}>
        {t("outputs.disclosure.save")}
      </Button>
    </ActForm>
  );
}

/** Fills the form in with what this device kept; a box that was not ticked then is not ticked. */
function fillIn(form: HTMLFormElement, values: Map<string, string>): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === "checkbox")
      field.checked = values.get(field.name) === field.value;
    else if (
      (field instanceof HTMLInputElement && field.type !== "hidden") ||
      field instanceof HTMLSelectElement ||
      field instanceof HTMLTextAreaElement
    )
      field.value = values.get(field.name) ?? field.value;
  }
}
