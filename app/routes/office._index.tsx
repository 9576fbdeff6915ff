import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { profilesObjectedTo, profilesWaiting } from "#services/catalogue/index.ts";
import { dealsOf, enquiriesOf } from "#services/deals/index.ts";
import { hongKongDay } from "#services/funding/index.ts";
import { nameIn, readable } from "#services/language.ts";
import { casesByState, deskOf, disclosureMachine, moveDisclosure, targetDays } from "#services/outputs/index.ts";
import { Badge, DemoMark } from "../components/badge.tsx";
import { Board } from "../components/board.tsx";
import { LinkButton } from "../components/button.tsx";
import { ProfilesWaiting } from "../components/catalogue/profiles-waiting.tsx";
import { EnquiryQueue } from "../components/deals/enquiry-queue.tsx";
import { FormProblem } from "../components/fields.tsx";
import { waitingView } from "../components/funding/waiting.server.ts";
import { WaitingApplications } from "../components/funding/waiting.tsx";
import { queueOf } from "../components/office/queue.server.ts";
import { Queue } from "../components/office/queue.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Tabs } from "../components/tabs.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const DAY = 86_400_000;
const columns = ["submitted", "inTriage", "returned", "evaluating", "accepted", "declined"] as const;
const settledStates = ["accepted", "returned", "declined"] as const;
/** What is settled is shown by the latest few; the list of cases has them all. */
const SETTLED = 25;
const boardMoves = ["triage", "return", "evaluate", "decline"];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const language = await languageOf(request);
  const now = Date.now();
  const [queue, waiting, settled, totals, deals, enquiries, profiles, applying, objected] = await Promise.all([
    queueOf(actor, language, hongKongDay(now)),
    deskOf(actor, ["submitted", "inTriage", "evaluating"]),
    Promise.all(settledStates.map((state) => deskOf(actor, [state], { newestFirst: true, limit: SETTLED }))),
    casesByState(actor),
    dealsOf(actor),
    enquiriesOf(actor),
    profilesWaiting(actor),
    waitingView(actor, language, now),
    profilesObjectedTo(actor),
  ]);
  const row = (each: (typeof waiting)[number]) => {
    const days = Math.floor((now - each.stateSince) / DAY);
    const target = targetDays()[each.state] ?? null;
    return {
      ...each,
      title: readable(each.title, language, each.original),
      officer: each.officer && nameIn(each.officer, language),
      days,
      target,
      isOverdue: target !== null && days > target,
      moves: disclosureMachine
        .filter(
          (step) => boardMoves.includes(step.action) && step.from.includes(each.state) && step.who.includes(actor.role),
        )
        .map((step) => ({
          to: step.to,
          intent: step.action,
          needsReason: ["return", "decline"].includes(step.action),
        })),
    };
  };
  return {
    columns,
    queue,
    applying,
    waiting: waiting.map(row).sort((a, b) => Number(b.isOverdue) - Number(a.isOverdue)),
    settled: settled
      .flat()
      .map(row)
      .sort((a, b) => b.stateSince - a.stateSince),
    totals,
    enquiries: enquiries.map((each) => ({
      ...each,
      title: readable(each.title, language, each.original),
      firm: readable(each.firm, language),
    })),
    objected: objected.map(({ original, ...each }) => ({ ...each, title: readable(each.title, language, original) })),
    profiles: profiles.map(({ original, ...each }) => ({ ...each, title: readable(each.title, language, original) })),
    deals: deals.map((deal) => ({
      id: deal.id,
      number: deal.number,
      state: deal.state,
      title: readable(deal.title, language, deal.original),
      partner: readable(deal.partner, language),
      isDemonstration: deal.isDemonstration,
    })),
  };
}

const boardMove = z.object({
  subject: z.string().min(1),
  intent: z.enum(["triage", "return", "evaluate", "decline"]),
  reason: z.string().trim().max(5000, "tooLong").default(""),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const input = await parseForm(request, boardMove);
  if (!input.ok) return badInput(input);
  const { subject, intent, reason } = input.value;
  return answer(await moveDisclosure(actor, subject, intent, reason), input.form, {
    to: "/office?view=board",
    done: "moved",
  });
}

export default function Office() {
  const view = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead
        title={t("outputs.office.title")}
        actions={
          <>
            <LinkButton to="/office/cases">{t("outputs.cases.title")}</LinkButton>
            <LinkButton to="/office/matching">{t("matching.office.title")}</LinkButton>
            <LinkButton to="/office/docket">{t("protection.docket.title")}</LinkButton>
          </>
        }
      />
      <Tabs
        name="view"
        label={t("outputs.office.views")}
        tabs={[
          { id: "list", label: t("outputs.office.list") },
          { id: "board", label: t("outputs.office.board") },
        ]}
      />
      <FormProblem />
      {search.get("view") === "board" ? <OfficeBoard view={view} /> : <OfficeLists view={view} />}
    </WorkPage>
  );
}

