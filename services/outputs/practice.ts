import { z } from "zod";
import { disclosureStates } from "#db/schema/outputs.ts";
import { contentFile } from "../content.ts";
import type { DisclosureState } from "./states.ts";

const confidence = z.enum(["read", "unverified"]);
const targetsFile = z.strictObject({
  source: z.string().min(1),
  confidence,
  days: z.partialRecord(z.enum(disclosureStates), z.number().int().positive()),
});

const targets = contentFile("disclosure/targets.yaml", targetsFile);

/** Usual time in a state, in calendar days, by `content/disclosure/targets.yaml`; states without one have no clock. */
export const targetDays = (): Partial<Record<DisclosureState, number>> => targets().days;

const rule = z.enum(["neededBeforeSubmission", "noted"]);
const approvalFile = z.strictObject({
  source: z.string().min(1),
  confidence,
  otherwise: rule,
  organisations: z.record(z.string(), rule).default({}),
});

const approvals = contentFile("disclosure/approval.yaml", approvalFile);

/** Whether the institution wants the head of the unit's signature before submission. */
export function approvalRule(organisationId: string): z.output<typeof rule> {
  const { organisations, otherwise } = approvals();
  return organisations[organisationId] ?? otherwise;
}
