import { z } from "zod";
import type { Origin } from "#db/schema/outputs.ts";
import { contentFiles, localised, namesIn } from "../content.ts";
import type { Localised } from "../language.ts";

const dutyKinds = [
  "reportToFunder",
  "ownership",
  "sharedOwnership",
  "freeLicence",
  "consentBeforeTransfer",
  "sponsorOption",
  "acknowledge",
  "inventorsPart",
  "openTerms",
] as const;

const obligationFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.enum(["funder", "agreement"]),
  name: localised,
  matches: z.array(z.string().min(2)).min(1),
  source: z.string().min(1),
  duties: z
    .array(z.strictObject({ kind: z.enum(dutyKinds), confidence: z.enum(["read", "unverified"]), text: localised }))
    .min(1),
});

const obligationRule = contentFiles("obligations", () => obligationFile);

/** Funders and kinds of agreement with what each asks for: `content/obligations`. */
export const obligationRules = () => namesIn("obligations").map(obligationRule);

/** The rule that a funder's name points to, if one does: short names as whole words, long ones anywhere. */
export function ruleNamed(name: string): string | undefined {
  const typed = name.toLowerCase();
  const isNamed = (match: string) =>
    match.length > 6 || /\p{Script=Han}/u.test(match)
      ? typed.includes(match.toLowerCase())
      : typed.split(/[^\p{L}\p{N}+]+/u).includes(match.toLowerCase());
  // What is named first, and of names at one place the longest.
  return obligationRules()
    .flatMap(({ id, matches }) =>
      matches.filter(isNamed).map((match) => ({ id, at: typed.indexOf(match.toLowerCase()), length: match.length })),
    )
    .sort((a, b) => a.at - b.at || b.length - a.length)[0]?.id;
}

export interface Obligation {
  kind: (typeof dutyKinds)[number];
  text: Localised;
  /** Which origin brings it: the sponsor's name and the number of the award. */
  from: Localised;
  named: string;
  source: string;
  confidence: "read" | "unverified";
}

/** What the origins of an invention oblige its owner to, in the order in which they are named. Origins without a rule bring none. */
export function obligationsOf(origins: Origin[]): Obligation[] {
  const rules = obligationRules();
  return origins.flatMap(({ rule, name, reference }) => {
    const found = rules.find((each) => each.id === rule);
    return (found?.duties ?? []).map(({ kind, text, confidence }) => ({
      kind,
      text,
      from: found!.name,
      named: [name, reference].filter(Boolean).join(", "),
      source: found!.source,
      confidence,
    }));
  });
}
