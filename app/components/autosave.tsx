import { useEffect, useRef, useState } from "react";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { TextArea } from "./fields.tsx";
import { keptOnDevice } from "./on-device.ts";
import { ChangedMeanwhile, type Saving, SavingWords } from "./saving-words.tsx";
import { useSending } from "./sending.ts";

/** What the address answers: kept, or that something else is kept which this page did not know. */
type Autosaved = { saved: true; at: number; closedAt?: number } | { saved: false; kept: string } | { code: string };

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
  const [saving, setSaving] = useState<Saving | { is: "changed"; kept: string }>({ is: "idle" });
  const known = useRef(kept);
  const frame = useRef<HTMLDivElement>(null);
  const place = `slipway:${address}:${sentAs}`;
  const area = () => frame.current?.querySelector("textarea");

  const body = () => {
    const value = area()?.value ?? "";
    if (value.length <= most) return new URLSearchParams({ name: sentAs, value, was: known.current });
    const lengths = { length: format.number(value.length), most: format.number(most) };
    setSaving({ is: "refused", why: t("kit.autosave.tooLong", lengths) });
    return undefined;
  };
  const sending = useSending<Autosaved>(address, body, (answer, sent) => {
    if (!answer) return setSaving({ is: "lost" });
    if ("code" in answer)
      return setSaving({ is: "refused", why: t("kit.autosave.refused", { why: t(`problems.${answer.code}`) }) });
    if (!answer.saved) return setSaving({ is: "changed", kept: answer.kept });
    known.current = sent.get("value") ?? "";
    if (area()?.value === known.current) localStorage.removeItem(place);
    setSaving({ is: "saved", at: answer.at, closedAt: answer.closedAt });
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens: what this device still holds
  useEffect(() => {
    const left = localStorage.getItem(place);
    const field = area();
    if (left !== null && field && left !== known.current) {
      field.value = left;
      void sending.now();
    }
    return () => void sending.stop();
  }, []);

  return (
    <div ref={frame}>
      <TextArea
        {...rest}
        name={name}
        defaultValue={kept}
        onInput={() => {
          keptOnDevice(place, area()?.value ?? "");
          sending.later();
        }}
        onBlur={() => saving.is !== "changed" && area()?.value !== known.current && void sending.now()}
      />
      <SavingWords saving={saving} className="-mt-3 mb-4">
        {saving.is === "changed" && (
          <ChangedMeanwhile
            title={t("kit.autosave.changed")}
            onMine={() => {
              known.current = saving.kept;
              void sending.now();
            }}
            onTheirs={() => {
              const field = area();
              if (field) field.value = saving.kept;
              known.current = saving.kept;
              localStorage.removeItem(place);
              setSaving({ is: "idle" });
            }}
          >
            <p className="my-1 whitespace-pre-line break-words">{saving.kept || "–"}</p>
          </ChangedMeanwhile>
        )}
      </SavingWords>
    </div>
  );
}
