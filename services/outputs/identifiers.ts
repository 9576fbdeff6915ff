const ROR_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * The id of an organisation in the Research Organization Registry as its address, or undefined when it is none: nought,
 * six signs of Crockford's base 32, and two check digits by ISO/IEC 7064 MOD 97-10 (ror.readme.io, ROR identifier pattern).
 */
export function validRor(typed: string): string | undefined {
  const [, signs, check] =
    /^(?:https?:\/\/)?(?:ror\.org\/)?(0[a-hj-km-np-tv-z0-9]{6})(\d{2})\/?$/i.exec(typed.trim()) ?? [];
  if (!signs || !check) return undefined;
  const id = signs.toLowerCase();
  let number = 0;
  for (const sign of id) number = number * 32 + ROR_SIGNS.indexOf(sign);
  return 98 - ((number * 100) % 97) === Number(check) ? `https://ror.org/${id}${check}` : undefined;
}
