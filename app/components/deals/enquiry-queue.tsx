import { Link } from "@remix-run/react";
import type { ReadableText } from "#services/language.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge, DemoMark } from "../badge.tsx";
import { Section } from "../page.tsx";
import { Table } from "../table.tsx";
import { Text } from "../text.tsx";

export interface WaitingEnquiry {
  id: string;
  number: string;
  title: ReadableText;
  firm: ReadableText;
  officer: string | null;
  due: string;
  isOverdue: boolean;
  isGuest: boolean;
  isDemonstration: boolean;
}

/** Enquiries that nobody has answered yet, with who answers and by when. */
export function EnquiryQueue({ rows, isOffice }: { rows: WaitingEnquiry[]; isOffice: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <Section title={t(isOffice ? "partner.enquiry.queue" : "partner.enquiry.waiting", { count: rows.length })}>
      <Table
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            head: t("outputs.number"),
            isUnbroken: true,
            cell: (row) => <Link to={`/deals/${row.id}`}>{row.number}</Link>,
          },
          {
            head: t("deals.technology"),
            cell: (row) => (
              <>
                <Text value={row.title} /> {row.isDemonstration && <DemoMark />}
              </>
            ),
          },
          ...(isOffice
            ? [
                {
                  head: t("deals.partner"),
                  cell: (row: WaitingEnquiry) => (
                    <>
                      <Text value={row.firm} isQuiet /> {row.isGuest && <Badge>{t("partner.enquiry.isGuest")}</Badge>}
                    </>
                  ),
                },
              ]
            : []),
          { head: t("partner.enquiry.officer"), cell: (row) => row.officer ?? t("outputs.cases.nobody") },
          {
            head: t("partner.enquiry.due"),
            cell: (row) => (
              <span className={row.isOverdue ? "font-semibold text-warn" : ""}>
                {row.isOverdue
                  ? t("partner.enquiry.late", { day: format.date(row.due) })
                  : t("partner.enquiry.by", { day: format.date(row.due) })}
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}
