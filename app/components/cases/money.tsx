import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { Table } from "../table.tsx";

/** What the case earned and who got which part of it; a researcher sees the whole split of the own case. */
export function CaseMoney({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {view.distributions.map((each) => (
        <div key={each.id} className="mb-4">
          <p className="mb-1 text-sm text-ink2">
            {t("deals.distributionLine", {
              gross: format.money(each.gross, each.currency),
              costs: format.money(each.costs, each.currency),
              net: format.money(each.net, each.currency),
              policy: each.policyId,
            })}
          </p>
          <Table
            rows={each.shares}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("deals.payee"),
                cell: (row) => (row.payee === "inventor" ? row.name : t(`deals.payees.${row.payee}`)),
              },
              {
                head: t("deals.amount"),
                cell: (row) => format.money(row.amount, each.currency, { minimumFractionDigits: 2 }),
                numeric: true,
              },
            ]}
          />
        </div>
      ))}
    </>
  );
}
