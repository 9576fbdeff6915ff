/** How the portal itself prints Hong Kong dollars, and how people write them. */
const hongKongMarks = /^(?:HK\$|HKD|\$|港元|港幣|港币)|(?:HKD|港元|港幣|港币)$/gi;

/**
 * An amount as people type or paste it ("1,250,000.50", "HK$4,000,000", "ＨＫＤ４，０００") as bare digits; what is no
 * amount is given back for the reader to refuse. A mark of currency is read only where the amount is in Hong Kong dollars:
 * elsewhere it would contradict the field. Pure.
 */
export function bareAmount(typed: string, isHongKong = true): string {
  const bare = typed.normalize("NFKC").replaceAll(/[,，\s]/g, "");
  return isHongKong ? bare.replaceAll(hongKongMarks, "") : bare;
}

/** Money as it is being typed, in minor units; what is no amount yet counts nothing. Pure. */
export function minorTyped(typed: string): number {
  const amount = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(bareAmount(typed));
  return amount ? Number(amount[1]) * 100 + Number((amount[2] ?? "").padEnd(2, "0")) : 0;
}
