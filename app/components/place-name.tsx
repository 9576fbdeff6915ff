import { useTranslation } from "../i18n/words.ts";

/** The region in the reader's language, and the city as it is registered, where it says more. */
export function PlaceName({ region, city }: { region: string; city: string | null }) {
  const { t } = useTranslation();
  return (
    <span>
      {t(`catalogue.regions.${region}`)}
      {city && region !== "hongKong" && (
        <>
          , <span lang="en">{city}</span>
        </>
      )}
    </span>
  );
}
