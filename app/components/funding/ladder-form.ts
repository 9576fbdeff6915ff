import type { LadderCase, LadderNeed } from "#services/funding/rules/ladder.ts";
import { faultOf, minorOf } from "./plan.ts";

/** What the ladder asks with a box to tick; the rest it knows from the figures. */
export const ladderQuestions = [
  "industryPartner",
  "mainlandPartner",
  "overseasPartner",
  "ownMoney",
  "privateInvestment",
  "prototype",
  "noPatentYet",
  "completedProject",
  "biomedical",
  "digital",
] as const satisfies LadderNeed[];

export interface LadderValues {
  kind: string;
  trl: string;
  founded: string;
  cost: string;
  industry: string;
  university: string;
  has: string[];
}

/** Reads the ladder's questions from an address; what a case is known for stands in where nothing was typed. Pure. */
export function readLadder(
  search: URLSearchParams,
  today: string,
  known: LadderCase | undefined,
  ownKind: string | undefined,
): { given: LadderCase; values: LadderValues; wrong: Record<string, string[]> } {
  const wrong: Record<string, string[]> = {};
  const isAsked = search.has("kind");
  const typed = (name: string) => (search.get(name) ?? "").trim().slice(0, 40);
  const institution = known?.institution;
  const kindKnown = institution?.isUgcFunded
    ? "ugcFundedUniversity"
    : institution?.isDesignated
      ? "designatedInstitute"
      : institution?.kind;
  const values: LadderValues = {
    kind: isAsked ? typed("kind") : (kindKnown ?? ownKind ?? "ugcFundedUniversity"),
    trl: isAsked ? typed("trl") : known?.trl ? String(known.trl) : known ? "" : "5",
    founded: isAsked ? typed("founded") : (known?.venture?.incorporatedOn ?? ""),
    cost: typed("cost"),
    industry: typed("industry"),
    university: typed("university"),
    has: search.getAll("has").slice(0, ladderQuestions.length),
  };
  const trl = /^[1-9]$/.test(values.trl) ? Number(values.trl) : undefined;
  if (values.trl !== "" && trl === undefined) wrong.trl = ["invalid"];
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(values.founded) && !Number.isNaN(Date.parse(values.founded));
  const founded = isDay && values.founded <= today ? values.founded : undefined;
  if (values.founded !== "" && founded === undefined) wrong.founded = ["notADate"];
  const money = (name: "cost" | "industry" | "university") => {
    const amount = minorOf(values[name]);
    if (values[name] !== "" && amount === undefined) wrong[name] = [faultOf(values[name])!];
    return amount;
  };
  const [cost, industry, university] = [money("cost"), money("industry"), money("university")];
  const given: LadderCase = {
    ...known,
    today,
    institution: {
      kind:
        values.kind === "ugcFundedUniversity"
          ? "university"
          : values.kind === "designatedInstitute"
            ? "researchInstitute"
            : values.kind,
      isUgcFunded: values.kind === "ugcFundedUniversity",
      isDesignated: values.kind === "designatedInstitute",
    },
    trl,
    venture: founded ? { incorporatedOn: founded, region: known?.venture?.region ?? "hongKong" } : undefined,
    has: ladderQuestions.filter((need) => values.has.includes(need)),
    ...(cost && { cost }),
    ...((industry !== undefined || university !== undefined) && {
      offer: { industry: industry ?? 0, university: university ?? 0 },
    }),
  };
  return { given, values, wrong };
}
