import { computeMatch, type Match, type MatchCase } from "../match.ts";
import { parts } from "./exact.ts";
import type { Mark, Programme } from "./programme-schema.ts";

type Localised = Programme["name"];

/** A plan under one reading of an uncertain rule. */
export interface Reading extends Mark {
  /** The unknown that is read the other way, the answer in force and the other one. */
  unknown: string;
  question: Localised;
  inForce: Localised;
  ifOther: Localised | undefined;
  isMet: boolean;
  stages: Array<{ id: string; match: number; grantMax: number; short: number; leastNewCash: number }>;
}

/**
 * The programme with one place of its rules changed: `stages.stage-2.inKindMaxShare` names list entries by their id, `*`
 * all of them; a ratio is written `3/2`. Undefined when there is no such place. Pure.
 */
export function readingIn<Rules extends object>(programme: Rules, at: string, to: unknown): Rules | undefined {
  const copy = structuredClone(programme);
  const steps = at.split(".");
  const last = steps.pop()!;
  let nodes: unknown[] = [copy];
  for (const step of steps)
    nodes = nodes.flatMap((node) => {
      if (Array.isArray(node)) return step === "*" ? node : node.filter((each: { id?: string }) => each.id === step);
      const child = (node as Record<string, unknown> | undefined)?.[step];
      return child === undefined ? [] : [child];
    });
  const holders = nodes.filter(
    (node): node is Record<string, unknown> => node !== null && typeof node === "object" && last in node,
  );
  if (holders.length === 0) return undefined;
  for (const holder of holders) {
    const [government, others] = last === "ratio" ? parts(String(to)) : [];
    holder[last] = last === "ratio" ? { ...(holder.ratio as object), government, others } : to;
  }
  return copy;
}

/** The programme as it would be read if the unknown were answered the other way; undefined when that changes nothing. Pure. */
export function otherReading(programme: Programme, unknown: Programme["unknowns"][number]): Programme | undefined {
  return unknown.changes && readingIn(programme, unknown.changes.at, unknown.changes.to);
}

const outcome = ({ stages, isMet }: Match) => ({
  isMet,
  stages: stages.map(({ id, match, grantMax, short, leastNewCash }) => ({ id, match, grantMax, short, leastNewCash })),
});

/**
 * What the plan would come to under each other reading of an uncertain rule that makes a difference to it. The reading in
 * force is that of `computeMatch`. Pure.
 */
export function otherReadings(programme: Programme, plan: MatchCase, inForce: Match): Reading[] {
  const now = JSON.stringify(outcome(inForce));
  return programme.unknowns.flatMap((unknown) => {
    const other = otherReading(programme, unknown);
    if (!other) return [];
    const read = outcome(computeMatch(other, plan));
    if (JSON.stringify(read) === now) return [];
    const { id, question, inForce: answer, ifOther, source, url, confidence } = unknown;
    return [
      {
        unknown: id,
        question,
        inForce: answer,
        ifOther,
        ...read,
        source,
        ...(url !== undefined && { url }),
        confidence,
      },
    ];
  });
}
