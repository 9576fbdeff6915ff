import { Link } from "@remix-run/react";
import type { Mark, Programme } from "#services/funding/rules/programme-schema.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Section } from "../page.tsx";
import { Table } from "../table.tsx";
import { FactMark } from "./fact-mark.tsx";
import { elsewhereRule } from "./made-elsewhere.tsx";
import { Terms } from "./programme-terms.tsx";
import { useWords } from "./words.ts";

const marks = ({ source, url, confidence }: Mark): Mark => ({ source, url, confidence });

/** After approval: payments, reports, property, what flows back. */
export function AfterApproval({ rules }: { rules: Programme }) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const { tranches, ip, teamBenefitMin, recoupment, buyOut, operator } = rules;
  const moved = recoupment?.kind === "royalty" ? recoupment.madeElsewhere : undefined;
  const money = (amount: number) => format.money(amount, rules.grant.currency);
  return (
    <Terms
      title={t("programmes.terms.after")}
      id="after"
      rows={[
        rules.secondOfficerTells && {
          id: "secondOfficer",
          name: t("programmes.terms.secondOfficer"),
          says: t("programmes.terms.secondOfficerSays"),
          ...marks(rules.secondOfficerTells),
        },
        rules.startWithin && {
          id: "startWithin",
          name: t("programmes.terms.startWithin"),
          says: t("programmes.terms.startWithinSays", { count: rules.startWithin.months }),
          ...marks(rules.startWithin),
        },
        tranches && {
          id: "tranches",
          name: t("programmes.terms.tranches"),
          says: [
            t(`programmes.terms.pays.${tranches.pays}`),
            tranches.everyMonths !== undefined && t("programmes.terms.every", { count: tranches.everyMonths }),
            tranches.heldToReceivedMatch && t("programmes.terms.heldToMatch"),
            tranches.advanceMaxBasisPoints !== undefined &&
              t("programmes.terms.advance", { share: format.percent(tranches.advanceMaxBasisPoints) }),
            tranches.holdbackBasisPoints !== undefined &&
              t("programmes.terms.holdback", { share: format.percent(tranches.holdbackBasisPoints) }),
          ]
            .filter(Boolean)
            .join(" "),
          ...marks(tranches),
        },
        ...rules.instalments.map((each) => ({
          id: `instalment-${each.id}`,
          name: t("programmes.terms.instalment"),
          says: `${money(each.amount)} · ${each.needs ? words(each.needs) : t("programmes.terms.atMonth", { month: each.atMonth ?? 0 })}`,
          ...marks(each),
        })),
        rules.allowances && {
          id: "allowances",
          name: t("programmes.terms.allowances"),
          says: `${Object.entries(rules.allowances.levels)
            .map(([level, amount]) => `${t(`programmes.level.${level}`)} ${money(amount)}`)
            .join(t("programmes.comma"))} · ${t("programmes.terms.atOnce", { count: rules.allowances.mostAtOnce })}`,
          ...marks(rules.allowances),
        },
        ...rules.reports.map((report, place) => ({
          id: `report-${place}`,
          name: t(`programmes.report.${report.kind}`),
          says: [
            report.everyMonths !== undefined && t("programmes.terms.every", { count: report.everyMonths }),
            report.monthsAfterEnd !== undefined && t("programmes.terms.afterEnd", { count: report.monthsAfterEnd }),
            report.onDays?.join(", "),
          ]
            .filter(Boolean)
            .join(" "),
          ...marks(report),
        })),
        ip && { id: "ip", name: t("programmes.terms.ip"), says: t(`programmes.owner.${ip.owner}`), ...marks(ip) },
        teamBenefitMin && {
          id: "team",
          name: t("funding.teamBenefit"),
          says: format.percent(teamBenefitMin.basisPoints),
          ...marks(teamBenefitMin),
        },
        operator && {
          id: "operator",
          name: t("programmes.terms.operator"),
          says: t("programmes.terms.operatorSays", {
            least: format.percent(operator.equityMinBasisPoints),
            most: format.percent(operator.equityMaxBasisPoints),
          }),
          ...marks(operator),
        },
        recoupment && {
          id: "recoupment",
          name: t("programmes.terms.recoupment"),
          says:
            recoupment.kind === "none" ? (
              t("programmes.terms.noRecoupment")
            ) : (
              <>
                {t("programmes.terms.royalty", {
                  rate: format.percent(recoupment.rates[0]!.basisPoints),
                  cap: format.percent(recoupment.capBasisPoints),
                })}{" "}
                <Link className="underline" to={`/programmes/${rules.id}/returns`}>
                  {t("programmes.returns.compute")}
                </Link>
              </>
            ),
          ...marks(recoupment),
        },
        moved && {
          id: "madeElsewhere",
          name: t("awards.elsewhere.head"),
          says: (
            <>
              {elsewhereRule(t, format, moved)}
              {moved.approval && ` ${t("awards.elsewhere.approval")}`}
            </>
          ),
          ...marks(moved),
        },
        moved?.notice && {
          id: "movedNotice",
          name: t("awards.elsewhere.noticeHead"),
          says: t("awards.elsewhere.notice", {
            below: format.percent(moved.notice.belowBasisPoints),
            days: moved.notice.objectionDays,
          }),
          ...marks(moved.notice),
        },
        buyOut && {
          id: "buyOut",
          name: t("programmes.terms.buyOut"),
          says: (
            <>
              {buyOut.untilYear === null
                ? t("programmes.terms.buyOutOpen")
                : t("programmes.terms.buyOutUntil", { year: buyOut.untilYear })}{" "}
              {buyOut.rates.map((rate) => format.percent(rate.basisPoints)).join(" / ")}{" "}
              <Link className="underline" to={`/programmes/${rules.id}/returns`}>
                {t("programmes.returns.compute")}
              </Link>
            </>
          ),
          ...marks(buyOut),
        },
      ]}
    />
  );
}

