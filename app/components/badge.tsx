import clsx from "clsx";
import type { ReactNode } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Told } from "./text.tsx";

const tones = {
  plain: "border-line2 text-ink2",
  ok: "border-transparent bg-ok-soft text-ok",
  warn: "border-transparent bg-warn-soft text-warn",
  bad: "border-transparent bg-bad-soft text-bad",
  accent: "border-transparent bg-accent-soft text-accent",
  seal: "border-seal text-seal",
};
export type Tone = keyof typeof tones;

export function Badge({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={clsx("inline-block whitespace-nowrap rounded border px-2 text-[13px] leading-5", tones[tone])}>
      {children}
    </span>
  );
}

/** Marks a record that was made up to show the portal. */
export function DemoMark() {
  const { t } = useTranslation();
  return <Badge>{t("kit.demonstration")}</Badge>;
}

/** Names where a fact or rule was read, when, and how sure that is. */
export function SourceMark({ source, url, confidence }: { source?: string; url?: string; confidence?: string }) {
  const { t } = useTranslation();
  // Sources are named in the language in which they were read.
  const words = source && <Told text={source} />;
  return (
    <span className="text-[13px] text-ink3">
      {url && /^https?:\/\//.test(url) ? (
        <a href={url} rel="noreferrer">
          {words}
        </a>
      ) : (
        words
      )}
      {confidence && confidence !== "read" && <> · {t(`kit.confidence.${confidence}`)}</>}
    </span>
  );
}