type View = ReturnType<typeof useLoaderData<typeof loader>>;

/** Where each invention stands; it moves on from here, except to acceptance, which needs the pathway on its page. */
function OfficeBoard({ view }: { view: View }) {
  const { t } = useTranslation();
  return (
    <Board
      label={t("outputs.office.board")}
      columns={view.columns.map((state) => ({
        id: state,
        label: t(`outputs.states.${state}`),
        total: view.totals[state] ?? 0,
        all: `/office/cases?state=${state}`,
      }))}
      cards={[...view.waiting, ...view.settled].map((row) => ({
        id: row.id,
        column: row.state,
        to: `/cases/${row.caseId}`,
        title: <Text value={row.title} />,
        meta: (
          <>
            {row.number} ·{" "}
            {row.target === null
              ? t("outputs.office.daysOnly", { count: row.days })
              : t("outputs.office.days", { days: row.days, target: row.target })}
            <br />
            {row.officer ?? t("outputs.cases.nobody")}
          </>
        ),
        isOverdue: row.isOverdue,
        moves: row.moves.map((move) => ({ ...move, label: t(`outputs.act.${move.intent}`) })),
      }))}
    />
  );
}

function OfficeLists({
  view: { queue, waiting, settled, totals, deals, enquiries, profiles, objected, applying },
}: {
  view: View;
}) {
  const { t } = useTranslation();
  const inHand = ["submitted", "inTriage", "evaluating"].reduce((sum, state) => sum + (totals[state] ?? 0), 0);
  return (
    <>
      <Queue {...queue} />
      <WaitingApplications rows={applying} />
      <ProfilesWaiting profiles={objected} act="object" />
      <ProfilesWaiting profiles={profiles} act="publish" />
      <Section title={t("outputs.office.queue", { count: inHand })}>
        {waiting.length === 0 ? (
          <EmptyState title={t("outputs.office.empty")}>{t("outputs.office.emptyText")}</EmptyState>
        ) : (
          <Table
            rows={waiting}
            rowKey={(row) => row.id}
            columns={[
              { head: t("outputs.number"), isUnbroken: true, cell: (row) => row.number },
              {
                head: t("outputs.title"),
                cell: (row) => (
                  <Link to={`/cases/${row.caseId}`}>
                    <Text value={row.title} />
                  </Link>
                ),
              },
              {
                head: t("outputs.state"),
                cell: (row) => (
                  <Badge tone={row.isOverdue ? "warn" : "plain"}>{t(`outputs.states.${row.state}`)}</Badge>
                ),
              },
              { head: t("outputs.cases.officer"), cell: (row) => row.officer ?? t("outputs.cases.nobody") },
              {
                head: t("outputs.office.age"),
                cell: (row) => (
                  <span className={row.isOverdue ? "font-semibold text-warn" : ""}>
                    {t("outputs.office.days", { days: row.days, target: row.target })}
                  </span>
                ),
                numeric: true,
              },
            ]}
          />
        )}
      </Section>
      <EnquiryQueue rows={enquiries} isOffice />
      <Section title={t("deals.list")}>
        {deals.length === 0 ? (
          <EmptyState title={t("deals.none")}>{t("deals.noneText")}</EmptyState>
        ) : (
          <Table
            rows={deals}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.number"),
                isUnbroken: true,
                cell: (row) => <Link to={`/deals/${row.id}`}>{row.number}</Link>,
              },
              { head: t("deals.technology"), cell: (row) => <Text value={row.title} /> },
              { head: t("deals.partner"), cell: (row) => <Text value={row.partner} /> },
              { head: t("outputs.state"), cell: (row) => <Badge>{t(`deals.states.${row.state}`)}</Badge> },
            ]}
          />
        )}
      </Section>
      <Section title={t("outputs.office.settled")}>
        <Table
          rows={settled.slice(0, 10)}
          rowKey={(row) => row.id}
          columns={[
            { head: t("outputs.number"), isUnbroken: true, cell: (row) => row.number },
            {
              head: t("outputs.title"),
              cell: (row) => (
                <>
                  <Link to={`/cases/${row.caseId}`}>
                    <Text value={row.title} />
                  </Link>{" "}
                  {row.isDemonstration && <DemoMark />}
                </>
              ),
            },
            {
              head: t("outputs.state"),
              cell: (row) => (
                <Badge tone={row.state === "accepted" ? "ok" : "plain"}>{t(`outputs.states.${row.state}`)}</Badge>
              ),
            },
          ]}
        />
        <p className="mt-2">
          <Link to="/office/cases">{t("outputs.office.allCases")}</Link>
        </p>
      </Section>
    </>
  );
}
