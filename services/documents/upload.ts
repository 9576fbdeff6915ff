import { fileTypeFromBuffer } from "file-type";
import { fail, ok, type Result } from "../result.ts";

/** 20 MB: a scanned contract or a deck fits, a film does not. */
export const LARGEST_UPLOAD = 20 * 1024 * 1024;

const office = "application/vnd.openxmlformats-officedocument";

/** What may be kept, by what the content is: the endings its name may bear, and the type it is sent as. */
const allowed: Record<string, { endings: string[]; mime: string }> = {
  pdf: { endings: ["pdf"], mime: "application/pdf" },
  png: { endings: ["png"], mime: "image/png" },
  jpg: { endings: ["jpg", "jpeg"], mime: "image/jpeg" },
  docx: { endings: ["docx"], mime: `${office}.wordprocessingml.document` },
  xlsx: { endings: ["xlsx"], mime: `${office}.spreadsheetml.sheet` },
  pptx: { endings: ["pptx"], mime: `${office}.presentationml.presentation` },
  txt: { endings: ["txt"], mime: "text/plain; charset=utf-8" },
  csv: { endings: ["csv"], mime: "text/csv; charset=utf-8" },
  md: { endings: ["md"], mime: "text/markdown; charset=utf-8" },
};

export const acceptedEndings = Object.values(allowed).flatMap(({ endings }) => endings);

export interface Upload {
  bytes: Buffer;
  /** A name fit to show and to offer for download; never a path. */
  name: string;
  mime: string;
}

/**
 * Judges an uploaded file by its content, not by what it calls itself. Fails with `fileEmpty`, `fileTooLarge`,
 * `fileTypeRefused`, `fileNotAsNamed` when it is of another accepted kind than its ending says, or `fileOtherInside` when
 * only its ending is of an accepted kind.
 */
export async function checkUpload(file: File): Promise<Result<Upload>> {
  if (file.size > LARGEST_UPLOAD) return fail("fileTooLarge", { params: { megabytes: LARGEST_UPLOAD / 1024 / 1024 } });
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.length === 0) return fail("fileEmpty");
  const name = safeName(file.name);
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const found = (await fileTypeFromBuffer(bytes))?.ext;
  const kind = found ?? (["txt", "csv", "md"].includes(ending) && isPlainText(bytes) ? ending : "");
  const type = Object.hasOwn(allowed, kind) ? allowed[kind] : undefined;
  if (!type && acceptedEndings.includes(ending)) return fail("fileOtherInside", { params: { name, ending } });
  if (!type) return fail("fileTypeRefused", { params: { allowed: acceptedEndings.join(", ") } });
  if (!type.endings.includes(ending)) return fail("fileNotAsNamed", { params: { kind: kind.toUpperCase() } });
  return ok({ bytes, name, mime: type.mime });
}

/** UTF-8 without control characters, and not a page, a drawing or a program that a computer would run. */
function isPlainText(bytes: Buffer): boolean {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000E-\u001F\u007F]/.test(text)) return false;
  return !/^\s*(#!|<(!doctype|\?|html|svg|script|head|body|iframe))/i.test(text);
}

/** A file's name without its path, without characters that systems forbid or that hide an ending, at most 120 long. */
function safeName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}<>:"|?*%;]/gu, "")
    .replace(/^[.\s]+/, "")
    .replace(/[.\s]+$/, "");
  const characters = [...clean];
  if (characters.length <= 120) return clean || "file";
  const ending = /\.[^.]{1,7}$/.exec(clean)?.[0] ?? "";
  return characters.slice(0, 120 - ending.length).join("") + ending;
}

/** Headers that make a browser save a file and never run it: RFC 6266, with the name in UTF-8 as of RFC 8187. */
export function downloadHeaders(name: string, mime: string): Record<string, string> {
  const ascii = name.replaceAll(/[^\x20-\x7e]/g, "_").replaceAll(/["\\]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    "Content-Type": mime,
    "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
  };
}
