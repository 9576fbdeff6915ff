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
