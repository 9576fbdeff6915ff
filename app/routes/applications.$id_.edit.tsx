import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, redirect, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { formParts } from "#services/funding/applying/form-parts.ts";
import {
  attachDocuments,
  budgetForm,
  declarationForm,
  declare,
  documentForm,
  handForm,
  handOverPart,
  keepAnswer,
  LONGEST_ANSWER,
  lateSince,
  paperForm,
  planForm,
  removeDocument,
  saveBudget,
  savePlan,
  saveStages,
  sayPaper,
  stagesForm,
} from "#services/funding/index.ts";
import { fail, ok } from "#services/result.ts";
import { FormProblem } from "../components/fields.tsx";
import { BudgetTable } from "../components/funding/budget-table.tsx";
import { DeclarationsPart } from "../components/funding/declarations-part.tsx";
import { DocumentsPart } from "../components/funding/documents-part.tsx";
import { formView } from "../components/funding/form-view.server.ts";
import { PlanRows } from "../components/funding/plan-rows.tsx";
import { ProjectPart } from "../components/funding/project-part.tsx";
import { StageFigures } from "../components/funding/stage-figures.tsx";
import { StepHands } from "../components/outputs/step-hands.tsx";
import { PageHead, WorkPage } from "../components/page.tsx";
import { type StepLink, Stepper } from "../components/stepper.tsx";
import { Text } from "../components/text.tsx";
import { act, runAct, subject } from "../form/acts.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const view = await formView(actor, params.id!, await languageOf(request));
  // What was sent has no form any more, only a page; who may not know of it gets a 404 there.
  if (!view) throw redirect(`/applications/${params.id}`);
  return view;
}

const texts = z.object({
  names: z.string().max(4000),
  kept: z.record(z.string(), z.string().max(LONGEST_ANSWER, "tooLong")).default({}),
  was: z.record(z.string(), z.string().max(LONGEST_ANSWER)).default({}),
});

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const id = params.id!;
  const part = new URL(request.url).searchParams.get("part") ?? "project";
  const saved = (await lateSince(actor, id)) === undefined ? "saved" : "savedLate";
  return runAct(
    {
      texts: act(
        texts,
        async ({ names, kept, was }) => {
          for (const name of names.split(",")) {
            const answered = await keepAnswer(actor, id, { name, value: kept[name] ?? "", was: was[name] ?? "" });
            if (!answered.ok) return answered;
            if (!answered.value.saved) return fail("changedMeanwhile");
          }
          return ok({});
        },
        saved,
      ),
      plan: act(planForm, (input) => savePlan(actor, id, input), saved),
      stages: act(stagesForm, (input) => saveStages(actor, id, input), saved),
      budget: act(budgetForm, (input) => saveBudget(actor, id, input), saved),
      attach: act(documentForm, (input) => attachDocuments(actor, id, input), saved === "saved" ? "attached" : saved),
      sayPaper: act(paperForm, (input) => sayPaper(actor, id, input), saved),
      removeFile: act(subject, (input) => removeDocument(actor, id, input.subject), "fileRemoved"),
      ...Object.fromEntries(
        (["assign", "markReady", "return", "takeBack"] as const).map((each) => [
          each,
          act(handForm, (input) => handOverPart(actor, id, each, input), "handedOver"),
        ]),
      ),
      declare: act(declarationForm, (input) => declare(actor, id, input), saved === "saved" ? "declared" : saved),
    },
    request,
    `/applications/${id}/edit?part=${part}`,
  );
}

export default function EditApplication() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const part = formParts.find((each) => each === search.get("part")) ?? "project";
  const hand = view.hands.steps.find((each) => each.step === part);
  const steps: StepLink[] = formParts.map((each) => ({
    label: t(`applications.parts.${each}`),
    to: `?part=${each}`,
    state: each === part ? "now" : view.missing.some((one) => one.part === each) ? "ahead" : "done",
  }));
  return (
    <WorkPage>
      <PageHead
        eyebrow={<Link to={`/applications/${view.id}`}>{view.number}</Link>}
        title={<Text value={view.title} />}
      />
      <Stepper label={t("applications.form")} steps={steps} />
      <FormProblem />
      <StepHands hands={view.hands} step={part} />
      <fieldset disabled={Boolean(hand?.refusal)} className="min-w-0">
        <legend className="sr-only">{t(`applications.parts.${part}`)}</legend>
        {part === "project" && <ProjectPart view={view} />}
        {part === "plan" && (
          <>
            <StageFigures view={view} />
            <PlanRows view={view} />
          </>
        )}
        {part === "budget" && <BudgetTable view={view} />}
        {part === "documents" && <DocumentsPart view={view} />}
        {part === "declarations" && <DeclarationsPart view={view} />}
      </fieldset>
    </WorkPage>
  );
}
