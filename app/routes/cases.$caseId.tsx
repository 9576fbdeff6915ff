import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { assess, assessmentForm, decidePathway, decisionForm } from "#services/evaluation/index.ts";
import { noteForm } from "#services/note.ts";
import {
  addNote,
  answerSignedIn,
  askInventors,
  attachmentForm,
  attachToDisclosure,
  beginDisclosure,
  deleteDraft,
  moveDisclosure,
  outputFor,
  reassign,
  reassignForm,
  removeAttachment,
  replyForm,
  submitDisclosure,
} from "#services/outputs/index.ts";
import { filingForm, openFamily } from "#services/protection/index.ts";
import { formVenture, ventureForm } from "#services/ventures/index.ts";
import { DemoMark } from "../components/badge.tsx";
import { CaseRail, CaseRailRest } from "../components/cases/rail.tsx";
import { useCaseSections } from "../components/cases/sections.tsx";
import { caseView } from "../components/cases/view.server.ts";
import { ReassignSection, WordSection } from "../components/cases/word.tsx";
import { FormProblem } from "../components/fields.tsx";
import { Fold, SectionNav } from "../components/fold.tsx";
import { JourneyBar } from "../components/journey-bar.tsx";
import { wordForm, wordOf } from "../components/outputs/word.server.ts";
import { PageHead, RecordLayout, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, formOf, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const view = await caseView(actor, params.caseId!, await languageOf(request));
  if (!view) throw new Response(null, { status: 404 });
  return view;
}
/** Where the record has moved on, the page shows its present state beside what was typed. */
export const shouldRevalidate = ({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  actionStatus === 409 || defaultShouldRevalidate;

export type CaseView = Awaited<ReturnType<typeof loader>>;

const intent = <K extends string, S extends z.ZodType>(name: K, schema: S) =>
  z.intersection(z.object({ intent: z.literal(name) }), schema);
const reason = z.object({ reason: z.string().trim().max(5000, "tooLong").default("") });
const move = z.intersection(
  z.object({ intent: z.enum(["triage", "return", "evaluate", "decline", "withdraw"]) }),
  reason,
);
const caseForm = z.union([
  z.object({ intent: z.enum(["begin", "askInventors", "deleteDraft"]) }),
  z.object({ intent: z.literal("removeFile"), subject: z.string() }),
  move,
]);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const caseId = params.caseId!;
  const found = await outputFor(actor, caseId);
  if (!found) throw new Response(null, { status: 404 });
  const disclosureId = found.disclosure?.id ?? "";
  const wanted = String((await formOf(request.clone())).get("intent") ?? "");
  const back = (done: string) => ({ to: `/cases/${caseId}`, done });
  switch (wanted) {
    case "assess": {
      const input = await parseForm(request, intent("assess", assessmentForm));
      return input.ok
        ? answer(await assess(actor, disclosureId, input.value), input.form, back("assessed"))
        : badInput(input);
    }
    case "decide": {
      const input = await parseForm(request, intent("decide", decisionForm));
      return input.ok
        ? answer(await decidePathway(actor, disclosureId, input.value), input.form, back("decided"))
        : badInput(input);
    }
    case "file": {
      const input = await parseForm(request, intent("file", filingForm));
      return input.ok
        ? answer(await openFamily(actor, caseId, input.value), input.form, back("filed"))
        : badInput(input);
    }
    case "note": {
      const input = await parseForm(request, intent("note", noteForm));
      return input.ok ? answer(await addNote(actor, caseId, input.value), input.form, back("noted")) : badInput(input);
    }
    case "attach": {
      const input = await parseForm(request, intent("attach", attachmentForm));
      return input.ok
        ? answer(await attachToDisclosure(actor, caseId, input.value.files), input.form, {
            to: `/cases/${caseId}#files`,
            done: "attached",
          })
        : badInput(input);
    }
    case "submit": {
      const input = await parseForm(request, intent("submit", replyForm));
      return input.ok
        ? answer(await submitDisclosure(actor, disclosureId, input.value.reply), input.form, back("submitted"))
        : badInput(input);
    }
    case "word": {
      const input = await parseForm(request, wordForm);
      return input.ok
        ? answer(await answerSignedIn(actor, disclosureId, wordOf(input.value)), input.form, back("inventorAnswered"))
        : badInput(input);
    }
    case "reassign": {
      const input = await parseForm(request, intent("reassign", reassignForm));
      return input.ok
        ? answer(await reassign(actor, disclosureId, input.value), input.form, back("reassigned"))
        : badInput(input);
    }
    case "formVenture": {
      const input = await parseForm(request, intent("formVenture", ventureForm));
      return input.ok
        ? answer(await formVenture(actor, caseId, input.value), input.form, {
            to: ({ slug }) => `/ventures/${slug}`,
            done: "ventureFormed",
          })
        : badInput(input);
    }
  }
  const input = await parseForm(request, caseForm);
  if (!input.ok) return badInput(input);
  const asked = input.value;
  switch (asked.intent) {
    case "begin": {
      const begun = await beginDisclosure(actor, caseId);
      return answer(begun, input.form, { to: ({ id }) => `/research/disclosures/${id}` });
    }
    case "askInventors":
      return answer(await askInventors(actor, disclosureId), input.form, back("inventorsAsked"));
    case "deleteDraft":
      return answer(await deleteDraft(actor, disclosureId), input.form, back("draftDeleted"));
    case "removeFile":
      return answer(await removeAttachment(actor, caseId, asked.subject), input.form, back("fileRemoved"));
    default:
      return "reason" in asked
        ? answer(await moveDisclosure(actor, disclosureId, asked.intent, asked.reason), input.form, back("moved"))
        : redirect(`/cases/${caseId}`);
  }
}

export default function Case() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const sections = useCaseSections(view);
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <>
            {view.number && `${t("outputs.disclosure.eyebrow")} ${view.number} · `}
            {t(`outputs.kinds.${view.kind}`)} · {t("outputs.confidential")} {view.isDemonstration && <DemoMark />}
          </>
        }
        title={<Text value={view.title} />}
      />
      <JourneyBar steps={view.steps.map((step) => ({ ...step, on: step.at ? format.day(step.at) : undefined }))} />
      <SectionNav
        label={t("outputs.case.sections")}
        sections={[
          { id: "state", title: t("outputs.state") },
          ...sections,
          ...(view.inventors.length > 0 ? [{ id: "people", title: t("outputs.disclosure.inventors") }] : []),
          { id: "history", title: t("outputs.history") },
        ]}
      />
      <RecordLayout rail={<CaseRail view={view} />} after={<CaseRailRest view={view} />}>
        <FormProblem />
        <WordSection view={view} />
        <ReassignSection view={view} />
        {sections.map(({ body, ...section }) => (
          <Fold key={section.id} {...section}>
            {body}
          </Fold>
        ))}
      </RecordLayout>
    </WorkPage>
  );
}
