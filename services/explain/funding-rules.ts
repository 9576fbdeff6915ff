import { z } from "zod";
import {
  buyOutByYear,
  buyOutQuote,
  countedAs,
  currenciesBeside,
  evaluate,
  isRate,
  ladder,
  ladderNeeds,
  mayLead,
  openTo,
  payerKinds,
  programme,
  programmes,
  recoupToRelease,
  stackingTable,
  withDesignation,
} from "../funding/index.ts";
import { minor, type Rule, rule, share } from "./rule.ts";

const named = (id: string) => {
  const found = programme(id);
  if (!found)
    throw new Error(
      `there is no programme ${id}; there are: ${programmes()
        .map((each) => each.id)
        .join(", ")}`,
    );
  return found;
};

const day = z.iso.date();
const applicant = z.strictObject({
  id: z.string().optional(),
  kind: z.string().describe("university, researchInstitute, company, startUp, hospital, investor, person"),
  isUgcFunded: z.boolean(),
  isDesignated: z.boolean().optional(),
  region: z.string().optional(),
  incorporatedOn: day.optional(),
});
const contribution = z.strictObject({
  stageId: z.string(),
  side: z.enum(["industry", "university", "other"]),
  form: z.enum(["cash", "capital", "inKind"]),
  amount: minor,
  payerKind: z.enum(payerKinds).optional(),
  isRedeemable: z.boolean().optional(),
  isRepayable: z.boolean().optional(),
  isPublicMoney: z.boolean().optional(),
  mustConvert: z.boolean().optional(),
  isRelated: z.boolean().optional(),
  moneyTrail: z.string().optional().describe("one name for money that passes through several hands"),
  inKindKind: z.enum(["staff", "equipment", "materials", "premises", "data", "licence"]).optional(),
  receivedOn: day.optional(),
  isBeforeApproval: z.boolean().optional(),
  status: z.enum(["pledged", "committed", "received"]).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .describe("the programme's where it is left out; another needs a rate"),
  rate: z
    .strictObject({ rate: z.string().refine(isRate, "a decimal such as 1.0812"), source: z.string(), on: day })
    .optional()
    .describe("the programme's currency for one unit: of the signed letter's day, or indicative while it is pledged"),
  letterOn: day.optional().describe("the day of the signed letter"),
});

