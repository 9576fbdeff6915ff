import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  accessList,
  answersTo,
  askAccess,
  decideAccess,
  moveNeed,
  needMachine,
  needPage,
  noteShown,
  refusalForm,
  refuseTechnology,
  suggestionsFor,
} from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { actionsFrom } from "#services/states.ts";
import { FormProblem } from "../components/fields.tsx";
import { reasonChoices, suggestionView } from "../components/matching/view.server.ts";
import { AnswerList } from "../components/needs/answer-list.tsx";
import { NeedBody } from "../components/needs/need-body.tsx";
import { NeedRail } from "../components/needs/need-rail.tsx";
import { NeedSuggestions } from "../components/needs/suggestions.tsx";
import { needView } from "../components/needs/view.server.ts";
import { PageHead, PublicPage, RecordLayout } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { actorFor, requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await actorFor(request, context);
  const page = await needPage(actor, params.id!);
  if (!page) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const [answers, asked, suggested] = await Promise.all([
    answersTo(actor, page),
    page.isOurs && page.hasConfidential ? accessList(page.id) : [],
    page.own && page.own.state !== "closed" ? suggestionsFor(page.own) : [],
  ]);
  // What a draft is shown to fit is no pair yet: nobody else can see it.
  if (page.own?.state === "open") await noteShown(page.own.organisationId, page.id, suggested);
  return {
    ...needView(page, language),
    tried: readable(page.tried, language, page.original),
    isTriedPublic: page.isTriedPublic,
    state: page.state,
    stateSince: page.stateSince,
    isAnonymous: page.isAnonymous,
    isOurs: page.isOurs,
    mayAnswer: page.mayAnswer,
    hasConfidential: page.hasConfidential,
    confidential: page.confidential,
    access: page.access,
    acts: page.isOurs && actor ? actionsFrom(needMachine, page.state, actor.role) : [],
    answers: answers.map(({ organisation, title, original, ...rest }) => ({
      ...rest,
      organisation: readable(organisation, language),
      technology: title && readable(title, language, original ?? "en"),
    })),
    asked: asked.map((each) => ({ ...each, organisation: readable(each.organisation, language) })),
    suggested: suggested.map((each) => suggestionView(each, language)),
    reasons: reasonChoices(language),
  };
}
export type NeedPageView = Awaited<ReturnType<typeof loader>>;

const form = z.union([
  z.object({ intent: z.enum(["publish", "close", "reopen", "askAccess"]) }),
  z.object({ intent: z.enum(["grant", "refuseAccess"]), subject: z.string("required").max(60) }),
  z.intersection(z.object({ intent: z.literal("refuse"), subject: z.string("required").max(60) }), refusalForm),
]);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const id = params.id!;
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const asked = input.value;
  const back = (done: string) => ({ to: `/needs/${id}`, done });
  switch (asked.intent) {
    case "askAccess":
      return answer(await askAccess(actor, id), input.form, back("accessAsked"));
    case "grant":
    case "refuseAccess":
      return answer(await decideAccess(actor, id, asked.subject, asked.intent === "grant"), input.form, back("moved"));
    case "refuse":
      return answer(await refuseTechnology(actor, asked.subject, asked, id), input.form, back("refused"));
    default:
      return answer(
        await moveNeed(actor, id, asked.intent),
        input.form,
        back(asked.intent === "publish" ? "needPublished" : "moved"),
      );
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { name: "description", content: data?.text.text.slice(0, 200) ?? "" },
];

export default function NeedPage() {
  const need = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <PublicPage>
      <PageHead eyebrow={t("matching.need.eyebrow")} title={<Text value={need.title} />} />
      <RecordLayout rail={<NeedRail need={need} />}>
        <FormProblem />
        <NeedBody need={need} />
        <AnswerList need={need} />
        <NeedSuggestions need={need} />
      </RecordLayout>
    </PublicPage>
  );
}
