import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readable } from "#services/language.ts";
import {
  abandonForm,
  addDeadline,
  agreeAbandoning,
  budgetForm,
  changeFiling,
  costForm,
  filingChangeForm,
  filingPage,
  keepFiling,
  letterForm,
  manualForm,
  noteCost,
  noteLetter,
  proposeAbandoning,
  removeCost,
  removeForm,
  removeLetter,
  reopenDeadline,
  reopenForm,
  setBudget,
  spentByCurrency,
} from "#services/protection/index.ts";
import { Badge, DemoMark } from "../components/badge.tsx";
import { FormProblem } from "../components/fields.tsx";
import { Facts, PageHead, Section, WorkPage } from "../components/page.tsx";
import { AbandonSection } from "../components/protection/abandon.tsx";
import { CostsSection } from "../components/protection/costs.tsx";
import { DatesSection } from "../components/protection/dates.tsx";
import { FilingChange } from "../components/protection/filing-change.tsx";
import { LettersSection } from "../components/protection/letters.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, formOf, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const page = await filingPage(actor, params.caseId!, params.filingId!);
  if (!page) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const { filing } = page;
  return {
    caseId: params.caseId!,
    /** Names what a form of this page makes. */
    key: randomUUID(),
    title: readable(page.title, language),
    isDemonstration: page.isDemonstration,
    mayFile: page.mayFile,
    filing: { ...filing, isOver: filing.state === "lapsed" || filing.state === "withdrawn" },
    mark: page.mark,
    isProposedByMe: filing.abandonProposedBy === actor.personId,
    designated: page.designated && {
      id: page.designated.id,
      number: page.designated.number ?? page.designated.jurisdiction,
    },
    hasPaper: page.hasPaper,
    endsOn: page.endsOn,
    letters: page.letters.map(({ id, event, datedOn, isPaper }) => ({ id, event, datedOn, isPaper })),
    deadlines: page.deadlines.map((each) => ({ ...each, act: readable(each.act, language) })),
    barsPassed: page.barsPassed.map((each) => ({ ...each, act: readable(each.act, language) })),
    budget: page.budget,
    costs: page.costs.filter((each) => each.filingId === filing.id),
    spent: spentByCurrency(page.costs.filter((each) => each.filingId === filing.id)),
    spentOnFamily: spentByCurrency(page.costs),
  };
}
export type FilingView = Awaited<ReturnType<typeof loader>>;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const [caseId, filingId] = [params.caseId!, params.filingId!];
  const wanted = String((await formOf(request.clone())).get("intent") ?? "");
  const back = (done: string) => ({ to: `/cases/${caseId}/filings/${filingId}`, done });
  switch (wanted) {
    case "changeFiling": {
      const input = await parseForm(request, filingChangeForm);
      return input.ok
        ? answer(
            await changeFiling(actor, caseId, { ...input.value, subject: filingId }),
            input.form,
            back("filingChanged"),
          )
        : badInput(input);
    }
    case "letter": {
      const input = await parseForm(request, letterForm);
      return input.ok
        ? answer(await noteLetter(actor, caseId, filingId, input.value), input.form, back("letterNoted"))
        : badInput(input);
    }
    case "removeLetter":
    case "removeCost": {
      const input = await parseForm(request, removeForm);
      if (!input.ok) return badInput(input);
      return wanted === "removeLetter"
        ? answer(await removeLetter(actor, caseId, filingId, input.value), input.form, back("letterRemoved"))
        : answer(await removeCost(actor, caseId, filingId, input.value), input.form, back("costRemoved"));
    }
    case "deadline": {
      const input = await parseForm(request, manualForm);
      const language = await languageOf(request);
      return input.ok
        ? answer(await addDeadline(actor, caseId, filingId, input.value, language), input.form, back("deadlineAdded"))
        : badInput(input);
    }
    case "reopen": {
      const input = await parseForm(request, reopenForm);
      return input.ok
        ? answer(await reopenDeadline(actor, caseId, input.value), input.form, back("deadlineReopened"))
        : badInput(input);
    }
    case "cost": {
      const input = await parseForm(request, costForm);
      return input.ok
        ? answer(await noteCost(actor, caseId, filingId, input.value), input.form, back("costNoted"))
        : badInput(input);
    }
    case "budget": {
      const input = await parseForm(request, budgetForm);
      return input.ok
        ? answer(await setBudget(actor, caseId, filingId, input.value), input.form, back("budgetSet"))
        : badInput(input);
    }
    case "abandon": {
      const input = await parseForm(request, abandonForm);
      return input.ok
        ? answer(await proposeAbandoning(actor, caseId, filingId, input.value), input.form, back("abandonProposed"))
        : badInput(input);
    }
  }
  const input = await parseForm(request, z.object({ intent: z.enum(["agreeAbandoning", "keepFiling"]) }));
  if (!input.ok) return badInput(input);
  return input.value.intent === "keepFiling"
    ? answer(await keepFiling(actor, caseId, filingId), input.form, back("filingKept"))
    : answer(await agreeAbandoning(actor, caseId, filingId), input.form, back("abandoned"));
}

export default function FilingPage() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const { filing } = view;
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <>
            <Link to={`/cases/${view.caseId}`} className="underline">
              {t("protection.file.case")}
            </Link>{" "}
            · {t(`protection.rights.${filing.right}`)} · {t(`protection.kinds.${filing.kind}`)}{" "}
            {view.isDemonstration && <DemoMark />}
          </>
        }
        title={
          <>
            {filing.jurisdiction} {filing.number} <Text value={view.title} />
          </>
        }
      >
        <Badge>{t(`protection.states.${filing.state}`)}</Badge>
      </PageHead>
      <FormProblem />
      <div className="mb-6">
        <Facts
          rows={[
            [t("protection.filedOn"), filing.filedOn ? format.date(filing.filedOn) : t("protection.file.unknown")],
            [t("protection.file.grantNumber"), filing.grantNumber],
            [t("protection.priorityOn"), filing.priorityOn && format.date(filing.priorityOn)],
            [
              t("protection.basedOn"),
              view.designated && (
                <Link to={`/cases/${view.caseId}/filings/${view.designated.id}`}>{view.designated.number}</Link>
              ),
            ],
            [t("protection.publishedOn"), filing.publishedOn && format.date(filing.publishedOn)],
            [t("protection.grantedOn"), filing.grantedOn && format.date(filing.grantedOn)],
            [t("protection.file.endsOn"), view.endsOn && format.date(view.endsOn)],
            [t("protection.agent"), [filing.agent, filing.agentReference].filter(Boolean).join(" · ")],
          ]}
        />
      </div>
      <DatesSection view={view} />
      <LettersSection view={view} />
      {view.mayFile && <CostsSection view={view} />}
      {view.mayFile && (
        <Section title={t("protection.file.changes")}>
          {filing.state !== "withdrawn" && <FilingChange view={view} />}
          <AbandonSection view={view} />
        </Section>
      )}
    </WorkPage>
  );
}