export const fundingRules: Record<string, Rule<unknown>> = {
  match: rule({
    about:
      "whether a plan meets a programme: every reason, what each must bring, the cheapest repair (content/programmes)",
    schema: z.strictObject({
      programme: z.string(),
      stages: z.array(
        z.strictObject({
          id: z.string(),
          cost: minor,
          grant: minor,
          months: z.number().int().min(0).max(240).optional(),
          otherPublic: minor.optional(),
        }),
      ),
      contributions: z.array(contribution),
      applicant: applicant.optional(),
      at: z
        .string()
        .refine((text) => !Number.isNaN(Date.parse(text)), "an instant such as 2025-10-31T23:59:59+08:00")
        .optional(),
      submittedByLead: z.number().int().min(0).optional(),
      teamBenefit: z
        .array(z.strictObject({ upTo: minor.nullable(), teamBasisPoints: share }))
        .min(1)
        .optional(),
      held: z.array(z.string()).optional(),
      answers: z.record(z.string(), z.boolean()).optional(),
      documents: z.array(z.string()).optional(),
      has: z.strictObject({ startUp: z.boolean(), partners: z.boolean(), licences: z.boolean() }).partial().optional(),
      rates: z.record(z.string(), z.string()).optional().describe("a rate of its table, by stage"),
      grantedBefore: minor.optional(),
      year: z.strictObject({ from: day, to: day }).optional(),
    }),
    example: {
      programme: "raise-plus",
      stages: [
        { id: "stage-1", cost: 3_000_000_000, grant: 2_000_000_000, months: 36 },
        { id: "stage-2", cost: 4_000_000_000, grant: 2_000_000_000, months: 24 },
      ],
      contributions: [
        { stageId: "stage-1", side: "industry", form: "cash", amount: 150_000_000 },
        { stageId: "stage-1", side: "university", form: "cash", amount: 100_000_000 },
        { stageId: "stage-1", side: "industry", form: "inKind", amount: 500_000_000 },
        { stageId: "stage-2", side: "industry", form: "cash", amount: 2_000_000_000 },
      ],
      applicant: { kind: "university", isUgcFunded: true },
    },
    explain: ({ programme: id, ...plan }) => {
      const asked = named(id);
      const known = asked.stages.map((stage) => stage.id);
      for (const { currency } of plan.contributions) {
        const taken = [asked.grant.currency, ...currenciesBeside({ rules: asked })];
        if (currency && !taken.includes(currency))
          throw new Error(`${id} takes no ${currency}; it takes: ${taken.join(", ")}`);
      }
      for (const stage of [...plan.stages.map((each) => each.id), ...plan.contributions.map((each) => each.stageId)])
        if (!known.includes(stage)) throw new Error(`${id} has no stage ${stage}; it has: ${known.join(", ")}`);
      const { match, ...evaluation } = evaluate(
        asked,
        { ...plan, applicant: plan.applicant && withDesignation(plan.applicant) },
        stackingTable(),
      );
      const exchanged = plan.contributions.flatMap((given, contribution) => {
        const as = countedAs(asked, given);
        return as ? { contribution, currency: given.currency, amount: given.amount, ...as } : [];
      });
      return {
        isMet: match.isMet,
        grant: match.grant,
        stages: match.stages,
        ...(exchanged.length > 0 && { exchanged }),
        ...evaluation,
      };
    },
  }),
  ladder: rule({
    about: "every programme that fits a case now or at the next stage, in order, with what unlocks it",
    schema: z.strictObject({
      today: day,
      institution: applicant.optional(),
      venture: z.strictObject({ incorporatedOn: day, region: z.string().optional() }).optional(),
      trl: z.number().int().min(1).max(9).optional(),
      has: z.array(z.enum(ladderNeeds)).optional(),
      lacks: z.array(z.enum(ladderNeeds)).optional(),
      held: z.array(z.string()).optional(),
      cost: minor.optional(),
      offer: z.strictObject({ industry: minor, university: minor }).optional(),
    }),
    example: {
      today: "2026-11-24",
      institution: { kind: "university", isUgcFunded: true },
      trl: 5,
      cost: 2_400_000_000,
      offer: { industry: 1_200_000_000, university: 100_000_000 },
    },
    explain: (given) =>
      ladder(
        programmes(),
        { ...given, institution: given.institution && withDesignation(given.institution) },
        stackingTable(),
      ),
  }),
  recoupment: rule({
    about:
      "how a conditional grant flows back from sales, what is due when its know-how leaves the place, and by what it is released",
    schema: z.strictObject({
      programme: z.string(),
      grant: minor,
      years: z.array(
        z.strictObject({
          sales: minor,
          madeElsewhere: minor.optional().describe("of the sales, what was made outside the place"),
          elsewhereBasisPoints: share.optional().describe("of the year's production; else that of its sales"),
          referenceBasisPoints: share.optional(),
          days: z.number().int().min(0).max(365).optional().describe("of a year that is not over"),
          released: z
            .array(z.strictObject({ amount: minor, days: z.number().int().min(0).max(365) }))
            .optional()
            .describe("paid out within the year, each with the days of the year that it is owed for"),
          received: minor.optional(),
        }),
      ),
      elsewhereBasisPoints: share.optional().describe("moved before the first year"),
      isDeclared: z.boolean().optional().describe("the application declared all that moves"),
      declaredBasisPoints: share.optional().describe("the share that the application declared"),
      leaving: z
        .strictObject({
          afterYear: z.number().int().min(0).optional().describe("of the years above; the last where it is left out"),
          price: minor,
          totalSpending: minor,
          workStays: z.boolean(),
          received: minor.optional().describe("of what is then due; all of it where it is left out"),
          grants: minor.optional().describe("this and the next two: of the years before, where they are left out"),
          interest: minor.optional(),
          royaltiesPaid: minor.optional(),
        })
        .optional(),
    }),
    example: {
      programme: "il-conditional-grant",
      grant: 300_000_000,
      years: [
        { sales: 1_000_000_000, referenceBasisPoints: 400 },
        { sales: 2_000_000_000, referenceBasisPoints: 400 },
        { sales: 3_000_000_000, referenceBasisPoints: 250 },
        { sales: 3_000_000_000, referenceBasisPoints: 250 },
        { sales: 4_000_000_000, referenceBasisPoints: 250 },
      ],
    },
    explain: ({ programme: id, leaving, ...given }) => {
      const terms = named(id).recoupment;
      if (terms?.kind !== "royalty") throw new Error(`${id} asks nothing back`);
      return recoupToRelease(terms, given, leaving);
    },
  }),
  buyout: rule({
    about: "at what price private partners may buy the state's stake on a day",
    schema: z.strictObject({
      programme: z.string(),
      cost: minor,
      investedOn: day,
      on: day,
      stakeValue: minor.optional(),
    }),
    example: { programme: "il-yozma-2", cost: 300_000_000, investedOn: "2024-07-01", on: "2028-07-01" },
    explain: ({ programme: id, ...given }) => {
      const terms = named(id).buyOut;
      if (!terms) throw new Error(`${id} has no option to buy the state out`);
      if (given.on < given.investedOn) throw new Error("the day is before the investment");
      return { ...buyOutQuote(terms, given), onAnniversaries: buyOutByYear(terms, given) };
    },
  }),
  lead: rule({
    about: "whether an organisation may lead an application, and what else it may lead (content/programmes)",
    schema: z.strictObject({ programme: z.string(), applicant, on: day.optional() }),
    example: { programme: "raise-plus", applicant: { kind: "researchInstitute", isUgcFunded: false } },
    explain: ({ programme: id, applicant: given, on }) => ({
      ...mayLead(named(id), given, on),
      openTo: openTo(programmes(), given),
    }),
  }),
};
