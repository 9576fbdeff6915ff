import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { buyOutByYear, buyOutQuote, hongKongDay, programmeInForce, recoup } from "#services/funding/index.ts";
import { Button } from "../components/button.tsx";
import { TextField } from "../components/fields.tsx";
import { FactMark } from "../components/funding/fact-mark.tsx";
import { elsewhereRule } from "../components/funding/made-elsewhere.tsx";
import { PaidBackBars } from "../components/funding/paid-back-bars.tsx";
import { readReturns } from "../components/funding/returns-form.ts";
import { useWords } from "../components/funding/words.ts";
import { PageHead, PublicPage, Section } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";

type Row = ReturnType<typeof recoup>["rows"][number];

/** What flows back under a programme's terms, year by year, and at what price its stake can be bought. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const rules = await programmeInForce(params.id!);
  if (!rules || (rules.recoupment?.kind !== "royalty" && !rules.buyOut)) throw new Response(null, { status: 404 });
  const today = hongKongDay(Date.now());
  const { values, wrong, isReadable, grant, years, investedOn, on, stakeValue } = readReturns(
    new URL(request.url).searchParams,
    today,
  );
  const stake = { cost: grant, investedOn, ...(stakeValue !== undefined && { stakeValue }) };
  return {
    id: rules.id,
    name: rules.name,
    owner: rules.owner,
    currency: rules.grant.currency,
    values,
    wrong,
    terms: rules.recoupment,
    recoupment:
      rules.recoupment?.kind === "royalty" && isReadable.recoupment ? recoup(rules.recoupment, { grant, years }) : null,
    option: rules.buyOut ?? null,
    quote: rules.buyOut && isReadable.quote ? buyOutQuote(rules.buyOut, { ...stake, on }) : null,
    prices: rules.buyOut && isReadable.prices ? buyOutByYear(rules.buyOut, stake, 8) : [],
  };
}

export default function Returns() {
  const { id, name, owner, currency, values, wrong, terms, recoupment, option, quote, prices } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, currency);
  const moved = terms?.kind === "royalty" ? terms.madeElsewhere : undefined;
  const hasMoved = recoupment?.rows.some((row) => row.madeElsewhere > 0);
  return (
    <PublicPage>
      <PageHead
        eyebrow={
          <>
            <Link className="underline" to={`/programmes/${id}`}>
              {words(name)}
            </Link>{" "}
            · {words(owner)}
          </>
        }
        title={t("programmes.returns.title", { programme: words(name) })}
      />
      <div className="grid items-start gap-x-11 lg:grid-cols-[300px_minmax(0,1fr)]">
        <Form>
          <TextField
            name="grant"
            label={t("programmes.returns.grant", { currency })}
            defaultValue={values.grant}
            inputMode="decimal"
            errors={wrong.grant}
          />
          {terms?.kind === "royalty" && (
            <>
              <TextField
                name="sales"
                label={t("programmes.returns.sales", { currency })}
                hint={t("programmes.returns.salesHint")}
                defaultValue={values.sales}
                errors={wrong.sales}
              />
              {terms.interest.kind === "reference" && (
                <TextField
                  name="reference"
                  label={t("programmes.returns.reference")}
                  hint={t("programmes.returns.referenceHint")}
                  defaultValue={values.reference}
                  errors={wrong.reference}
                />
              )}
              {moved && (
                <TextField
                  name="elsewhere"
                  label={t("programmes.returns.elsewhere")}
                  hint={t("programmes.returns.elsewhereHint")}
                  defaultValue={values.elsewhere}
                  errors={wrong.elsewhere}
                />
              )}
            </>
          )}
          {option && (
            <>
              <TextField
                name="invested"
                type="date"
                label={t("programmes.returns.invested")}
                defaultValue={values.invested}
                errors={wrong.invested}
              />
              <TextField
                name="on"
                type="date"
                label={t("programmes.returns.on")}
                defaultValue={values.on}
                errors={wrong.on}
              />
              <TextField
                name="worth"
                label={t("programmes.returns.worth", { currency })}
                defaultValue={values.worth}
                inputMode="decimal"
                errors={wrong.worth}
              />
            </>
          )}
          <Button look="primary">{t("programmes.compute")}</Button>
        </Form>
        <div className="max-lg:mt-8">
          {Object.keys(wrong).length > 0 && (
            <p role="status" className="mb-3">
              {t("programmes.returns.wrong")}
            </p>
          )}
          {recoupment && (
            <Section title={t("programmes.terms.recoupment")} aside={terms && <FactMark {...terms} />}>
              <p className="mb-3 text-xl font-semibold">
                {recoupment.releasedInYear
                  ? t("programmes.returns.released", {
                      year: recoupment.releasedInYear,
                      paid: money(recoupment.totalPaid),
                      interest: money(recoupment.totalInterest),
                    })
                  : t("programmes.returns.owed", {
                      owed: money(recoupment.outstanding),
                      paid: money(recoupment.totalPaid),
                    })}
              </p>
              <PaidBackBars rows={recoupment.rows} currency={currency} />
              <Table
                rows={recoupment.rows}
                rowKey={(row) => String(row.year)}
                columns={[
                  { head: t("programmes.returns.year"), cell: (row) => row.year },
                  {
                    head: t("programmes.returns.opening"),
                    cell: (row) => (
                      <>
                        {money(row.opening)}
                        {row.bearing < row.opening && (
                          <span className="block text-sm text-ink3">
                            {t("programmes.returns.bearing", { bearing: money(row.bearing) })}
                          </span>
                        )}
                        {row.raised > 0 && (
                          <span className="block text-sm text-ink3">
                            {t("programmes.returns.raised", {
                              raised: money(row.raised),
                              cap: format.percent(row.capBasisPoints),
                            })}
                          </span>
                        )}
                      </>
                    ),
                    numeric: true,
                  },
                  {
                    head: t("programmes.returns.interest"),
                    cell: (row) => `${money(row.interest)} (${format.percent(row.interestBasisPoints)})`,
                    numeric: true,
                  },
                  { head: t("programmes.returns.salesYear"), cell: (row) => money(row.sales), numeric: true },
                  ...(hasMoved
                    ? [
                        {
                          head: t("awards.elsewhere.column"),
                          cell: (row: Row) =>
                            `${money(row.madeElsewhere)} (${format.percent(row.elsewhereBasisPoints)})`,
                          numeric: true,
                        },
                      ]
                    : []),
                  { head: t("programmes.returns.royalty"), cell: (row) => money(row.royalty), numeric: true },
                  { head: t("programmes.returns.due"), cell: (row) => <b>{money(row.due)}</b>, numeric: true },
                  { head: t("programmes.returns.closing"), cell: (row) => money(row.closing), numeric: true },
                ]}
              />
              <p className="mt-2 text-sm text-ink3">{t("programmes.returns.rules")}</p>
              {moved && (
                <p className="mt-1 text-sm text-ink3">
                  {elsewhereRule(t, format, moved)} <FactMark {...moved} />
                </p>
              )}
            </Section>
          )}
          {option && prices.length > 0 && (
            <Section title={t("programmes.terms.buyOut")} aside={<FactMark {...option} />}>
              {quote && (
                <p className="mb-3 text-xl font-semibold">
                  {quote.isOpen
                    ? t("programmes.returns.price", {
                        price: money(quote.price),
                        rate: format.percent(quote.rateBasisPoints),
                      })
                    : t("programmes.returns.lapsed", { day: format.date(quote.lapsedOn) })}{" "}
                  {quote.isOpen &&
                    quote.gain !== undefined &&
                    (quote.isWorthwhile
                      ? t("programmes.returns.gain", { gain: money(quote.gain) })
                      : t("programmes.returns.noGain", { loss: money(-quote.gain) }))}
                </p>
              )}
              <Table
                rows={prices}
                rowKey={(row) => String(row.year)}
                columns={[
                  { head: t("programmes.returns.year"), cell: (row) => row.year },
                  { head: t("programmes.returns.day"), cell: (row) => format.date(row.on) },
                  {
                    head: t("programmes.returns.rate"),
                    cell: (row) => (row.quote.isOpen ? format.percent(row.quote.rateBasisPoints) : "–"),
                    numeric: true,
                  },
                  {
                    head: t("programmes.returns.priceHead"),
                    cell: (row) => (row.quote.isOpen ? <b>{money(row.quote.price)}</b> : "–"),
                    numeric: true,
                  },
                ]}
              />
            </Section>
          )}
          <p className="text-sm text-ink3">{t("funding.guidePrevails")}</p>
        </div>
      </div>
    </PublicPage>
  );
}
