import type { RecoupmentYear } from "#services/funding/rules/recoupment.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";

/** What is still owed at each year's end, falling as it is paid; the table beneath has the figures. */
export function PaidBackBars({ rows, currency }: { rows: RecoupmentYear[]; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(1, ...rows.map((row) => row.opening + row.interest));
  return (
    <>
      <p className="mb-1 flex gap-4 text-[13px] text-ink2" aria-hidden>
        <span>
          <b className="text-mat">■</b> {t("programmes.returns.due")}
        </span>
        <span>
          <b className="text-fund">■</b> {t("programmes.returns.closing")}
        </span>
      </p>
      <figure className="drawn mb-3 flex h-40 items-end gap-2" role="img" aria-label={t("programmes.returns.plot")}>
        {rows.map((row) => {
          const part = (amount: number) => `${(amount / most) * 100}%`;
          const title = t("programmes.returns.bar", {
            year: row.year,
            paid: format.money(row.due, currency),
            closing: format.money(row.closing, currency),
          });
          return (
            <div key={row.year} className="flex h-full min-w-0 flex-1 flex-col justify-end" title={title}>
              <span className="block bg-mat" style={{ height: part(row.due) }} />
              <span className="block bg-fund" style={{ height: part(row.closing) }} />
              <span className="text-center text-[13px] text-ink3">{row.year}</span>
            </div>
          );
        })}
      </figure>
    </>
  );
}
