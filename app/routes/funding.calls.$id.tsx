import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import {
  closeCall,
  closeCallForm,
  closingOf,
  extendCall,
  extendCallForm,
  hongKongDay,
  panelOf,
  publishResults,
  resultsWait,
  signalsOf,
  tellAll,
  windowOf,
} from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { money } from "#services/money.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Checkbox, FormProblem, MoneyField, TextField } from "../components/fields.tsx";
import { useClosing } from "../components/funding/closing.ts";
import { DeskNav } from "../components/funding/desk-nav.tsx";
import { Likenesses } from "../components/funding/likenesses.tsx";
import { rulesToKnowView } from "../components/funding/rules-to-know.server.ts";
import { RulesToKnow } from "../components/funding/rules-to-know.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { PageLinks, Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { act, nothing, runAct } from "../form/acts.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const PAGE = 100;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer");
  const language = await languageOf(request);
  const search = new URL(request.url).searchParams;
  const typed = { budget: search.get("budget") ?? "", mark: search.get("mark") ?? "" };
  const budget = typed.budget === "" ? undefined : money.safeParse(typed.budget);
  const mark = /^\d{1,3}$/.test(typed.mark) && Number(typed.mark) <= 100 ? Number(typed.mark) : undefined;
  const from = Math.max(0, Number(search.get("after")) || 0);
  const [panel, signals, toKnow] = await Promise.all([
    panelOf(actor, params.id!, {
      budget: budget?.data,
      passMark: mark,
      fill: search.get("fill") === "on",
    }),
    signalsOf(actor, params.id!),
    rulesToKnowView(actor, language, { call: params.id! }),
  ]);
  if (!panel) throw new Response(null, { status: 404 });
  return {
    id: panel.call.id,
    toKnow,
    title: readable(panel.call.title, language),
    programme: readable(panel.rules.name, language),
    closesAt: closingOf(panel.call),
    today: hongKongDay(Date.now()),
    isOver: windowOf(panel.call).until < Date.now(),
    currency: panel.call.currency,
    resultsPublishedAt: panel.call.resultsPublishedAt,
    resultsWait: (panel.call.resultsPublishedAt === null && (await resultsWait(panel.call))) || null,
    terms: panel.terms,
    typed,
    wrong: {
      budget: budget?.error?.issues.map((each) => each.message) ?? [],
      mark: typed.mark !== "" && mark === undefined ? ["scoreRange"] : [],
    },
    cut: panel.ranked.findLast((each) => each.stands === "funded")?.rank,
    waiting: panel.ranked.filter((each) => ["approved", "declined"].includes(each.state)).length,
    after: panel.ranked.length > from + PAGE ? from + PAGE : null,
    ranked: panel.ranked.slice(from, from + PAGE).map((each) => ({
      ...each,
      title: readable(each.title, language),
      lead: readable(each.lead, language),
    })),
    calibration: panel.calibration,
    signals: (signals ?? []).slice(0, 100).map(({ a, aNumber, b, bNumber, ...each }) => ({
      ...each,
      with: [
        { id: a, number: aNumber },
        { id: b, number: bNumber },
      ],
    })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer");
  const id = params.id!;
  return runAct(
    {
      tellAll: act(nothing, () => tellAll(actor, id), "decisionsTold"),
      close: act(closeCallForm, (input) => closeCall(actor, id, input), "callClosed"),
      extend: act(extendCallForm, (input) => extendCall(actor, id, input), "callExtended"),
      publishResults: act(nothing, () => publishResults(actor, id), "resultsPublished"),
    },
    request,
    `/funding/calls/${id}`,
  );
}

const hundredths = (score: number | null) => (score === null ? "–" : (score / 100).toFixed(2));

export default function Panel() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const closing = useClosing();
  const money = (amount: number) => format.money(amount, view.currency);
  return (
    <WorkPage>
      <PageHead eyebrow={view.programme.text} title={<Text value={view.title} />}>
        <p className="text-ink2">{closing(view.closesAt, view.isOver)}</p>
      </PageHead>
      <DeskNav />
      <RulesToKnow {...view.toKnow} />
      <FormProblem />
      {view.closesAt === null && (
        <details className="mb-4">
          <summary className="font-semibold">{t("applications.closeCall")}</summary>
          <Form method="post" noValidate className="mt-2 max-w-2xl">
            <TextField
              name="closesOn"
              type="date"
              label={t("applications.lastDay")}
              hint={t("applications.lastDayHint")}
              min={view.today}
              required
            />
            <Button name="intent" value="close">
              {t("applications.closeCall")}
            </Button>
          </Form>
        </details>
      )}
      {view.closesAt !== null && !view.isOver && (
        <details className="mb-4">
          <summary className="font-semibold">{t("applications.extendCall")}</summary>
          <Form method="post" noValidate className="mt-2 grid max-w-2xl items-end gap-x-4 sm:grid-cols-2">
            <TextField
              name="closesOn"
              type="date"
              label={t("applications.lastDay")}
              hint={t("applications.extendHint")}
              min={view.today}
              required
            />
            <TextField name="closesTime" label={t("applications.closesTime")} defaultValue="23:59:59" />
            <div className="sm:col-span-2">
              <Button name="intent" value="extend">
                {t("applications.extendCall")}
              </Button>
            </div>
          </Form>
        </details>
      )}
      <Section title={t("applications.panel.ranking")}>
        <Form method="get" className="grid items-end gap-x-3 sm:grid-cols-[1fr_120px_auto_auto]">
          <MoneyField
            name="budget"
            label={t("applications.envelope")}
            currency={view.currency}
            defaultValue={
              view.typed.budget || (view.terms.budget === null ? "" : (view.terms.budget / 100).toLocaleString("en"))
            }
            errors={view.wrong.budget}
          />
          <TextField
            name="mark"
            label={t("applications.panel.mark")}
            defaultValue={view.typed.mark || view.terms.passMark}
            inputMode="numeric"
            errors={view.wrong.mark}
          />
          <div className="mb-4">
            <Checkbox name="fill" label={t("applications.panel.fill")} defaultChecked={view.terms.fill} />
          </div>
          <div className="mb-4">
            <Button>{t("applications.panel.whatIf")}</Button>
          </div>
        </Form>
        {view.ranked.length === 0 ? (
          <EmptyState title={t("applications.panel.none")} />
        ) : (
          <Table
            rows={view.ranked}
            rowKey={(row) => row.id}
            columns={[
              { head: "#", cell: (row) => row.rank },
              {
                head: t("outputs.number"),
                isUnbroken: true,
                cell: (row) => <Link to={`/applications/${row.id}`}>{row.number}</Link>,
              },
              { head: t("outputs.title"), cell: (row) => <Text value={row.title} /> },
              {
                head: t("applications.panel.score"),
                cell: (row) => (
                  <>
                    <b>{hundredths(row.score)}</b>{" "}
                    <span className="text-[13px] text-ink3">
                      {t("applications.panel.range", { range: hundredths(row.spread.range), count: row.spread.count })}
                    </span>
                    {row.outliers.length > 0 && (
                      <span className="block text-[13px] text-warn">
                        {t("applications.panel.outliers", { names: row.outliers.join(t("programmes.comma")) })}
                      </span>
                    )}
                  </>
                ),
                numeric: true,
              },
              { head: t("funding.grant"), cell: (row) => money(row.grant), numeric: true },
              { head: t("applications.panel.running"), cell: (row) => money(row.running), numeric: true },
              {
                head: t("applications.panel.stands"),
                cell: (row) => (
                  <>
                    <Badge tone={row.stands === "funded" ? "ok" : row.stands === "belowCut" ? "warn" : "plain"}>
                      {t(`applications.panel.${row.stands}`)}
                    </Badge>{" "}
                    {row.rank === view.cut && (
                      <span className="text-[13px] text-bad">✂ {t("applications.panel.cut")}</span>
                    )}
                    <span className="block text-[13px] text-ink3">{t(`funding.states.${row.state}`)}</span>
                  </>
                ),
              },
            ]}
          />
        )}
        <PageLinks after={view.after} />
        <Form method="post" noValidate className="mt-4 flex flex-wrap gap-3">
          {view.waiting > 0 && (
            <Button look="primary" name="intent" value="tellAll">
              {t("applications.panel.tellAll", { count: view.waiting })}
            </Button>
          )}
          {view.resultsPublishedAt !== null && (
            <Link to={`/funding/results/${view.id}`}>{t("applications.results.open")}</Link>
          )}
        </Form>
        {view.resultsPublishedAt === null &&
          (view.resultsWait ? (
            <p className="mt-3 text-sm text-ink2">
              {t(`problems.${view.resultsWait.code}`, { ...view.resultsWait.params })}
            </p>
          ) : (
            <details className="mt-3">
              <summary className="font-semibold">{t("applications.panel.publish")}</summary>
              <p className="my-2 max-w-2xl text-sm text-ink2">{t("applications.panel.publishText")}</p>
              <Form method="post" noValidate>
                <Button name="intent" value="publishResults">
                  {t("applications.panel.publishNow")}
                </Button>
              </Form>
            </details>
          ))}
      </Section>
      {view.calibration.length > 0 && (
        <Section title={t("applications.panel.calibration")}>
          <p className="mb-2 text-sm text-ink2">{t("applications.panel.calibrationText")}</p>
          <Table
            rows={view.calibration}
            rowKey={(row) => row.reviewerId}
            columns={[
              { head: t("applications.panel.reviewer"), cell: (row) => row.reviewer },
              { head: t("applications.panel.given"), cell: (row) => row.count, numeric: true },
              { head: t("applications.panel.mean"), cell: (row) => hundredths(row.mean), numeric: true },
              {
                head: t("applications.panel.lean"),
                cell: (row) => (
                  <span className={row.lean !== null && Math.abs(row.lean) > 1000 ? "text-warn" : undefined}>
                    {row.lean === null ? "–" : `${row.lean > 0 ? "+" : ""}${hundredths(row.lean)}`}
                  </span>
                ),
                numeric: true,
              },
            ]}
          />
        </Section>
      )}
      {view.signals.length > 0 && (
        <Section title={t("applications.signals.head")}>
          <Likenesses found={view.signals} />
        </Section>
      )}
    </WorkPage>
  );
}
