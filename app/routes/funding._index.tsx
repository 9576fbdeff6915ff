import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import {
  callForm,
  callsOf,
  closingOf,
  deskQueue,
  hongKongDay,
  portfolioByStageAndField,
  portfolioCounts,
  programme,
  programmes,
  publishCall,
  reviewerDesk,
  windowOf,
} from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, MoneyField, Select, TextField } from "../components/fields.tsx";
import { useClosing } from "../components/funding/closing.ts";
import { DeskNav } from "../components/funding/desk-nav.tsx";
import { Judged } from "../components/funding/judged.tsx";
import { rulesToKnowView } from "../components/funding/rules-to-know.server.ts";
import { RulesToKnow } from "../components/funding/rules-to-know.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer", "reviewer", "auditor");
  if (actor.role === "auditor") throw redirect("/funding/portfolio");
  const language = await languageOf(request);
  const today = hongKongDay(Date.now());
  if (actor.role === "reviewer") {
    const desk = await reviewerDesk(actor, today);
    return {
      role: "reviewer" as const,
      today,
      validUntil: desk.declaration?.validUntil,
      isCurrent: desk.isCurrent,
      reviews: desk.reviews.map((each) => ({ ...each, title: readable(each.title, language) })),
      judged: desk.judged.map((each) => ({
        ...each,
        title: readable(each.title, language),
        aspects: each.aspects.map((aspect) => ({ ...aspect, name: aspect.name[language] })),
      })),
    };
  }
  const [queue, counts, more, calls, toKnow] = await Promise.all([
    deskQueue(actor),
    portfolioCounts(actor),
    portfolioByStageAndField(actor),
    callsOf(actor),
    rulesToKnowView(actor, language),
  ]);
  return {
    role: "fundingOfficer" as const,
    today,
    toKnow,
    queue: queue.map((row, place) => ({ ...row, key: String(place), title: readable(row.title, language) })),
    states: counts.states,
    leads: counts.leads.slice(0, 6).map((each) => ({ ...each, name: readable(each.name, language) })),
    stages: more.stages.map(({ programmeId, stageId, count }) => {
      const rules = programme(programmeId);
      const stage = rules?.stages.find((each) => each.id === stageId);
      return {
        key: `${programmeId} ${stageId}`,
        name: stage?.name[language] ?? stageId,
        programme: rules?.name[language],
        count,
      };
    }),
    fields: more.fields.slice(0, 6),
    calls: calls.map((call) => ({
      id: call.id,
      title: readable(call.title, language),
      opensOn: call.opensOn,
      closesAt: closingOf(call),
      isOver: windowOf(call).until < Date.now(),
      isPublished: call.resultsPublishedAt !== null,
    })),
    programmes: programmes()
      .filter((each) => each.kind === "scheme" && each.aspects.length > 0)
      .map((each) => ({ value: each.id, label: each.name[language], currency: each.grant.currency })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer");
  const input = await parseForm(request, callForm);
  if (!input.ok) return badInput(input);
  return answer(await publishCall(actor, input.value), input.form, { to: "/funding", done: "callPublished" });
}

type OfficerDesk = Extract<Awaited<ReturnType<typeof loader>>, { role: "fundingOfficer" }>;
type ReviewerDesk = Extract<Awaited<ReturnType<typeof loader>>, { role: "reviewer" }>;

export default function FundingDesk() {
  const desk = useLoaderData<typeof loader>();
  return desk.role === "reviewer" ? <Reviewer desk={desk} /> : <Officer desk={desk} />;
}

function Reviewer({ desk }: { desk: ReviewerDesk }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead title={t("site.workspace.funding")} />
      <p className={desk.isCurrent ? "mb-4" : "mb-4 font-semibold text-bad"}>
        {desk.isCurrent && desk.validUntil
          ? t("applications.interests.until", { day: format.date(desk.validUntil) })
          : t("applications.interests.missing")}{" "}
        <Link to="/funding/interests" className="underline">
          {t("applications.interests.open")}
        </Link>
      </p>
      <Section title={t("applications.yourReviews")}>
        {desk.reviews.length === 0 ? (
          <EmptyState title={t("applications.noReviews")}>{t("applications.noReviewsText")}</EmptyState>
        ) : (
          <Table
            rows={desk.reviews}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.number"),
                isUnbroken: true,
                cell: (row) => <Link to={`/applications/${row.id}`}>{row.number}</Link>,
              },
              { head: t("outputs.title"), cell: (row) => <Text value={row.title} /> },
              {
                head: t("outputs.state"),
                cell: (row) => (
                  <Badge tone={row.state === "done" ? "ok" : "warn"}>{t(`funding.reviewStates.${row.state}`)}</Badge>
                ),
              },
              {
                head: t("applications.until"),
                cell: (row) => (row.state === "invited" && row.answerBy ? format.date(row.answerBy) : "–"),
              },
            ]}
          />
        )}
      </Section>
      <Judged reviews={desk.judged} />
    </WorkPage>
  );
}

