import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { needsForInventor, profilesWaiting, refusalForm, refuseNeed } from "#services/catalogue/index.ts";
import { incomeOf } from "#services/deals/index.ts";
import { nextMovesOf } from "#services/insights/index.ts";
import { readable } from "#services/language.ts";
import {
  answerSignedIn,
  disclosuresNaming,
  outputsOf,
  replyForm,
  submitDisclosure,
  targetDays,
  wordsAwaited,
} from "#services/outputs/index.ts";
import { Badge } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { ProfilesWaiting } from "../components/catalogue/profiles-waiting.tsx";
import { FormProblem } from "../components/fields.tsx";
import { waitingView } from "../components/funding/waiting.server.ts";
import { WaitingApplications } from "../components/funding/waiting.tsx";
import { NeedsForMe } from "../components/matching/needs-for-me.tsx";
import { reasonChoices, whyView } from "../components/matching/view.server.ts";
import { WaitingForMe } from "../components/outputs/waiting.tsx";
import { wordForm, wordOf } from "../components/outputs/word.server.ts";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { type Column, PageLinks, Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const DAY = 86_400_000;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "researcher");
  const language = await languageOf(request);
  const after = new URL(request.url).searchParams.get("after") ?? undefined;
  const [rows, named, income, awaited, profiles, fitting, applying] = await Promise.all([
    outputsOf(actor, after),
    disclosuresNaming(actor),
    incomeOf(actor),
    wordsAwaited(actor),
    profilesWaiting(actor),
    needsForInventor(actor),
    waitingView(actor, language, Date.now()),
  ]);
  const shown = rows.slice(0, 50);
  const moves = await nextMovesOf([...shown.map(({ output }) => output.id), ...named.map((each) => each.caseId)]);
  const now = Date.now();
  const stand = (caseId: string, state?: keyof typeof targetDays, since?: number, officer?: string | null) => {
    const next = moves.get(caseId);
    const usual = state ? (targetDays[state] ?? null) : null;
    return {
      next: next && { who: next.who, what: next.what.replace(".", "_") },
      officer: next?.who === "ttoOfficer" ? (officer ?? null) : null,
      usual,
      isOverdue: usual !== null && since !== undefined && now - since > usual * DAY,
    };
  };
  return {
    outputs: shown.map(({ output, disclosure, officer }) => ({
      caseId: output.id,
      disclosureId: disclosure?.id,
      kind: output.kind,
      title: readable(output.title, language, output.original),
      state: disclosure?.state,
      since: disclosure?.stateSince ?? output.createdAt,
      reason: disclosure?.reason ?? null,
      ...stand(output.id, disclosure?.state, disclosure?.stateSince, officer),
    })),
    applying,
    after: rows.length > 50 ? rows[49]!.output.id : null,
    income: income.map(({ title, original, ...each }) => ({
      ...each,
      title: title ? readable(title, language, original ?? undefined) : null,
    })),
    needs: fitting.map(({ need, organisation, technology, score, why }) => ({
      id: need.id,
      title: readable(need.title, language, need.original),
      organisation: organisation && readable(organisation, language),
      technology: readable(technology.title, language, technology.original),
      technologyId: technology.id,
      score,
      why: whyView(why, language),
    })),
    reasons: fitting.length > 0 ? reasonChoices(language) : [],
    profiles: profiles.map(({ original, ...row }) => ({ ...row, title: readable(row.title, language, original) })),
    named: named.map(({ officer, original, stateSince, ...row }) => ({
      caseId: row.caseId,
      title: readable(row.title, language, original),
      state: row.state,
      since: stateSince,
      ...stand(row.caseId, row.state, stateSince, officer),
    })),
    shares: awaited.shares.map(({ disclosureId, caseId, title, original, author, share }) => ({
      disclosureId,
      caseId,
      title: readable(title, language, original),
      author,
      share,
    })),
    signatures: awaited.signatures.map(({ disclosureId, title, original, author }) => ({
      disclosureId,
      title: readable(title, language, original),
      author,
    })),
  };
}

