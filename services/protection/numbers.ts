/** What a number is found to be: of the office's shape, with a check digit that fits where the office has one. */
export type NumberFinding = "ok" | "shape" | "checkDigit";

/** Upper case, half width, without spaces: as the patterns below expect numbers. */
const normalised = (typed: string): string => typed.normalize("NFKC").toUpperCase().replaceAll(/\s/g, "");

/**
 * Application numbers of the offices. Shapes without a source for every sign are kept lenient: a doubt is not the
 * applicant's fault. Sources: CNIPA application number standard ZC 0006-2003; EPO and WIPO ST.13 number formats.
 */
const shapes: Record<string, RegExp> = {
  CN: /^(?:CN|ZL)?(?:((?:19|20)\d{2}[1-389]\d{7})|(\d{2}[1-389]\d{5}))(?:\.?([\dX]))?$/,
  EP: /^(?:EP)?(\d{8})(?:\.?(\d))?$/,
  PCT: /^PCT\/[A-Z]{2}(?:19|20)\d{2}\/\d{5,6}$/,
  US: /^(?:US)?\d{2}\/?\d{3},?\d{3}$/,
  HK: /^(?:HK)?(?:\d{2}\d{6}|[236]20\d{2}\d{6})(?:\.\d)?$/,
  JP: /^(?:JP)?(?:特願)?(?:19|20)\d{2}-?\d{1,6}$/,
  KR: /^(?:KR)?(?:10|20|30)-?(?:19|20)\d{2}-?\d{7}$/,
  TW: /^(?:TW)?\d{2,3}[1-3]\d{5}$/,
  IL: /^(?:IL)?\d{5,6}$/,
  SG: /^(?:SG)?(?:10|11|20|30)20\d{2}\d{5}[A-Z]$/,
};

/** Checks an application number against its office's shape and check digit. Offices without a known shape pass. Pure. */
export function checkNumber(jurisdiction: string, typed: string): NumberFinding {
  const shape = shapes[jurisdiction];
  if (!shape) return "ok";
  const found = shape.exec(normalised(typed));
  if (!found) return "shape";
  if (jurisdiction === "CN") {
    const [, long, short, check] = found;
    return check === undefined || check === chineseCheck(long ?? short!) ? "ok" : "checkDigit";
  }
  if (jurisdiction === "EP") {
    const [, digits, check] = found;
    return check === undefined || check === europeanCheck(digits!) ? "ok" : "checkDigit";
  }
  return "ok";
}

/** What an office's numbers tell of a filing beside its identity. */
export interface ToldByNumbers {
  right?: "invention" | "utilityModel" | "design" | "plantVariety";
  isProvisional?: true;
  /** A patent granted anew in another one's place, whose term it keeps. */
  isReissue?: true;
}

/**
 * Reads the kind of right from the numbers of those offices that write it into them. Pure. Sources: US series codes
 * MPEP 503, US patent numbers MPEP 901.04; CN ZC 0006-2003, fifth digit; KR and TW as in the shapes above.
 */
export function toldByNumbers(jurisdiction: string, number: string | null, grantNumber: string | null): ToldByNumbers {
  const applied = normalised(number ?? "");
  if (jurisdiction === "US") {
    const [, letters] = /^(?:US)?(D|PP|RE|RD|RP)\.?\d[\d,]*/.exec(normalised(grantNumber ?? "")) ?? [];
    const [, series] = /^(?:US)?(\d{2})\//.exec(applied) ?? [];
    const isDesign = letters === "D" || letters === "RD" || (!letters && ["29", "35"].includes(series ?? ""));
    return {
      ...(isDesign && { right: "design" }),
      ...((letters === "PP" || letters === "RP") && { right: "plantVariety" }),
      ...(letters?.startsWith("R") && { isReissue: true }),
      ...(!letters && /^6[0-3]$/.test(series ?? "") && { isProvisional: true }),
    };
  }
  const kinds = {
    CN: /^(?:CN|ZL)?(?:(?:19|20)\d{2}|\d{2})([1-389])\d{5,7}(?:\.?[\dX])?$/,
    KR: /^(?:KR)?([123])0-?(?:19|20)\d{2}/,
    TW: /^(?:TW)?\d{2,3}([1-3])\d{5}$/,
  }[jurisdiction];
  const digit = kinds?.exec(applied)?.[1];
  if (!digit || checkNumber(jurisdiction, applied) !== "ok") return {};
  return { right: ({ 2: "utilityModel", 9: "utilityModel", 3: "design" } as const)[digit] ?? "invention" };
}

/** Weights 2 to 9 and again from 2; the sum modulo 11, ten written X. */
function chineseCheck(digits: string): string {
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (2 + (place % 8)), 0);
  return sum % 11 === 10 ? "X" : String(sum % 11);
}

/** Weights 1 and 2 in turn, digits of the products added, what is missing to ten. */
function europeanCheck(digits: string): string {
  const sum = [...digits].reduce((total, digit, place) => {
    const product = Number(digit) * (1 + (place % 2));
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