function Officer({ desk }: { desk: OfficerDesk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const closing = useClosing();
  const now = Date.parse(desk.today);
  const [chosen, setChosen] = useState(desk.programmes[0]?.value);
  return (
    <WorkPage>
      <PageHead title={t("site.workspace.funding")} />
      <DeskNav />
      <RulesToKnow {...desk.toKnow} />
      <Section title={t("awards.queue")}>
        {desk.queue.length === 0 ? (
          <EmptyState title={t("awards.queueEmpty")} />
        ) : (
          <Table
            rows={desk.queue}
            rowKey={(row) => row.key}
            columns={[
              {
                head: t("awards.todo"),
                cell: (row) => (
                  <Link
                    to={
                      ["milestone", "payment", "tranche", "report", "claim", "variation"].includes(row.what)
                        ? `/applications/${row.applicationId}/award`
                        : `/applications/${row.applicationId}`
                    }
                  >
                    {t(`awards.waiting.${row.what}`)}
                  </Link>
                ),
              },
              { head: t("outputs.number"), isUnbroken: true, cell: (row) => row.number },
              { head: t("outputs.title"), cell: (row) => <Text value={row.title} /> },
              {
                head: t("awards.by"),
                cell: (row) => (
                  <span className={row.dueOn < desk.today ? "font-semibold text-bad" : undefined}>
                    {format.date(row.dueOn)}
                    {row.dueOn < desk.today && (
                      <> · {t("awards.daysLate", { count: Math.floor((now - Date.parse(row.dueOn)) / 86_400_000) })}</>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Section>
      <div className="grid gap-x-10 md:grid-cols-2">
        <Section title={t("awards.byState")}>
          <ul>
            {desk.states.map((each) => (
              <li key={each.key} className="flex justify-between border-b border-line py-1">
                <Link to={`/funding/portfolio?state=${each.key}`}>{t(`funding.states.${each.key}`)}</Link>
                <span>{format.number(each.count)}</span>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t("awards.awardsByStage")}>
          <ul>
            {desk.stages.map((each) => (
              <li key={each.key} className="flex justify-between gap-3 border-b border-line py-1">
                <span>
                  {each.name} <span className="text-ink3">· {each.programme}</span>
                </span>
                <span>{format.number(each.count)}</span>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t("awards.byLead")}>
          <ul>
            {desk.leads.map((each) => (
              <li key={each.key} className="flex justify-between gap-3 border-b border-line py-1">
                <Link to={`/funding/portfolio?lead=${each.key}`}>
                  <Text value={each.name} />
                </Link>
                <span>{format.number(each.count)}</span>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t("awards.byField")}>
          <ul>
            {desk.fields.map((each) => (
              <li key={each.key} className="flex justify-between border-b border-line py-1">
                {t(`catalogue.fields.${each.key}`)}
                <span>{format.number(each.count)}</span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
      <Section title={t("applications.calls")}>
        {desk.calls.map((call) => (
          <p key={call.id} className="border-b border-line py-1.5">
            <Link to={`/funding/calls/${call.id}`}>
              <Text value={call.title} />
            </Link>{" "}
            · {closing(call.closesAt, call.isOver)}
            {call.isPublished && (
              <>
                {" · "}
                <Link to={`/funding/results/${call.id}`}>{t("applications.results.open")}</Link>
              </>
            )}
          </p>
        ))}
        <details className="mt-4" open={desk.calls.length === 0}>
          <summary className="font-semibold">{t("funding.publishCall")}</summary>
          <Form method="post" noValidate className="mt-3 max-w-2xl" key={desk.calls.length}>
            <FormProblem />
            <TextField name="title" label={t("outputs.title")} required />
            <Select
              name="programmeId"
              label={t("funding.programme")}
              choices={desk.programmes.map(({ value, label, currency }) => ({
                value,
                label: currency === "HKD" ? label : `${label} (${currency})`,
              }))}
              onChange={({ target }) => setChosen(target.value)}
            />
            <div className="grid items-end gap-x-4 sm:grid-cols-2">
              <TextField name="opensOn" type="date" label={t("funding.opensOn")} required />
              <TextField name="opensTime" label={t("applications.opensTime")} defaultValue="00:00:00" />
              <TextField
                name="closesOn"
                type="date"
                label={t("funding.closesOn")}
                hint={t("applications.closesOnHint")}
              />
              <TextField
                name="closesTime"
                label={t("applications.closesTime")}
                hint={t("applications.closesTimeHint")}
                defaultValue="23:59:59"
              />
            </div>
            <MoneyField
              name="budget"
              label={t("applications.envelope")}
              hint={t("applications.envelopeHint")}
              currency={desk.programmes.find((each) => each.value === chosen)?.currency}
            />
            <Button look="primary">{t("funding.publishCall")}</Button>
          </Form>
        </details>
      </Section>
    </WorkPage>
  );
}
