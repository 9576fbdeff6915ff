import { z } from "zod";
import { localised } from "../../content.ts";
import type { Mark } from "./programme-schema.ts";
import { confidences } from "./programme-schema.ts";

/** Pairs of programmes and whether one case may have both. */
export const stackingFile = z.strictObject({
  pairs: z.array(
    z.strictObject({
      between: z.tuple([z.string(), z.string()]),
      /** `afterwards` allows the second after the first only; `check` asks a person. */
      verdict: z.enum(["yes", "no", "afterwards", "check"]),
      text: localised,
      source: z.string().min(1),
      confidence: z.enum(confidences),
    }),
  ),
});
export type StackingPair = z.output<typeof stackingFile>["pairs"][number];

export interface StackingAnswer extends Mark {
  /** The programme that the case already has. */
  held: string;
  verdict: StackingPair["verdict"];
  pair: StackingPair;
}

/** What the table says of a programme beside those that the case already has. `*` stands for every programme. Pure. */
export function stackingOf(
  table: readonly StackingPair[],
  programmeId: string,
  held: readonly string[],
): StackingAnswer[] {
  return held.flatMap((heldId) => {
    const fits = (a: string, b: string, [first, second]: StackingPair["between"]) =>
      (first === a || first === "*") && (second === b || second === "*");
    const pair = table.find(({ between }) => fits(heldId, programmeId, between) || fits(programmeId, heldId, between));
    if (!pair) return [];
    const isBackwards = pair.verdict === "afterwards" && !fits(heldId, programmeId, pair.between);
    const { source, confidence } = pair;
    return [{ held: heldId, verdict: isBackwards ? "no" : pair.verdict, pair, source, confidence }];
  });
}
