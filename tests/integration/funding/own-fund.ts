import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { contentWithProgramme } from "../../own-programme.ts";
import { openDemonstration } from "../database.ts";

export interface OwnFund {
  close(): Promise<void>;
}

/** The demonstration with a programme of the tests' own beside the portal's: `harbour-lift`. */
export async function openOwnFund(): Promise<OwnFund> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-programme-"));
  process.env.CONTENT_DIR = contentWithProgramme(folder);
  const database = await openDemonstration();
  return {
    async close() {
      await database.close();
      delete process.env.CONTENT_DIR;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
