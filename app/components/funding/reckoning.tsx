import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { AwardView } from "./award-view.server.ts";

type Reckoning = NonNullable<AwardView["dues"][number]["reckoning"]>;

/** How what is due was reckoned, step by step: a share of sales, or what the property that left brings due. */
export function ReckoningOf({ reckoning, currency }: { reckoning: Reckoning; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, currency);
  const asked = reckoning.years.reduce((total, year) => total + year.due, 0);
  return (
    <details className="text-sm text-ink2">
      <summary>{t("awards.reckoning.head")}</summary>
      <YearsOf reckoning={reckoning} currency={currency} />
      {reckoning.leaving ? (
        <LeavingOf leaving={reckoning.leaving} due={reckoning.amount} currency={currency} />
      ) : (
        <p>
          {t("awards.reckoning.result", {
            ...{ sum: money(asked), before: money(reckoning.askedBefore), amount: money(reckoning.amount) },
          })}
        </p>
      )}
    </details>
  );
}

type LeavingReckoned = NonNullable<Reckoning["leaving"]>;

/** The payment for property that left: the share of the price, what it is at least and at most, and which of them binds. */
function LeavingOf({ leaving, due, currency }: { leaving: LeavingReckoned; due: number; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, currency);
  const { leftOn, price, totalSpending, grants, interest, royaltiesPaid, multiple, binding } = leaving;
  const sums = { grants: money(grants), interest: money(interest), asked: money(royaltiesPaid) };
  return (
    <ul className="list-disc pl-5">
      <li>{t("awards.leavingReckoned.left", { day: format.date(leftOn), interest: sums.interest })}</li>
      <li>
        {t("awards.leavingReckoned.byPrice", {
          ...{ ...sums, price: money(price), spent: money(totalSpending), base: money(leaving.base) },
          byPrice: money(leaving.byPrice),
        })}
      </li>
      <li>{t("awards.leavingReckoned.least", { ...sums, floor: money(leaving.floor) })}</li>
      <li>
        {t(leaving.workStays ? "awards.leavingReckoned.mostStays" : "awards.leavingReckoned.most", {
          ...{ ...sums, multiple, cap: money(leaving.cap) },
        })}
      </li>
      <li>{t(`awards.leavingReckoned.${binding}`, { due: money(due) })}</li>
    </ul>
  );
}

/** What is owed and what it bears, year by year of sales: what bound it, and what remained. */
export function YearsOf({ reckoning, currency }: { reckoning: Reckoning; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, currency);
  return (
    <>
      <p>
        {t("awards.reckoning.base", {
          granted: money(reckoning.granted),
          cap: format.percent(reckoning.capBasisPoints),
        })}{" "}
        {reckoning.askedBack !== undefined && (
          <>{t("awards.reckoning.askedBack", { amount: money(reckoning.askedBack) })} </>
        )}
        {reckoning.declaredBasisPoints !== undefined &&
          t("awards.reckoning.declared", { share: format.percent(reckoning.declaredBasisPoints) })}
      </p>
      <ol className="list-decimal pl-5">
        {reckoning.years.map((year) => {
          const further = (year.released ?? []).reduce((total, each) => total + each.amount, 0);
          const owed = money(year.opening + further + year.interest);
          const rate = format.percent(year.interestBasisPoints);
          return (
            <li key={year.opensOn}>
              {t("awards.reckoning.opening", { day: format.date(year.opensOn), opening: money(year.opening) })}{" "}
              {year.bearing !== undefined && <>{t("awards.reckoning.bearing", { bearing: money(year.bearing) })} </>}
              {year.released?.map(({ amount, days }) => (
                <span key={`${days} ${amount}`}>
                  {t("awards.reckoning.released", { amount: money(amount), days })}{" "}
                </span>
              ))}
              {year.interestBasisPoints > 0 &&
                (year.days === undefined
                  ? t("awards.reckoning.interestYear", { rate, interest: money(year.interest), owed })
                  : t("awards.reckoning.interestDays", {
                      ...{ rate, days: year.days, interest: money(year.interest), owed },
                      from: format.date(year.interestFrom),
                    }))}{" "}
              {year.reference === null && t("awards.reckoning.floor", { year: year.opensOn.slice(0, 4) })}{" "}
              {year.elsewhere && year.elsewhere.raised > 0 && (
                <>
                  {t("awards.reckoning.raised", {
                    share: format.percent(year.elsewhere.shareBasisPoints),
                    cap: format.percent(year.elsewhere.capBasisPoints),
                    raised: money(year.elsewhere.raised),
                    owed: money(year.opening + further + year.interest + year.elsewhere.raised),
                  })}{" "}
                </>
              )}
              {year.elsewhere && year.elsewhere.sales > 0
                ? t("awards.reckoning.royaltyElsewhere", {
                    ...{ rate: format.percent(year.basisPoints), higher: format.percent(year.elsewhere.basisPoints) },
                    here: money(year.sales - year.elsewhere.sales),
                    elsewhere: money(year.elsewhere.sales),
                    share: format.percent(year.elsewhere.shareBasisPoints),
                    royalty: money(year.royalty),
                  })
                : t("awards.reckoning.royalty", {
                    rate: format.percent(year.basisPoints),
                    ...{ sales: money(year.sales), royalty: money(year.royalty) },
                  })}{" "}
              {year.royalty > year.due
                ? t("awards.reckoning.bound", { due: money(year.due) })
                : t("awards.reckoning.unbound", { closing: money(year.closing) })}
            </li>
          );
        })}
      </ol>
    </>
  );
}
