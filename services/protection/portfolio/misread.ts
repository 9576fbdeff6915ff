/** The signs that bytes stand for in the encoding of older Western programs, as an expression's class. */
const signs = Array.from(new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)));
const byteOf = new Map(signs.map((sign, byte) => [sign, byte]));
const anyOf = (first: number, last: number) => `[${signs.slice(first, last + 1).join("")}]`;
const more = anyOf(0x80, 0xbf);
/** A whole UTF-8 sequence of two, three or four bytes, so that no ordinary accent is touched. */
const sequence = new RegExp(
  `${anyOf(0xc2, 0xdf)}${more}|${anyOf(0xe0, 0xef)}${more}{2}|${anyOf(0xf0, 0xf4)}${more}{3}`,
  "g",
);

/** A text whose UTF-8 was once read as Western signs ("â€“" for "–"), as it was meant; undefined for any other. Pure. */
export function asMeant(text: string): string | undefined {
  const meant = text.replaceAll(sequence, (run) =>
    new TextDecoder().decode(Uint8Array.from(run, (sign) => byteOf.get(sign)!)),
  );
  return meant === text || meant.includes("\uFFFD") ? undefined : meant;
}
