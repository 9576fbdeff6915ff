import type { ReactNode } from "react";
import type { Mark, Programme } from "#services/funding/rules/programme-schema.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Section } from "../page.tsx";
import { Table } from "../table.tsx";
import { FactMark } from "./fact-mark.tsx";
import { useWords } from "./words.ts";

interface Term extends Mark {
  id: string;
  name: ReactNode;
  says: ReactNode;
}

/** Rows of rule, wording and source: how a programme page tells everything. */
export function Terms({
  title,
  rows,
  id,
}: {
  title: string;
  rows: Array<Term | false | null | undefined>;
  id?: string;
}) {
  const { t } = useTranslation();
  const shown = rows.filter((row): row is Term => Boolean(row));
  if (shown.length === 0) return null;
  return (
    <Section title={title} id={id}>
      <Table
        rows={shown}
        rowKey={(row) => row.id}
        columns={[
          { head: t("funding.rule"), cell: (row) => <b>{row.name}</b> },
          { head: t("funding.says"), cell: (row) => row.says },
          { head: t("funding.source"), cell: (row) => <FactMark {...row} /> },
        ]}
      />
    </Section>
  );
}

const marks = ({ source, url, confidence }: Mark): Mark => ({ source, url, confidence });

/** Who leads, how much, the stages with ratio, sides, in-kind and length. */
export function MainRules({ rules }: { rules: Programme }) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const { grant, project } = rules;
  const money = (amount: number) => format.money(amount, grant.currency);
  const grantSays =
    grant.max === null
      ? t("programmes.noLimitRead")
      : grant.min === null
        ? t("programmes.upTo", { amount: money(grant.max) })
        : `${money(grant.min)} – ${money(grant.max)}`;
  return (
    <Terms
      title={t("funding.rules")}
      id="rules"
      rows={[
        {
          id: "lead",
          name: t("funding.whoLeads"),
          says: rules.lead.kinds.map((kind) => t(`programmes.leadKinds.${kind}`)).join(t("programmes.comma")),
          ...marks(rules.lead),
        },
        ...rules.join.map((join) => ({
          id: `join-${join.as}`,
          name: t(`programmes.joinAs.${join.as}`),
          says: join.kinds.map((kind) => t(`programmes.leadKinds.${kind}`)).join(t("programmes.comma")),
          ...marks(join),
        })),
        rules.lead.quotaPerCall !== undefined && {
          id: "quota",
          name: t("programmes.terms.quota"),
          says: t("programmes.terms.quotaSays", { count: rules.lead.quotaPerCall }),
          ...marks(rules.lead),
        },
        {
          id: "grant",
          name: t("funding.grant"),
          says: `${grantSays} · ${t(`programmes.scope.${grant.scope}`)}`,
          ...marks(grant),
        },
        grant.maxPerApplicant !== undefined && {
          id: "perApplicant",
          name: t("programmes.terms.perApplicant"),
          says: money(grant.maxPerApplicant),
          ...marks(grant),
        },
        project?.costMin !== undefined && {
          id: "costMin",
          name: t("programmes.terms.costMin"),
          says: money(project.costMin),
          ...marks(project),
        },
        project?.ownMin !== undefined && {
          id: "ownMin",
          name: t("programmes.terms.ownMin"),
          says: money(project.ownMin),
          ...marks(project),
        },
        ...rules.stages.flatMap((stage) => [
          {
            id: stage.id,
            name: words(stage.name),
            says: (
              <>
                {stage.ratio.others === 0
                  ? t("programmes.noMatchAsked")
                  : t(`programmes.terms.ratio.${stage.ratio.kind}`, {
                      government: stage.ratio.government,
                      others: stage.ratio.others,
                      sides: stage.matchFrom.map((side) => t(`funding.sides.${side}`)).join(" + "),
                    })}
                {stage.allSidesRequired && ` ${t("programmes.terms.allSides")}`}
                {stage.grantMax !== undefined && ` ${t("programmes.terms.upTo", { amount: money(stage.grantMax) })}`}
                {stage.months && ` ${t("programmes.terms.usually", { count: stage.months.usual })}`}
                {stage.monthsAlone && ` ${t("programmes.terms.alone", { count: stage.monthsAlone.usual })}`}
              </>
            ),
            ...marks(stage),
          },
          ...stage.rates.map((rate) => {
            const { government, others } = rate.ratio ?? stage.ratio;
            const share = format.percent(Math.floor((government * 10_000) / (government + others)));
            const most =
              rate.grantMax === undefined ? "" : `, ${t("programmes.upTo", { amount: money(rate.grantMax) })}`;
            return { id: `${stage.id}-${rate.id}`, name: words(rate.name), says: `${share}${most}`, ...marks(rate) };
          }),
          stage.ratio.others > 0 && {
            id: `${stage.id}-inKind`,
            name: t("programmes.terms.inKind"),
            says: stage.inKindMaxShare.startsWith("0/")
              ? t("programmes.terms.inKindNot")
              : stage.inKindMaxShare === "1/1"
                ? t("programmes.terms.inKindAll")
                : t("programmes.terms.inKindShare", { share: stage.inKindMaxShare }),
            ...marks(stage.inKind ?? stage),
          },
        ]),
        rules.monthsTotal && {
          id: "months",
          name: t("programmes.terms.total"),
          says: t("programmes.months", { count: rules.monthsTotal.usual }),
          ...marks(rules.monthsTotal),
        },
      ]}
    />
  );
}

