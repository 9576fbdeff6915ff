import { browserFile } from "./portal.ts";

/** The packaged browser is unpacked once, before two test files want it at the same moment. */
export default async function setup(): Promise<void> {
  await browserFile();
}
