import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { answerForm, answerNeed, needPage, serviceTargets, technologiesToAnswer } from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, Select, TextArea } from "../components/fields.tsx";
import { PageHead, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requirePermission } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requirePermission(request, context, "need.answer");
  const need = await needPage(actor, params.id!);
  if (!need) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const technologies = await technologiesToAnswer(actor, need.id);
  return {
    id: need.id,
    title: readable(need.title, language, need.original),
    isOpen: need.mayAnswer,
    days: serviceTargets().answer.targetWorkingDays,
    technologies: technologies.map(({ id, title, original, score }) => ({
      value: id,
      label: readable(title, language, original).text,
      score,
    })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requirePermission(request, context, "need.answer");
  const input = await parseForm(request, answerForm);
  if (!input.ok) return badInput(input);
  return answer(await answerNeed(actor, params.id!, input.value), input.form, {
    to: ({ id }) => `/needs/${params.id}/answers/${id}`,
    done: "needAnswered",
  });
}

export default function AnswerNeed() {
  const { id, title, isOpen, technologies, days } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <Link to={`/needs/${id}`}>
            <Text value={title} />
          </Link>
        }
        title={t("matching.answer.open")}
      />
      <div className="max-w-2xl">
        {isOpen ? (
          <Form method="post" noValidate>
            <FormProblem />
            <Select
              name="technologyId"
              label={t("matching.answer.technology")}
              hint={t("matching.answer.technologyHint")}
              empty={t("matching.answer.noTechnology")}
              defaultValue={technologies.find((each) => each.score > 0)?.value}
              choices={technologies.map((each) => ({
                value: each.value,
                label: each.score > 0 ? `${each.label} · ${t("matching.score", { score: each.score })}` : each.label,
              }))}
            />
            <TextArea
              name="proposal"
              label={t("matching.answer.proposal")}
              hint={t("matching.answer.proposalHint")}
              rows={6}
            />
            <Button look="primary">{t("matching.answer.send")}</Button>
            <p className="mt-4 text-sm text-ink2">{t("matching.answer.next", { count: days })}</p>
          </Form>
        ) : (
          <p>{t("problems.needIsClosed")}</p>
        )}
      </div>
    </WorkPage>
  );
}