/** What counts as match, what costs are eligible. */
export function MoneyRules({ rules }: { rules: Programme }) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const { contributions, costs } = rules;
  const isMatched = rules.stages.some((stage) => stage.ratio.others > 0);
  const counts = (does: boolean) => (does ? t("programmes.terms.counts") : t("programmes.terms.countsNot"));
  return (
    <>
      {isMatched && (
        <Terms
          title={t("programmes.terms.contributions")}
          id="contributions"
          rows={[
            ...(["redeemable", "repayable", "publicMoney", "beforeApproval"] as const).map((key) => {
              const rule = contributions[key];
              return rule && { id: key, name: t(`programmes.terms.${key}`), says: counts(rule.counts), ...marks(rule) };
            }),
            ...Object.entries(contributions.payers).map(([kind, payer]) => ({
              id: kind,
              name: t(`programmes.payer.${kind}`),
              says: `${counts(payer.counts !== "none")}${payer.finding === "side_not_counted" || payer.finding === "public_money_not_counted" ? "" : ` ${t(`programmes.finding.${payer.finding}`)}`}`,
              ...marks(payer),
            })),
            ...contributions.inKindValuation.map((each) => ({
              id: `value-${each.id}`,
              name: t("programmes.terms.valuation"),
              says: words(each.text),
              ...marks(each),
            })),
            contributions.otherCurrencies && {
              id: "otherCurrencies",
              name: t("programmes.terms.otherCurrencies"),
              says: t("programmes.terms.otherCurrenciesSays", {
                share: format.percent(contributions.otherCurrencies.heldBackBasisPoints),
                arrived: format.percent(contributions.otherCurrencies.heldBackOnArrivalBasisPoints),
                days: contributions.otherCurrencies.rateWithinDays,
                currencies: contributions.otherCurrencies.currencies
                  .filter((each) => each !== rules.grant.currency)
                  .join(", "),
              }),
              ...marks(contributions.otherCurrencies),
            },
            contributions.relatedParty && {
              id: "related",
              name: t("programmes.terms.related"),
              says: t("programmes.terms.relatedSays", {
                control: format.percent(contributions.relatedParty.controlOverBasisPoints),
                owner: format.percent(contributions.relatedParty.commonOwnerFromBasisPoints),
              }),
              ...marks(contributions.relatedParty),
            },
          ]}
        />
      )}
      <Terms
        title={t("programmes.terms.costs")}
        id="costs"
        rows={[
          ...costs.categories.map((each) => ({
            id: each.id,
            name: t(`programmes.terms.${each.verdict}`),
            says: words(each.name),
            ...marks(each),
          })),
          costs.overhead && {
            id: "overhead",
            name: t("programmes.terms.overhead"),
            says: t(`programmes.terms.${costs.overhead.base}`, { share: format.percent(costs.overhead.basisPoints) }),
            ...marks(costs.overhead),
          },
          costs.auditFee && {
            id: "audit",
            name: t("programmes.terms.auditFee"),
            says: costs.auditFee.bands.map((band) => format.money(band.amount, rules.grant.currency)).join(" / "),
            ...marks(costs.auditFee),
          },
          costs.elsewhereMaxBasisPoints && {
            id: "elsewhere",
            name: t("programmes.terms.elsewhere"),
            says: t("programmes.terms.atMost", { share: format.percent(costs.elsewhereMaxBasisPoints.value) }),
            ...marks(costs.elsewhereMaxBasisPoints),
          },
        ]}
      />
    </>
  );
}