const refuseForm = z.intersection(z.object({ technology: z.string("required").max(60) }), refusalForm);

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "researcher");
  const form = await request.clone().formData();
  const subject = String(form.get("subject") ?? "");
  if (form.get("intent") === "reply") {
    const input = await parseForm(request, replyForm);
    if (!input.ok) return badInput(input);
    const sent = await submitDisclosure(actor, subject, input.value.reply);
    return answer(sent, input.form, { to: "/research", done: "submitted" });
  }
  if (form.get("intent") === "refuse") {
    const input = await parseForm(request, refuseForm);
    if (!input.ok) return badInput(input);
    const refused = await refuseNeed(actor, subject, input.value.technology, input.value);
    return answer(refused, input.form, { to: "/research", done: "refused" });
  }
  const input = await parseForm(request, wordForm);
  if (!input.ok) return badInput(input);
  const said = await answerSignedIn(actor, subject, wordOf(input.value));
  return answer(said, input.form, { to: "/research", done: "inventorAnswered" });
}

/** States in which the next move is the inventors' own. */
const mine = ["draft", "returned", "awaitingInventors"];
type CaseRow = Awaited<ReturnType<typeof loader>>["named" | "outputs"][number];

/** Where each case stands, who has it, since when, what is next, and how long that usually takes. */
function useStandColumns(): Column<CaseRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      head: t("outputs.title"),
      cell: (row) => (
        <Link to={`/cases/${row.caseId}`}>
          <Text value={row.title} />
        </Link>
      ),
    },
    { head: t("outputs.state"), cell: (row) => <Badge>{t(`outputs.states.${row.state ?? "none"}`)}</Badge> },
    {
      head: t("research.who"),
      cell: (row) => row.next && (row.officer ?? t(`journey.who.${row.next.who}`)),
    },
    { head: t("outputs.since"), cell: (row) => format.day(row.since) },
    { head: t("research.next"), cell: (row) => row.next && t(`journey.what.${row.next.what}`) },
    {
      head: t("research.usual"),
      cell: (row) =>
        row.usual !== null && (
          <>
            {t("research.days", { count: row.usual })}{" "}
            {row.isOverdue && <Badge tone="bad">{t("research.overdue")}</Badge>}
          </>
        ),
    },
  ];
}

export default function Research() {
  const { outputs, named, income, after, shares, signatures, profiles, needs, reasons, applying } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useStandColumns();
  const waiting = outputs.flatMap(({ caseId, disclosureId, title, state, since, reason }) =>
    state && disclosureId && mine.includes(state) ? [{ id: caseId, disclosureId, title, state, since, reason }] : [],
  );
  const total = income.reduce((sum, each) => sum + each.amount, 0);
  return (
    <WorkPage>
      <PageHead
        title={t("outputs.mine.title")}
        actions={
          <>
            <LinkButton to="/research/outputs/import">{t("outputs.import.title")}</LinkButton>
            <LinkButton to="/research/outputs/new">{t("outputs.mine.record")}</LinkButton>
            <LinkButton look="primary" to="/research/disclose">
              {t("research.disclose")}
            </LinkButton>
          </>
        }
      />
      <ProfilesWaiting profiles={profiles} act="agree" />
      <FormProblem />
      <WaitingForMe mine={waiting} shares={shares} signatures={signatures} />
      <WaitingApplications rows={applying} />
      <NeedsForMe needs={needs} reasons={reasons} />
      <Section title={t("outputs.mine.cases")}>
        {outputs.length === 0 ? (
          <EmptyState
            title={t("outputs.mine.empty")}
            action={
              <LinkButton look="primary" to="/research/disclose">
                {t("research.disclose")}
              </LinkButton>
            }
          >
            {t("outputs.mine.emptyText")}
          </EmptyState>
        ) : (
          <Table rows={outputs} rowKey={(row) => row.caseId} columns={columns} />
        )}
        <PageLinks after={after} />
      </Section>
      {named.length > 0 && (
        <Section title={t("outputs.mine.named")}>
          <Table rows={named} rowKey={(row) => row.caseId} columns={columns} />
        </Section>
      )}
      {income.length > 0 && (
        <Section title={t("outputs.mine.income")} aside={<b>{format.money(total, income[0]!.currency)}</b>}>
          <Table
            rows={income}
            rowKey={(row) => row.id}
            columns={[
              { head: t("outputs.made.date"), cell: (row) => format.day(row.at) },
              {
                head: t("outputs.title"),
                cell: (row) =>
                  row.title && (
                    <Link to={`/cases/${row.caseId}`}>
                      <Text value={row.title} />
                    </Link>
                  ),
              },
              {
                head: t("outputs.mine.share"),
                cell: (row) => row.basisPoints !== null && format.percent(row.basisPoints),
                numeric: true,
              },
              { head: t("deals.amount"), cell: (row) => format.money(row.amount, row.currency), numeric: true },
            ]}
          />
        </Section>
      )}
    </WorkPage>
  );
}
