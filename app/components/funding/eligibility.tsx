import { Form, Link, useSearchParams } from "@remix-run/react";
import type { Standing } from "#services/funding/index.ts";
import type { RuleLine } from "#services/funding/rules/lines.ts";
import type { Programme } from "#services/funding/rules/programme-schema.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { Select, TextField } from "../fields.tsx";
import { Section } from "../page.tsx";
import { FactMark } from "./fact-mark.tsx";
import { RuleLines } from "./rule-lines.tsx";
import { useWords } from "./words.ts";

export interface EligibilityView {
  kind: string;
  kinds: readonly string[];
  founded: string;
  isOwn: boolean;
  standing: Standing;
  /** What else the organisation could lead: [id, name]. */
  others: Array<[id: string, name: string]>;
}

/** Eligibility as ✓ and ✗ for the reader's organisation, or for a kind of organisation chosen without an account. */
export function Eligibility({ rules, view }: { rules: Programme; view: EligibilityView }) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const call = useSearchParams()[0].get("call");
  const { lead } = view.standing;
  const { currency } = rules.grant;
  const others = rules.contributions.otherCurrencies;
  const isMatched = rules.stages.some((stage) => stage.ratio.others > 0);
  const asksAge = rules.lead.maxAgeYears !== undefined || rules.lead.minAgeYears !== undefined;
  const names = Object.fromEntries(rules.conditions.map((each) => [each.id, words(each.text)]));
  const lines = leadLines(rules, lead.ok ? undefined : lead.code, view.founded !== "");
  return (
    <Section title={view.isOwn ? t("programmes.eligibility.mine") : t("programmes.eligibility.title")} id="eligibility">
      <Form className="no-print grid items-end gap-x-4 sm:grid-cols-[1fr_auto_auto]">
        {call && <input type="hidden" name="call" value={call} />}
        <Select
          name="as"
          label={t("programmes.eligibility.who")}
          defaultValue={view.kind}
          choices={view.kinds.map((kind) => ({ value: kind, label: t(`programmes.leadKinds.${kind}`) }))}
        />
        {asksAge ? (
          <TextField name="founded" type="date" label={t("programmes.ladder.founded")} defaultValue={view.founded} />
        ) : (
          <span />
        )}
        <Button className="mb-4">{t("programmes.eligibility.check")}</Button>
      </Form>
      <RuleLines currency={rules.grant.currency} names={names} lines={lines} />
      <p className={lead.ok ? "mt-3 font-semibold text-ok" : "mt-3 font-semibold"}>
        {lead.ok ? t("programmes.eligibility.mayLead") : t(`programmes.finding.${lead.code}`)}
      </p>
      {view.standing.joins.map((join) => (
        <p key={join.as} className="text-[15px]">
          ✓ {t("programmes.eligibility.mayJoin", { role: t(`programmes.joinAs.${join.as}`) })}
        </p>
      ))}
      {others && isMatched && (
        <p className="mt-2 text-[15px] text-ink2">
          {t("programmes.eligibility.otherCurrencies", {
            currency,
            currencies: others.currencies.filter((each) => each !== currency).join(", "),
            share: format.percent(others.heldBackBasisPoints),
          })}{" "}
          <FactMark {...others} />
        </p>
      )}
      {!lead.ok && view.others.length > 0 && (
        <p className="mt-2 text-[15px]">
          {t("programmes.eligibility.others")}{" "}
          {view.others.map(([id, name], place) => (
            <span key={id}>
              {place > 0 && " · "}
              <Link className="underline" to={`/programmes/${id}`}>
                {name}
              </Link>
            </span>
          ))}
        </p>
      )}
    </Section>
  );
}

/** What decides on leading, then what only the reader can answer. */
function leadLines(rules: Programme, broken: string | undefined, isAgeKnown: boolean): RuleLine[] {
  const { maxAgeYears, minAgeYears, incorporatedInHongKong, source, url, confidence } = rules.lead;
  const mark = { source, confidence, ...(url !== undefined && { url }) };
  const lines: RuleLine[] = [{ rule: "lead", state: broken === "lead_not_eligible" ? "broken" : "met", ...mark }];
  if (maxAgeYears !== undefined || minAgeYears !== undefined)
    lines.push({
      rule: maxAgeYears === undefined ? "leadMinAge" : "leadMaxAge",
      about: String(maxAgeYears ?? minAgeYears),
      state: broken === "lead_too_old" || broken === "lead_too_young" ? "broken" : isAgeKnown ? "met" : "ask",
      ...mark,
    });
  if (incorporatedInHongKong)
    lines.push({ rule: "leadInHongKong", state: broken === "lead_not_in_hong_kong" ? "broken" : "ask", ...mark });
  for (const each of rules.conditions)
    lines.push({
      rule: "condition",
      about: each.id,
      state: "ask",
      source: each.source,
      confidence: each.confidence,
      ...(each.url !== undefined && { url: each.url }),
    });
  return lines;
}
