import type { TFunction } from "i18next";
import type { LicensedPart } from "#services/catalogue/index.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge, type Tone } from "../badge.tsx";
import { Told } from "../text.tsx";

const tones: Record<string, Tone> = {
  available: "ok",
  underOption: "warn",
  licensed: "plain",
  licensedInPart: "warn",
  noLongerOffered: "bad",
};

/** Whether a technology can still be had, in one word. */
export function AvailabilityBadge({ offer }: { offer: string }) {
  const { t } = useTranslation();
  return <Badge tone={tones[offer] ?? "plain"}>{t(`technology.availability.${offer}`)}</Badge>;
}

function wordsOf(t: TFunction, parts: LicensedPart[], language: string): { taken: string; left: string } {
  const taken = parts.map(({ fieldOfUse, territory }) => {
    const where = territory?.join(language === "en" ? ", " : "、") ?? "";
    return fieldOfUse && where
      ? t("technology.part.fieldIn", { field: fieldOfUse, territory: where })
      : fieldOfUse || where;
  });
  const isByField = parts.some((part) => part.fieldOfUse !== null);
  const isByTerritory = parts.some((part) => part.territory !== null);
  return {
    taken: taken.join(t("technology.part.between")),
    left: t(`technology.part.left.${isByField && isByTerritory ? "both" : isByField ? "fields" : "territories"}`),
  };
}

/** What exclusive licences have taken and what can still be had, in one sentence; null when nothing is taken in part. */
export function licensedNote(t: TFunction, parts: LicensedPart[] | null, language: string): string | null {
  return parts?.length ? t("technology.part.note", wordsOf(t, parts, language)) : null;
}

/** The same beside the badge, where the badge has said that a part is licensed. */
export function LicensedParts({ parts }: { parts: LicensedPart[] | null }) {
  const { t, i18n } = useTranslation();
  if (!parts?.length) return null;
  const { taken, left } = wordsOf(t, parts, i18n.language);
  return (
    <span>
      <Told text={taken} />
      {t("technology.part.then")}
      {left}
    </span>
  );
}
