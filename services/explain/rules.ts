import { z } from "zod";
import { distribute, revenuePolicy, royaltyDue } from "../deals/index.ts";
import { adviceRules, advisePathway } from "../evaluation/index.ts";
import { disclosureKinds } from "../outputs/index.ts";
import {
  deadlineEvents,
  deadlinesAfter,
  endOfTerm,
  noveltyRules,
  offices,
  readClock,
  rights,
} from "../protection/index.ts";
import { holdingsOf } from "../ventures/index.ts";
import { fundingRules } from "./funding-rules.ts";
import { minor, type Rule, rule, share } from "./rule.ts";

/** Every pure rule of the portal that can be asked alone. What it answers is what the pages show: they call the same functions. */
export const rules: Record<string, Rule<unknown>> = {
  pathway: rule({
    about: "how a technology should reach its users, from the answers of an evaluation (content/pathways)",
    schema: z.strictObject({ answers: z.record(z.string(), z.string()) }),
    example: { answers: { hostProduct: "wholly", lead: "clear", gatekeepers: "few", payer: "deviceMaker" } },
    explain: ({ answers }) => {
      const asked = adviceRules();
      for (const [id, answer] of Object.entries(answers)) {
        const question = asked.questions.find((each) => each.id === id);
        if (!question)
          throw new Error(
            `there is no question ${id}; there are: ${asked.questions.map((each) => each.id).join(", ")}`,
          );
        if (!question.answers.some((each) => each.id === answer))
          throw new Error(
            `${id} has no answer ${answer}; it has: ${question.answers.map((each) => each.id).join(", ")}`,
          );
      }
      const advice = advisePathway(asked, answers);
      if (!advice)
        throw new Error(
          `give at least one answer; the questions are: ${asked.questions.map((each) => each.id).join(", ")}`,
        );
      return advice;
    },
  }),
  deadlines: rule({
    about: "what must be done by when after the events of a patent family (content/deadlines)",
    schema: z.strictObject({
      jurisdiction: z.string().optional().describe("where the filing is, such as CN; rules of one office need it"),
      right: z.enum(rights).optional().describe("invention, if not said"),
      events: z.partialRecord(z.enum(deadlineEvents), z.iso.date()),
    }),
    example: {
      jurisdiction: "CN",
      events: { firstFiling: "2026-03-02", filing: "2026-03-02", priority: "2026-03-02" },
    },
    explain: (given) => {
      const known = Object.keys(offices());
      if (given.jurisdiction && !known.includes(given.jurisdiction))
        throw new Error(
          `jurisdiction: ${given.jurisdiction} is no office the portal keeps; there are: ${known.join(", ")}`,
        );
      return { endOfTerm: endOfTerm(given), deadlines: deadlinesAfter(given) };
    },
  }),
  clock: rule({
    about: "by when to file, office by office, after an invention was made public (content/deadlines/novelty.yaml)",
    schema: z.strictObject({
      disclosures: z.array(z.strictObject({ kind: z.enum(disclosureKinds), on: z.iso.date() })),
      firstFiledOn: z.iso.date().optional(),
      filedOn: z.record(z.string(), z.iso.date()).optional(),
      today: z.iso.date(),
    }),
    example: { disclosures: [{ kind: "paper", on: "2026-01-10" }], firstFiledOn: "2026-03-01", today: "2026-04-01" },
    explain: (given) => readClock(noveltyRules(), given),
  }),
  ...fundingRules,
  royalty: rule({
    about: "what a sales report makes due",
    schema: z.strictObject({
      netSales: minor,
      royaltyBasisPoints: share,
      minimumAnnual: minor,
      earnedBefore: minor,
      closesYear: z.boolean(),
    }),
    example: {
      netSales: 310_000_000,
      royaltyBasisPoints: 300,
      minimumAnnual: 15_000_000,
      earnedBefore: 4_000_000,
      closesYear: true,
    },
    explain: royaltyDue,
  }),
  distribution: rule({
    about: "how income is split among inventors, department and university (content/policies)",
    schema: z.strictObject({
      policy: z.string().regex(/^[a-z0-9-]+$/),
      gross: minor,
      costs: minor,
      netBefore: minor,
      inventors: z.array(z.strictObject({ name: z.string(), shareBasisPoints: share })),
    }),
    example: {
      policy: "slipway-70",
      gross: 10_000_001,
      costs: 1_000_000,
      netBefore: 0,
      inventors: [
        { name: "A", shareBasisPoints: 6_000 },
        { name: "B", shareBasisPoints: 4_000 },
      ],
    },
    explain: ({ policy, ...income }) => distribute(revenuePolicy(policy), income),
  }),
  captable: rule({
    about: "who holds what of a venture, from its ledger of issues and transfers",
    schema: z.strictObject({
      ledger: z.array(
        z.strictObject({
          sequence: z.number().int(),
          kind: z.enum(["issue", "transfer"]),
          fromHolder: z.string().nullable(),
          toHolder: z.string(),
          holderName: z.string(),
          holderKind: z.string(),
          shares: z.number().int().positive(),
        }),
      ),
    }),
    example: {
      ledger: [
        {
          sequence: 1,
          kind: "issue",
          fromHolder: null,
          toHolder: "founder",
          holderName: "Founder",
          holderKind: "founder",
          shares: 800_000,
        },
        {
          sequence: 2,
          kind: "issue",
          fromHolder: null,
          toHolder: "university",
          holderName: "University",
          holderKind: "institution",
          shares: 200_000,
        },
      ],
    },
    explain: ({ ledger }) => holdingsOf(ledger),
  }),
};
