import { useTranslation } from "../../i18n/words.ts";
import { Badge, type Tone } from "../badge.tsx";

const tones: Record<string, Tone> = {
  available: "ok",
  underOption: "warn",
  licensed: "plain",
  noLongerOffered: "bad",
};

/** Whether a technology can still be had, in one word. */
export function AvailabilityBadge({ offer }: { offer: string }) {
  const { t } = useTranslation();
  return <Badge tone={tones[offer] ?? "plain"}>{t(`technology.availability.${offer}`)}</Badge>;
}
