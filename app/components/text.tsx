import type { ReadableText } from "#services/language.ts";
import { useTranslation } from "../i18n/words.ts";

/** A text that people wrote, in the language it is shown in, marked when a machine changed its script. */
export function Text({ value, isQuiet }: { value: ReadableText | string | undefined; isQuiet?: boolean }) {
  const { t, i18n } = useTranslation();
  if (!value) return null;
  if (typeof value === "string") return <>{value}</>;
  return (
    <span lang={value.lang === i18n.language ? undefined : value.lang}>
      {value.text}
      {value.converted && !isQuiet && (
        <span className="ml-1 text-[12px] text-ink3" title={t("kit.convertedLong")}>
          {t("kit.converted")}
        </span>
      )}
    </span>
  );
}

/** What somebody typed without saying in which language: marked by its script where that is not the reader's. */
export function Told({ text }: { text: string }) {
  const { i18n } = useTranslation();
  const isChinese = /\p{Script=Han}/u.test(text);
  if (isChinese === (i18n.language !== "en")) return <>{text}</>;
  return <span lang={isChinese ? "zh" : "en"}>{text}</span>;
}
