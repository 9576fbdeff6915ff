import type { AuditEvent } from "../../audit/index.ts";

const parts = ["progress", "deviations", "next", "auditor", "opinion"];

/**
 * The times that a milestone's report, or an account, was sent back: when, why and what had been sent; the latest first. The
 * next report takes the place of the one before, so that what was sent back is read from the trail. Pure.
 */
export function returnedOf(
  trail: Array<Pick<AuditEvent, "action" | "at" | "details">>,
  kind: "milestone" | "report",
  what: { id: string; title?: string; dueOn: string },
): Array<{ at: number; why: string; sent: string[] }> {
  return trail
    .filter(({ action, details }) => action === `${kind}.returned` && isAbout(details, what))
    .map(({ at, details }) => {
      const sent = (details.sent ?? {}) as Record<string, unknown>;
      const texts = [details.report, ...parts.map((part) => sent[part])];
      return {
        at,
        why: String(details.answer ?? ""),
        sent: texts.filter((text): text is string => typeof text === "string" && text !== ""),
      };
    })
    .toReversed();
}

/** Older entries of the trail name a milestone by its title and a report by the day it was due. */
const isAbout = (
  details: Record<string, unknown>,
  { id, title, dueOn }: { id: string; title?: string; dueOn: string },
): boolean =>
  details.of !== undefined ? details.of === id : title ? details.milestone === title : details.dueOn === dueOn;
