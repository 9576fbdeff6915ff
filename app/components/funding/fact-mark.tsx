import { useTranslation } from "../../i18n/words.ts";
import { SourceMark } from "../badge.tsx";

/** What programme files say, instead of a source, of facts that none was found for: told in the reader's language. */
const phrases: Record<string, string> = {
  "as RAISe+": "asRaisePlus",
  "default of this portal": "ours",
  "to be confirmed with the funder": "funder",
  "to be confirmed with the Commission": "commission",
  "not read in any copy found": "notRead",
  "no limit was read": "noLimit",
  "usual in the Innovation and Technology Fund": "usual",
  "one call a year, usually in September or October; the call of autumn 2026 was not read": "raisePlusYearly",
  "the sentence on stage 2 breaks off in every copy read": "stage2BreaksOff",
  "InnoHK centres are named with an exclusion; the copy breaks off": "innohkBreaksOff",
  "disclosure asked by HKU, 2024; that it does not count is to be confirmed": "hkuDisclosure",
  "borrowed from the Partnership Research Programme": "fromPrp",
};

/** Where a fact of a programme was read, when, and how sure that is. */
export function FactMark({ source, url, confidence }: { source?: string; url?: string; confidence?: string }) {
  const { t } = useTranslation();
  const phrase = source === undefined ? undefined : phrases[source];
  if (phrase === "ours") return <SourceMark source={t("programmes.source.ours")} />;
  if (phrase) return <SourceMark source={t(`programmes.source.${phrase}`)} confidence={confidence} />;
  return <SourceMark source={source} url={url} confidence={confidence} />;
}