/** What is judged, which documents, past calls, figures. */
export function Assessment({ rules }: { rules: Programme }) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  return (
    <>
      {rules.aspects.length > 0 && (
        <Section title={t("funding.aspects")} id="aspects" aside={<FactMark confidence={rules.weightsConfidence} />}>
          <Table
            rows={rules.aspects}
            rowKey={(row) => row.id}
            columns={[
              { head: t("funding.aspect"), cell: (row) => <b>{words(row.name)}</b> },
              { head: t("programmes.terms.asks"), cell: (row) => (row.asks ? words(row.asks) : "–") },
              { head: t("funding.weight"), cell: (row) => `${row.weight} %`, numeric: true },
            ]}
          />
          {rules.passMark && (
            <p className="mt-2 text-[15px]">
              {t("programmes.terms.passMark", { value: rules.passMark.value })} <FactMark {...rules.passMark} />
            </p>
          )}
          {rules.vetting.length > 0 && (
            <p className="mt-1 text-[15px] text-ink2">
              {rules.vetting.map((step) => t(`programmes.vetting.${step}`)).join(" → ")}
            </p>
          )}
        </Section>
      )}
      <Terms
        title={t("programmes.terms.documents")}
        rows={rules.documents.map((each) => ({
          id: each.id,
          name: words(each.name),
          says: t(`programmes.when.${each.when}`),
          ...marks(each),
        }))}
      />
      <Terms
        title={t("programmes.terms.calls")}
        rows={rules.calls.map((call) => ({
          id: String(call.n),
          name: call.opens ? `${format.date(call.opens)} – ${format.date(call.closes)}` : format.date(call.closes),
          says:
            call.applications !== undefined && call.approved !== undefined
              ? t("programmes.terms.approvedOf", { approved: call.approved, applications: call.applications })
              : call.approved !== undefined
                ? t("programmes.terms.approved", { approved: call.approved })
                : "–",
          ...marks(call),
        }))}
      />
      <Terms
        title={t("programmes.terms.figures")}
        rows={rules.figures.map((each) => ({
          id: each.id,
          name: words(each.name),
          says: (
            <>
              <span lang={"en"}>{each.value}</span> ({format.partOfDate(each.on)})
            </>
          ),
          ...marks(each),
        }))}
      />
    </>
  );
}

/** The register of what is not certain, with the answer in force and what another would change. */
export function Unknowns({ rules }: { rules: Programme }) {
  const { t } = useTranslation();
  const words = useWords();
  if (rules.unknowns.length === 0) return null;
  return (
    <Section title={t("programmes.unknowns.title")} id="unknowns">
      <Table
        rows={rules.unknowns}
        rowKey={(row) => row.id}
        columns={[
          { head: t("programmes.unknowns.question"), cell: (row) => <b>{words(row.question)}</b> },
          { head: t("programmes.unknowns.inForce"), cell: (row) => words(row.inForce) },
          { head: t("programmes.unknowns.ifOther"), cell: (row) => (row.ifOther ? words(row.ifOther) : "–") },
          { head: t("funding.source"), cell: (row) => <FactMark {...row} /> },
        ]}
      />
    </Section>
  );
}
