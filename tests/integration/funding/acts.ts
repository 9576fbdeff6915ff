import { expect } from "vitest";
import { reads } from "#db/client.ts";
import { applications } from "#db/schema/funding.ts";
import * as funding from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { actor } from "../actor.ts";

export const funder = actor("funder", "fundingOfficer", "demo-innovation-fund");
/** Another officer of the same fund. */
export const second = actor("funder2", "fundingOfficer", "demo-innovation-fund");
export const reviewer = actor("reviewer", "reviewer", "demo-innovation-fund");
/** The technology-transfer office of an applicant. */
export const officeOf = (leadId: string): Actor => actor("tto", "ttoOfficer", leadId);

export const DAY = 86_400_000;
export const today = funding.hongKongDay(Date.now());
export const dayAt = (days: number): string => funding.hongKongDay(Date.now() + days * DAY);
/** A million dollars. */
export const M = 100_000_000;
export const pdf = (name: string): File => new File([`%PDF-1.7\n${name}\n%%EOF\n`], name, { type: "application/pdf" });

export const good = async (answer: Promise<{ ok: boolean; code?: string }>): Promise<void> =>
  expect(await answer).toMatchObject({ ok: true });
export const refused = async (answer: Promise<unknown>, code: string): Promise<void> =>
  expect(await answer).toMatchObject({ ok: false, code });

/** An application of the demonstration, by how its title begins. */
export async function titled(start: string) {
  const all = await reads().select().from(applications);
  return all.find((each) => each.title.en?.startsWith(start))!;
}
export const awardOf = async (who: Actor, id: string) =>
  (await funding.awardPage(who, (await funding.applicationPage(who, id))!, []))!;
