import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { needsForInventor, profilesWaiting, refusalForm, refuseNeed } from "#services/catalogue/index.ts";
import { incomeOf } from "#services/deals/index.ts";
import { nextMovesOf } from "#services/insights/index.ts";
import { type Localised, nameIn, plain, readable } from "#services/language.ts";
import {
  answerSignedIn,
  disclosuresNaming,
  disclosuresSharedWith,
  draftsOf,
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
import { disclosedView } from "../components/outputs/disclosed.server.ts";
import { WaitingForMe } from "../components/outputs/waiting.tsx";
import { wordForm, wordOf } from "../components/outputs/word.server.ts";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { type Column, PageLinks, Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, formOf, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const DAY = 86_400_000;
type Named = { name: string; names: Localised | null };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "researcher");
  const language = await languageOf(request);
  const now = Date.now();
  const { searchParams } = new URL(request.url);
  const after = (list: string) => searchParams.get(list) ?? undefined;
  const [own, drafts, naming, income, awaited, profiles, fitting, shared, applying] = await Promise.all([
    outputsOf(actor, after("after")),
    draftsOf(actor, after("drafts")),
    disclosuresNaming(actor, after("named")),
    incomeOf(actor),
    wordsAwaited(actor),
    profilesWaiting(actor),
    needsForInventor(actor),
    disclosuresSharedWith(actor),
    waitingView(actor, language, now),
  ]);
  const moves = await nextMovesOf([
    ...own.rows.map(({ output }) => output.id),
    ...naming.rows.map((each) => each.caseId),
  ]);
  const stand = (
    caseId: string,
    institution: Localised,
    state?: keyof ReturnType<typeof targetDays>,
    since?: number,
    officer?: Named | null,
  ) => {
    const next = moves.get(caseId);
    const isOffices = next?.who === "ttoOfficer";
    const usual = state ? (targetDays()[state] ?? null) : null;
    return {
      next: next && { who: next.who, what: next.what.replace(".", "_") },
      officer: isOffices && officer ? nameIn(officer, language) : null,
      office: isOffices ? plain(institution, language) : null,
      usual,
      isOverdue: usual !== null && since !== undefined && now - since > usual * DAY,
    };
  };
  return {
    outputs: own.rows.map(({ output, disclosure, officer, office }) => ({
      caseId: output.id,
      kind: output.kind,
      title: readable(output.title, language, output.original),
      state: disclosure?.state,
      since: disclosure?.stateSince ?? output.createdAt,
      ...stand(output.id, office, disclosure?.state, disclosure?.stateSince, officer),
    })),
    applying,
    after: { cases: own.after, drafts: drafts.after, named: naming.after },
    drafts: drafts.rows.map(({ caseId, id, title, original, state, stateSince, reason }) => ({
      id: caseId,
      disclosureId: id,
      title: readable(title, language, original),
      state,
      since: stateSince,
      reason,
    })),
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
    named: naming.rows.map(({ officer, office, original, stateSince, ...row }) => ({
      caseId: row.caseId,
      title: readable(row.title, language, original),
      state: row.state,
      since: stateSince,
      ...stand(row.caseId, office, row.state, stateSince, officer),
    })),
    shared: shared.map(({ original, title, by, ...row }) => ({
      ...row,
      by: nameIn(by, language),
      title: readable(title, language, original),
    })),
    shares: awaited.shares.map(({ disclosureId, caseId, title, original, author, authorNames, share, disclosed }) => ({
      disclosureId,
      disclosed: disclosedView(disclosed, language),
      caseId,
      title: readable(title, language, original),
      author: nameIn({ name: author, names: authorNames }, language),
      share,
    })),
    signatures: awaited.signatures.map(({ disclosureId, title, original, author, authorNames, disclosed }) => ({
      disclosureId,
      disclosed: disclosedView(disclosed, language),
      title: readable(title, language, original),
      author: nameIn({ name: author, names: authorNames }, language),
    })),
  };
}

const refuseForm = z.intersection(z.object({ technology: z.string("required").max(60) }), refusalForm);

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "researcher");
  const form = await formOf(request.clone());
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
      cell: (row) =>
        row.next &&
        (row.officer ??
          (row.office ? t("journey.officeOf", { institution: row.office }) : t(`journey.who.${row.next.who}`))),
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
  const { outputs, drafts, named, shared, income, after, shares, signatures, profiles, needs, reasons, applying } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useStandColumns();
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
      <WaitingForMe mine={drafts} shares={shares} signatures={signatures} />
      <PageLinks after={after.drafts} name="drafts" />
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
        <PageLinks after={after.cases} />
      </Section>
      {(named.length > 0 || after.named) && (
        <Section title={t("outputs.mine.named")}>
          <Table rows={named} rowKey={(row) => row.caseId} columns={columns} />
          <PageLinks after={after.named} name="named" />
        </Section>
      )}
      {shared.length > 0 && (
        <Section title={t("disclose.shared.withMe")}>
          <Table
            rows={shared}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.title"),
                cell: (row) => (
                  <Link to={`/disclosures/${row.id}`}>
                    <Text value={row.title} />
                  </Link>
                ),
              },
              { head: t("outputs.state"), cell: (row) => <Badge>{t(`outputs.states.${row.state}`)}</Badge> },
              { head: t("disclose.shared.part"), cell: (row) => t(`disclose.shared.parts.${row.part}`) },
              { head: t("disclose.shared.by"), cell: (row) => row.by },
            ]}
          />
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
