import { useTranslation } from "../i18n/words.ts";
import { EmptyState, PublicPage } from "./page.tsx";

/** What a mailed link shows to somebody else who is signed in. */
export function LinkOfAnother({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-2xl pt-8">
      <EmptyState title={t("disclose.shared.another")}>{t("disclose.shared.anotherText", { name })}</EmptyState>
    </PublicPage>
  );
}

/** What a mailed link shows after its last day. */
export function ClosedLink() {
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-2xl pt-8">
      <EmptyState title={t("disclose.shared.closed")}>{t("disclose.shared.closedText")}</EmptyState>
    </PublicPage>
  );
}
