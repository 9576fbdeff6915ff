import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";

/** What was sent back: when, why, and under it what had been sent; the latest first. */
export function Returned({ times }: { times: Array<{ at: number; why: string; sent: string[] }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return times.map(({ at, why, sent }) => (
    <div key={at} className="mt-1 text-sm">
      <p className="whitespace-pre-line text-warn">{t("awards.returnedOn", { at: format.instant(at), why })}</p>
      {sent.length > 0 && (
        <details>
          <summary className="text-ink2">{t("awards.wasSent")}</summary>
          {sent.map((text) => (
            <p key={text} className="mt-1 whitespace-pre-line text-ink2">
              {text}
            </p>
          ))}
        </details>
      )}
    </div>
  ));
}
