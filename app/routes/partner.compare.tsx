import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { compared, MOST_COMPARED } from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { Button } from "../components/button.tsx";
import { TextField } from "../components/fields.tsx";
import { EmptyState, PageHead, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "partner");
  const language = await languageOf(request);
  // `t=a&t=b` as ticked in a list, `t=a,b` as typed.
  const slugs = new URL(request.url).searchParams
    .getAll("t")
    .flatMap((each) => each.split(","))
    .map((each) => each.trim().replace(/^.*\/technologies\//, ""))
    .filter(Boolean);
  const rows = await compared(slugs);
  return {
    most: MOST_COMPARED,
    isCut: new Set(slugs).size > MOST_COMPARED,
    rows: rows.map((row) => {
      const words = (text: Parameters<typeof readable>[0]) => readable(text, language, row.original);
      return {
        slug: row.slug,
        title: words(row.title),
        valueLine: words(row.valueLine),
        field: row.field,
        trl: row.trl,
        pathway: row.pathway,
        offers: row.offers,
        landing: row.landing.map((each) => words(each.place)),
        deployment: row.deployment,
        ip: row.ip,
        advantages: (row.profile.advantages ?? []).map((each) => ({
          claim: words(each.claim),
          evidence: words(each.evidence),
          rival: each.rival && { name: words(each.rival.name), ours: each.rival.ours, theirs: each.rival.theirs },
        })),
        payer: words(row.profile.payer),
        organisation: row.organisation && readable(row.organisation, language),
        updatedAt: row.updatedAt,
      };
    }),
  };
}
type Row = Awaited<ReturnType<typeof loader>>["rows"][number];

export default function Compare() {
  const { rows, most, isCut } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const lines: Array<[string, (row: Row) => ReactNode]> = [
    [t("technology.edit.valueLine"), (row) => <Text value={row.valueLine} />],
    [t("catalogue.stage"), (row) => (row.trl ? `TRL ${row.trl} · ${t(`catalogue.trl.${row.trl}`)}` : "–")],
    [
      t("catalogue.advantages"),
      (row) =>
        row.advantages.length === 0
          ? "–"
          : row.advantages.map((each) => (
              <span key={each.claim.text} className="mb-1.5 block">
                <b>
                  <Text value={each.claim} isQuiet />
                </b>{" "}
                <Text value={each.evidence} isQuiet />
                {each.rival && (
                  <span className="block">
                    <b className="text-accent">{each.rival.ours}</b>{" "}
                    {t("technology.against", { figure: each.rival.theirs, rival: each.rival.name.text })}
                  </span>
                )}
              </span>
            )),
    ],
    [t("catalogue.payer"), (row) => (row.payer.text ? <Text value={row.payer} isQuiet /> : "–")],
    [
      t("catalogue.howToHave"),
      (row) => row.offers.map((each) => t(`catalogue.offers.${each}`)).join(t("programmes.comma")) || "–",
    ],
    [t("catalogue.landing"), (row) => row.landing.map((each) => each.text).join(t("programmes.comma")) || "–"],
    [t("catalogue.deployment"), (row) => (row.deployment ? t(`catalogue.deployments.${row.deployment}`) : "–")],
    [
      t("catalogue.ip"),
      (row) =>
        row.ip
          .map((each) => t(`catalogue.ipStatus.${each.status}`, { jurisdiction: each.jurisdiction, year: each.year }))
          .join(" · ") || "–",
    ],
    [t("catalogue.field"), (row) => t(`catalogue.fields.${row.field}`, { defaultValue: row.field })],
    [t("partner.enquiry.with"), (row) => (row.organisation ? <Text value={row.organisation} isQuiet /> : "–")],
    [t("catalogue.updated"), (row) => format.day(row.updatedAt)],
  ];
  return (
    <WorkPage>
      <PageHead
        eyebrow={<Link to="/partner/shortlists">{t("partner.nav.shortlists")}</Link>}
        title={t("partner.compare.title")}
      />
      {isCut && <p className="mb-3 text-warn">{t("partner.compare.cut", { most })}</p>}
      {rows.length === 0 ? (
        <EmptyState title={t("partner.compare.none")}>{t("partner.compare.upTo")}</EmptyState>
      ) : (
        <div className="relative overflow-x-auto print:overflow-visible">
          <table
            className="w-full table-fixed border-collapse text-left align-top print:min-w-0! print:text-[8.5pt]"
            style={{ minWidth: `${5 + rows.length * 9}rem` }}
          >
            <thead>
              <tr>
                <td className="w-20 border-b border-line2 sm:w-32 print:w-20" />
                {rows.map((row) => (
                  <th key={row.slug} scope="col" className="border-b border-line2 py-2 pr-4 align-top">
                    <Link to={`/technologies/${row.slug}`}>
                      <Text value={row.title} />
                    </Link>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(([head, cell]) => (
                <tr key={head} className="border-b border-line">
                  <th scope="row" className="py-2 pr-3 align-top text-[13px] font-semibold text-ink3">
                    {head}
                  </th>
                  {rows.map((row) => (
                    <td key={row.slug} className="break-words py-2 pr-4 align-top">
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
              <tr className="no-print">
                <td />
                {rows.map((row) => (
                  <td key={row.slug} className="py-3 pr-4">
                    <Link to={`/technologies/${row.slug}/ask`} className="font-semibold">
                      {t("catalogue.ask")}
                      <span className="sr-only">: {row.title.text}</span>
                    </Link>
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      )}
      {rows.length < most && (
        <Form method="get" className="no-print mt-6 flex max-w-xl items-end gap-3">
          {rows.map((row) => (
            <input key={row.slug} type="hidden" name="t" value={row.slug} />
          ))}
          <TextField name="t" label={t("partner.compare.add")} hint={t("partner.compare.addHint")} className="flex-1" />
          <div className="mb-4">
            <Button>{t("partner.compare.addButton")}</Button>
          </div>
        </Form>
      )}
    </WorkPage>
  );
}
