import { downloadHeaders } from "#services/documents/index.ts";
import type { Result } from "#services/result.ts";

/** A kept file, sent so that a browser saves it and never runs it; a damaged one is an error, never half a file. */
export function sendFile(found: Result<{ name: string; mime: string; bytes: Buffer }>): Response {
  if (found.ok)
    return new Response(new Uint8Array(found.value.bytes), {
      headers: downloadHeaders(found.value.name, found.value.mime),
    });
  throw new Response(null, { status: found.code === "fileDamaged" ? 500 : 404 });
}
