import type { Transaction } from "#db/client.ts";

/** Cases at every stage of the pipeline, needs and ventures. */
export async function loadRecords(_tx: Transaction, _now: number): Promise<void> {}
