import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import {
  declareInterests,
  hongKongDay,
  interestForm,
  interestQuestions,
  reviewerDesk,
} from "#services/funding/index.ts";
import { Button } from "../components/button.tsx";
import { Checkbox, FormProblem, Framed, Select, TextField } from "../components/fields.tsx";
import { PageHead, WorkPage } from "../components/page.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "reviewer");
  const { declaration, isCurrent } = await reviewerDesk(actor, hongKongDay(Date.now()));
  return {
    interests: declaration?.interests,
    validUntil: declaration?.validUntil,
    isCurrent,
    questions: [...interestQuestions],
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "reviewer");
  const input = await parseForm(request, interestForm);
  if (!input.ok) return badInput(input);
  return answer(await declareInterests(actor, input.value), input.form, { to: "/funding", done: "interestsDeclared" });
}

export default function Interests() {
  const { interests, validUntil, isCurrent, questions } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead title={t("applications.interests.title")}>
        <p className="max-w-2xl text-ink2">{t("applications.interests.text")}</p>
        {isCurrent && validUntil && (
          <p className="text-ok">{t("applications.interests.until", { day: format.date(validUntil) })}</p>
        )}
      </PageHead>
      <Form method="post" noValidate className="max-w-3xl">
        <FormProblem />
        {questions.map((name) => (
          <div key={name} className="grid gap-x-4 border-t border-line pt-2 sm:grid-cols-[1fr_1fr]">
            <Select
              name={name}
              label={t(`applications.interests.questions.${name}`)}
              empty={t("applications.choose")}
              defaultValue={interests ? (interests[name] ? "yes" : "no") : undefined}
              choices={(["no", "yes"] as const).map((word) => ({
                value: word,
                label: t(`applications.interests.${word}`),
              }))}
              required
            />
            <TextField
              name={`details.${name}`}
              label={t("applications.interests.details")}
              defaultValue={interests?.[name]}
            />
          </div>
        ))}
        <Framed name="accurate" label={t("applications.accurateLabel")} required>
          {() => <Checkbox name="accurate" label={t("applications.interests.accurate")} />}
        </Framed>
        <Button look="primary">{t("applications.interests.declare")}</Button>
      </Form>
    </WorkPage>
  );
}
