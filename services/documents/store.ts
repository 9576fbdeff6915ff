import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { fail, ok, type Result } from "../result.ts";

const hashForm = /^[0-9a-f]{64}$/;

const folder = (): string => path.resolve(process.env.DATA_DIR ?? "data", "files");

/** Where the bytes of a hash lie. A hash is the only name a file has in the store: what a person calls it never becomes a path. */
function placeOf(hash: string): string | undefined {
  return hashForm.test(hash) ? path.join(folder(), hash.slice(0, 2), hash.slice(2, 4), hash) : undefined;
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * Keeps bytes under their SHA-256 and gives it. A file is written beside its place, brought to the disk and renamed: a
 * crash leaves the whole file or none. The same bytes are kept once; a damaged copy is replaced.
 */
export async function storeFile(bytes: Uint8Array): Promise<{ hash: string; size: number }> {
  const hash = hashOf(bytes);
  const place = placeOf(hash)!;
  const known = await readStoredFile(hash);
  if (known.ok) return { hash, size: bytes.byteLength };
  await fs.mkdir(path.dirname(place), { recursive: true });
  const draft = `${place}.${randomBytes(6).toString("hex")}.part`;
  try {
    const file = await fs.open(draft, "wx", 0o640);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(draft, place);
  } catch (problem) {
    await fs.rm(draft, { force: true });
    throw problem;
  }
  await syncFolder(path.dirname(place));
  return { hash, size: bytes.byteLength };
}

/** The rename itself is on the disk only when the folder is; some systems cannot open a folder, and need not. */
async function syncFolder(name: string): Promise<void> {
  const opened = await fs.open(name, "r").catch(() => undefined);
  try {
    await opened?.sync().catch(() => undefined);
  } finally {
    await opened?.close();
  }
}

/** The bytes kept under a hash, checked against it. Fails with `notFound`, or `fileDamaged` when they are not what was kept. */
export async function readStoredFile(hash: string): Promise<Result<Buffer>> {
  const place = placeOf(hash);
  if (!place) return fail("notFound");
  let bytes: Buffer;
  try {
    bytes = await fs.readFile(place);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOENT") return fail("notFound");
    throw problem;
  }
  return hashOf(bytes) === hash ? ok(bytes) : fail("fileDamaged");
}
