import { and, desc, eq } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { submissions } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import { applicationPack, readStoredFile, sealOf } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Language, plain } from "../../language.ts";
import { notFound, ok, type Result } from "../../result.ts";
import { amountText, dayText, figureText, wordsIn } from "../../words.ts";
import { allowed, type Known, subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import { givenText } from "../exchange-words.ts";
import { programme } from "../programme.ts";
import { termsOf } from "../terms.ts";
import { questionsOf } from "./answers.ts";
import { conditionAnswer, conditionNote } from "./conditions.ts";
import { otherFundingOf } from "./declarations.ts";
import { type ApplicationFacts, factsOf } from "./facts.ts";

/** The PDF of an application from its facts. The same facts, language and time give the same bytes. */
export async function renderPack(
  facts: ApplicationFacts,
  rules: Known["rules"],
  language: Language,
  at: number,
  isDraft = false,
): Promise<Buffer> {
  const t = await wordsIn(language);
  const stageName = (id: string) => {
    const stage = rules.stages.find((each) => each.id === id);
    return stage ? stage.name[language] : id;
  };
  const rateName = ({ id, rate }: ApplicationFacts["stages"][number]) =>
    rules.stages.find((each) => each.id === id)?.rates.find((each) => each.id === rate)?.name[language];
  const money = (minor: number) => amountText(minor, facts.currency);
  const category = (id: string) => termsOf(rules).categories.find((each) => each.id === id)?.name[language] ?? id;
  const payer = (id: string) => {
    const giver = facts.contributions.find((each) => each.id === id);
    if (giver) return `${giver.payerName} (${t(`funding.forms.${giver.form}`)})`;
    return id === "grant" ? t("applications.grant") : id;
  };
  const question = (name: string) =>
    name.startsWith("aspect:")
      ? (rules.aspects.find((aspect) => `aspect:${aspect.id}` === name)?.name[language] ?? name)
      : t(`applications.question.${name}`);
  // What was not said is printed as not said, never as none.
  const otherFunding =
    facts.answers.otherFunding === "some"
      ? `${t("applications.otherFunding.some")} ${facts.answers.otherFundingDetails}`
      : facts.answers.otherFunding === "none"
        ? t("applications.otherFunding.none")
        : `${t("applications.otherFunding.label")}${t("kit.colon")}–`;
  const others = otherFundingOf(facts.answers);
  const total = others.reduce((sum, each) => sum + each.amount, 0);
  const seal = sealOf(facts);
  return applicationPack({
    title: plain(facts.title, language),
    lead: `${rules.name[language]} · ${facts.number}`,
    facts: [
      [t("applications.pack.language"), t(`applications.pack.languages.${language}`)],
      [t("funding.lead"), plain(facts.lead, language)],
      ...(facts.venture ? [[t("funding.venture"), plain(facts.venture, language)] as [string, string]] : []),
      ...facts.institution.map((fact): [string, string] => [
        t(`applications.facts.kinds.${fact.kind}`),
        `${fact.value} (${fact.asOf})`,
      ]),
      ...facts.stages.map((stage): [string, string] => [
        stageName(stage.id),
        [
          t("applications.pack.stage", {
            months: stage.months,
            cost: money(stage.cost),
            grant: money(stage.grant),
          }),
          rateName(stage),
        ]
          .filter(Boolean)
          .join(" · "),
      ]),
    ],
    sections: [
      { heading: t("funding.summary"), paragraphs: [facts.summary] },
      ...questionsOf(rules).map((name) => ({
        heading: question(name),
        paragraphs: facts.answers[name] ? [facts.answers[name]] : [],
      })),
      {
        heading: t("funding.milestones"),
        rows: facts.milestones.map((each, place): [string, string] => [
          each.untilMonth > 0
            ? t("applications.pack.monthsFromTo", { from: each.fromMonth, until: each.untilMonth })
            : t("applications.milestone", { number: place + 1 }),
          [each.title, each.measure, stageName(each.stageId), money(each.amount)].filter(Boolean).join(" · "),
        ]),
      },
      {
        heading: t("applications.budget"),
        tables: budgetTables(facts, { stageName, category, payer, total: t("applications.total") }),
      },
      {
        heading: t("funding.contributions"),
        rows: facts.contributions.map((each): [string, string] => [
          each.payerName,
          `${t(`funding.sides.${each.side}`)} · ${t(`funding.forms.${each.form}`)} · ${stageName(each.stageId)} · ${givenText(t, rules, each, language)} · ${t(`funding.statuses.${each.status}`)}${each.evidence ? ` · ${each.evidence}` : ""}`,
        ]),
      },
      {
        heading: t("applications.documents"),
        rows: facts.documents.map((file): [string, string] => [
          [rules.documents.find((each) => each.id === file.paper)?.name[language], file.name]
            .filter(Boolean)
            .join(": "),
          file.hash.slice(0, 16),
        ]),
      },
      {
        heading: t("applications.otherFunding.label"),
        paragraphs: [otherFunding],
        rows:
          others.length === 0
            ? []
            : [
                ...others.map((row): [string, string] => [
                  [programme(row.source)?.name[language], row.name].filter(Boolean).join(" · "),
                  `${t(`applications.otherFunding.standing.${row.standing}`)} · ${money(row.amount)}`,
                ]),
                [t("applications.otherFunding.sums.total"), money(total)],
              ],
      },
      {
        heading: t("applications.declarations"),
        rows: rules.conditions.flatMap((rule): Array<[string, string]> => {
          const said = facts.answers[conditionAnswer(rule.id)];
          const words = facts.answers[conditionNote(rule.id)];
          return said
            ? [[rule.text[language], [t(`applications.condition.${said}`), words].filter(Boolean).join(" · ")]]
            : [];
        }),
        paragraphs: [t("applications.accurateBy", { who: facts.answers.accurate ?? "–" })],
      },
    ],
    foot: `Slipway 啟航  ·  ${facts.number}  ·  ${seal.slice(0, 32)}`,
    ...(isDraft && { mark: t("applications.pack.draft", { day: dayText(hongKongDay(at), language) }) }),
    language,
    at,
  });
}

/** The budget stage by stage: a row a cost, a column a payer, sums below and to the right. */
function budgetTables(
  { stages, budget, currency }: Pick<ApplicationFacts, "stages" | "budget" | "currency">,
  words: Record<"stageName" | "category" | "payer", (id: string) => string> & { total: string },
) {
  return stages.flatMap((stage) => {
    const cells = budget.filter((cell) => cell.stageId === stage.id);
    if (cells.length === 0) return [];
    const payers = [...new Set(["grant", ...cells.map((cell) => cell.payer)])];
    const sum = (which: (cell: (typeof cells)[number]) => boolean) => {
      const amount = cells.filter(which).reduce((total, cell) => total + cell.amount, 0);
      return amount === 0 ? "–" : figureText(amount);
    };
    return {
      caption: `${words.stageName(stage.id)} (${currency})`,
      heads: ["", ...payers.map(words.payer), words.total],
      rows: [
        ...[...new Set(cells.map((cell) => cell.category))].map((category) => [
          words.category(category),
          ...payers.map((payer) => sum((cell) => cell.category === category && cell.payer === payer)),
          sum((cell) => cell.category === category),
        ]),
        [words.total, ...payers.map((payer) => sum((cell) => cell.payer === payer)), sum(() => true)],
      ],
    };
  });
}

/** The very PDF that was sent last, or, while nothing was sent, the draft as it stands. */
export async function packOf(
  actor: Actor,
  id: string,
  language: Language,
): Promise<Result<{ name: string; mime: string; bytes: Buffer }>> {
  const known = await allowed(reads(), actor, id, "application.read");
  if (!known.ok) return known;
  const { application, rules } = known;
  const mime = "application/pdf";
  const [sent] = await reads()
    .select()
    .from(submissions)
    .where(eq(submissions.applicationId, id))
    .orderBy(desc(submissions.sequence))
    .limit(1);
  const isOpen = application.state === "draft" || application.state === "returned";
  if (!sent || (isOpen && known.relations.some((each) => each === "organisation" || each === "own"))) {
    // Demonstration applications were never really sent.
    if (!isOpen && !application.isDemonstration) return notFound();
    const at = isOpen ? Date.now() : (application.submittedAt ?? Date.now());
    const bytes = await renderPack(await factsOf(reads(), known), rules, language, at, isOpen);
    return ok({ name: `${application.number}${isOpen ? "-draft" : ""}.pdf`, mime, bytes });
  }
  const kept = await readStoredFile(sent.packHash);
  if (!kept.ok) return kept;
  await transact((tx) =>
    record(tx, actor, "file.downloaded", subjectOf(application), {
      name: `${application.number}.pdf`,
      hash: sent.packHash,
    }),
  );
  return ok({ name: `${application.number}.pdf`, mime, bytes: kept.value });
}

/** What was sent, newest first. */
export const submissionsOf = (id: string) =>
  reads()
    .select({
      sequence: submissions.sequence,
      seal: submissions.seal,
      packHash: submissions.packHash,
      submittedAt: submissions.submittedAt,
    })
    .from(submissions)
    .where(and(eq(submissions.applicationId, id)))
    .orderBy(desc(submissions.sequence))
    .limit(20);
