import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { RailBlock } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";
import { PaperLanguages } from "./paper-languages.tsx";

/** What the fund sent, and the agreement as it was signed, each as the paper that it was: the title opens it in the reader's language. */
export function FundLetters({ id, letters }: Pick<ApplicationView, "id" | "letters">) {
  const { t } = useTranslation();
  const format = useFormat();
  if (letters.length === 0) return null;
  return (
    <RailBlock title={t("applications.fundLetters")}>
      {letters.map((letter) => (
        <div key={letter.id} className="mb-1">
          <a className="underline" href={`/applications/${id}/letters/${letter.id}`}>
            {t(`applications.letter.${letter.kind}.title`)}
          </a>{" "}
          <span className="text-sm text-ink3">{format.day(letter.createdAt)}</span>
          <PaperLanguages href={`/applications/${id}/letters/${letter.id}`} languages={letter.languages} />
        </div>
      ))}
    </RailBlock>
  );
}
