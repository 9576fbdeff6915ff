import { useLocation } from "@remix-run/react";
import { useFormat } from "../i18n/format.ts";

/** On paper only, in the margin of every sheet: where the page is found and when it was opened. */
export function PrintFoot({ origin, at }: { origin: string; at: number }) {
  const { pathname, search } = useLocation();
  const format = useFormat();
  const sheet = `@page { @bottom-left { content: ${quoted(origin + pathname + search)} } @bottom-right { content: ${quoted(format.instant(at))} } }`;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: both texts are CSS strings with every sign escaped
  return <style media="print" dangerouslySetInnerHTML={{ __html: sheet }} />;
}

/** A CSS string in which nothing but letters, digits and a few harmless signs stands as itself. */
function quoted(text: string): string {
  return `"${text.replaceAll(/[^\p{L}\p{N} .,:/?=&%-]/gu, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `)}"`;
}
