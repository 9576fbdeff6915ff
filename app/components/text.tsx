import type { ReadableText } from "#services/language.ts";
import { languageNames } from "../i18n/languages.ts";
import { useTranslation } from "../i18n/words.ts";

/** A text that people wrote, in the language it is shown in, marked when that is not the reader's, or a machine changed its script. */
export function Text({ value, isQuiet }: { value: ReadableText | string | null | undefined; isQuiet?: boolean }) {
  const { t, i18n } = useTranslation();
  if (!value) return null;
  if (typeof value === "string") return <>{value}</>;
  const isOwn = value.lang === i18n.language;
  if (isOwn && !value.converted) return <span>{value.text}</span>;
  return (
    <span lang={isOwn ? undefined : value.lang}>
      {value.text}
      {!isQuiet &&
        (value.converted ? (
          <Mark title={t("kit.convertedLong")}>{t("kit.converted")}</Mark>
        ) : (
          <Mark title={t("kit.untranslated")}>{languageNames[value.lang].short}</Mark>
        ))}
    </span>
  );
}

/** What somebody typed without saying in which language: marked by its script where that is not the reader's. */
export function Told({ text }: { text: string }) {
  const { t, i18n } = useTranslation();
  const isChinese = /\p{Script=Han}/u.test(text);
  if (isChinese === (i18n.language !== "en")) return <>{text}</>;
  return (
    <span lang={isChinese ? "zh" : "en"}>
      {text}
      <Mark title={t("kit.untranslated")}>{isChinese ? "中" : languageNames.en.short}</Mark>
    </span>
  );
}

function Mark({ title, children }: { title: string; children: string }) {
  return (
    <span className="ml-1 text-[12px] font-normal text-ink3" title={title}>
      {children}
    </span>
  );
}
