import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { browserFile, serve } from "./portal.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with the demonstration's records, which each portal starts from a copy of. */
    demonstration: string;
  }
}

/** Once for all test files: the packaged browser is unpacked, and the demonstration is loaded. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-browser-"));
  const [, portal] = await Promise.all([browserFile(), serve(3216, folder)]);
  await portal.stop();
  project.provide("demonstration", folder);
  return () => fs.rmSync(folder, { recursive: true, force: true });
}
