/**
 * The text of a file that somebody chose: UTF-8, UTF-16 as spreadsheets save "Unicode text", or what older programs of
 * the mainland write. Undefined when it is no text, such as a picture, whatever its name says. Pure.
 */
export function textIn(bytes: Uint8Array): string | undefined {
  const text = decoded(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const isText = !/[\u0000-\u0008\u000E-\u001A\u007F]/.test(text);
  // Both begin with readable signs, and a short one may hold nothing else.
  return isText && !/^(%PDF-|\{\\rtf)/.test(text) ? text : undefined;
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
