import type { AuditEvent } from "../../audit/index.ts";

/** A part of what an act was about: a text as it was typed, a sum, a day, or words by their key. */
type Part = { text: string } | { money: number; currency: string } | { day: string } | { words: string };

type Details = AuditEvent["details"];

const text = (what: unknown): Part[] => (typeof what === "string" && what !== "" ? [{ text: what }] : []);
const day = (what: unknown): Part[] => (typeof what === "string" && what !== "" ? [{ day: what }] : []);
const words = (group: string, what: unknown): Part[] =>
  typeof what === "string" && what !== "" ? [{ words: `awards.${group}.${what}` }] : [];

/**
 * What an act of the trail of an award was about: how much, of which milestone, report, debt or period. The reader's page puts
 * it into words; what people typed stays as it is. Pure.
 */
export function partsOfAct({ action, details }: Pick<AuditEvent, "action" | "details">, currency: string): Part[] {
  const money = (what: unknown): Part[] => (typeof what === "number" ? [{ money: what, currency }] : []);
  const by: Record<string, (told: Details) => Part[]> = {
    tranche: ({ amount, milestone }) => [...money(amount), ...text(milestone)],
    milestone: ({ milestone }) => text(milestone),
    report: ({ kind, dueOn }) => [...words("reportKinds", kind), ...day(dueOn)],
    due: ({ term, amount }) => [...words("terms", term), ...money(amount)],
    property: ({ leftOn, price }) => [...day(leftOn), ...money(price)],
    statement: ({ fromOn, untilOn, netSales }) => [...day(fromOn), ...day(untilOn), ...money(netSales)],
    variation: ({ kind }) => words("variationKinds", kind),
  };
  return by[action.split(".")[0]!]?.(details) ?? [];
}
