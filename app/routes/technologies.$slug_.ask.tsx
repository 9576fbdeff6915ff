import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { technologyBySlug } from "#services/catalogue/index.ts";
import { enquire, enquiryForm } from "#services/deals/index.ts";
import { may } from "#services/identity/index.ts";
import { readable } from "#services/language.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, TextArea } from "../components/fields.tsx";
import { EmptyState, PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const found = await technologyBySlug(params.slug!);
  if (!found) throw new Response(null, { status: 404 });
  return {
    title: readable(found.technology.title, await languageOf(request), found.technology.original),
    mayAsk: may(actor, "deal.enquire"),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const input = await parseForm(request, enquiryForm);
  if (!input.ok) return badInput(input);
  return answer(await enquire(actor, params.slug!, input.value), input.form, {
    to: ({ id }) => `/deals/${id}`,
    done: "enquired",
  });
}

export default function Ask() {
  const { title, mayAsk } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-2xl">
      <PageHead eyebrow={t("catalogue.ask")} title={<Text value={title} />} />
      {mayAsk ? (
        <Form method="post" noValidate>
          <FormProblem />
          <TextArea name="question" label={t("deals.question")} hint={t("deals.questionHint")} rows={6} required />
          <Button look="primary">{t("deals.send")}</Button>
          <p className="mt-4 text-sm text-ink2">{t("catalogue.askNext")}</p>
        </Form>
      ) : (
        <EmptyState title={t("deals.partnersOnly")}>{t("deals.partnersOnlyText")}</EmptyState>
      )}
    </PublicPage>
  );
}
