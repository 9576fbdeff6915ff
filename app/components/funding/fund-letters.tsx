import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { RailBlock } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";

/** What the fund sent, and the agreement as it was signed, each as the paper that it was. */
export function FundLetters({ id, letters }: Pick<ApplicationView, "id" | "letters">) {
  const { t } = useTranslation();
  const format = useFormat();
  if (letters.length === 0) return null;
  return (
    <RailBlock title={t("applications.fundLetters")}>
      {letters.map((letter) => (
        <p key={letter.id}>
          <a className="underline" href={`/applications/${id}/letters/${letter.id}`}>
            {t(`applications.letter.${letter.kind}.title`)}
          </a>{" "}
          <span className="text-sm text-ink3">{format.day(letter.createdAt)}</span>
        </p>
      ))}
    </RailBlock>
  );
}
