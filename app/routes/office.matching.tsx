import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { firmsFor, matchReport, needsForActor, refusalForm, refuseNeed } from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { FormProblem } from "../components/fields.tsx";
import { FirmsSection } from "../components/matching/firms.tsx";
import { NeedsSection } from "../components/matching/needs-section.tsx";
import { reasonChoices, whyView } from "../components/matching/view.server.ts";
import { PageHead, Section, WorkPage } from "../components/page.tsx";
import { PageLinks, Table } from "../components/table.tsx";
import { Text, Told } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const language = await languageOf(request);
  const search = new URL(request.url).searchParams;
  const slug = search.get("t");
  const [report, caring, fitting] = await Promise.all([
    matchReport(actor, search.get("after") ?? undefined),
    slug ? firmsFor(actor, slug) : undefined,
    slug ? needsForActor(actor, slug) : undefined,
  ]);
  if (!report || (slug && !caring)) throw new Response(null, { status: 404 });
  return {
    total: report.total,
    counted: report.reasons,
    after: report.after,
    ours: report.ours.map(({ need, needOriginal, technology, original, ...row }) => ({
      ...row,
      need: readable(need, language, needOriginal),
      technology: readable(technology, language, original),
    })),
    rows: report.rows.map((row) => ({ ...row, title: readable(row.title, language, row.original) })),
    chosen: caring && {
      id: caring.technology.id,
      slug: caring.technology.slug,
      title: readable(caring.technology.title, language, caring.technology.original),
      firms: caring.firms.map((firm) => ({
        ...firm,
        name: readable(firm.name, language),
        evidence: firm.evidence.map((each) => ("why" in each ? { ...each, why: whyView(each.why, language) } : each)),
      })),
      needs: (fitting ?? []).map((each) => ({
        id: each.need.id,
        title: readable(each.need.title, language, each.need.original),
        organisation: each.organisation && readable(each.organisation, language),
        score: each.score,
        why: whyView(each.why, language),
      })),
    },
    reasons: reasonChoices(language),
  };
}
export type MatchingView = Awaited<ReturnType<typeof loader>>;

const form = z.intersection(
  z.object({
    intent: z.literal("refuse"),
    subject: z.string("required").max(80),
    technology: z.string("required").max(60),
  }),
  refusalForm,
);

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const { subject, technology } = input.value;
  return answer(await refuseNeed(actor, subject, technology, input.value), input.form, {
    to: `/office/matching${new URL(request.url).search}`,
    done: "refused",
  });
}

export default function OfficeMatching() {
  const { total, counted, ours, rows, after, chosen, reasons } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const reason = (code: string) => reasons.find((each) => each.value === code)?.label ?? code;
  const rate = (part: number) => (total.shown === 0 ? "–" : format.percent(Math.round((part * 10_000) / total.shown)));
  return (
    <WorkPage>
      <PageHead eyebrow={<Link to="/office">{t("outputs.office.title")}</Link>} title={t("matching.office.title")}>
        <p className="mt-1 max-w-[75ch] text-ink2">{t("matching.office.text")}</p>
      </PageHead>
      <FormProblem />
      {chosen && (
        <>
          <p className="mb-4 text-lg">
            <Link to={`/technologies/${chosen.slug}`}>
              <Text value={chosen.title} />
            </Link>
          </p>
          <FirmsSection firms={chosen.firms} reasons={reasons} />
          <NeedsSection needs={chosen.needs} technologyId={chosen.id} reasons={reasons} />
        </>
      )}
      <Section title={t("matching.office.rate")}>
        <dl className="grid grid-cols-2 gap-y-3 sm:grid-cols-4">
          {(["shown", "opened", "declined", "enquired"] as const).map((each) => (
            <div key={each}>
              <dt className="text-sm text-ink3">{t(`matching.office.${each}`)}</dt>
              <dd className="text-2xl tabular-nums">
                {format.number(total[each])}{" "}
                {each !== "shown" && <span className="text-sm text-ink3">{rate(total[each])}</span>}
              </dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-sm text-ink3">{t("matching.office.rateText")}</p>
      </Section>
      {counted.length > 0 && (
        <Section title={t("matching.office.reasons")}>
          <Table
            rows={counted}
            rowKey={(row) => row.reason}
            columns={[
              { head: t("matching.refuse.reason"), cell: (row) => reason(row.reason) },
              { head: t("matching.office.times"), cell: (row) => row.count, numeric: true },
            ]}
          />
        </Section>
      )}
      {ours.length > 0 && (
        <Section title={t("matching.office.ours")}>
          <Table
            rows={ours}
            rowKey={(row) => `${row.needId} ${row.technology.text}`}
            columns={[
              {
                head: t("matching.office.need"),
                cell: (row) => (
                  <Link to={`/needs/${row.needId}`}>
                    <Text value={row.need} />
                  </Link>
                ),
              },
              { head: t("deals.technology"), cell: (row) => <Text value={row.technology} /> },
              {
                head: t("matching.refuse.reason"),
                cell: (row) => (
                  <>
                    {reason(row.reason)}
                    {row.text && (
                      <q className="block text-sm text-ink2">
                        <Told text={row.text} />
                      </q>
                    )}
                  </>
                ),
              },
              { head: t("matching.office.saidBy"), cell: (row) => row.by },
            ]}
          />
        </Section>
      )}
      <Section title={t("site.nav.technologies")}>
        <Table
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              head: t("deals.technology"),
              cell: (row) => (
                <>
                  <Text value={row.title} />
                  {row.refused.length > 0 && (
                    <span className="block text-sm text-ink3">
                      {row.refused.map((each) => `${reason(each.reason)} × ${each.count}`).join(" · ")}
                    </span>
                  )}
                  {row.texts.map((text, place) => (
                    <q key={place} className="block text-sm text-ink2">
                      <Told text={text} />
                    </q>
                  ))}
                </>
              ),
            },
            { head: t("matching.office.shown"), cell: (row) => row.shown, numeric: true },
            { head: t("matching.office.opened"), cell: (row) => row.opened, numeric: true },
            { head: t("matching.office.enquired"), cell: (row) => row.enquired, numeric: true },
            {
              head: t("matching.office.firms"),
              cell: (row) => (
                <Link to={`?t=${row.slug}`} className="underline">
                  {t("matching.office.look")}
                  <span className="sr-only">: {row.title.text}</span>
                </Link>
              ),
            },
          ]}
        />
        <PageLinks after={after} />
      </Section>
    </WorkPage>
  );
}
