import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { intakeBySecret, takeUpForm, takeUpIntake } from "#services/outputs/index.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function loader({ params }: LoaderFunctionArgs) {
  const found = await intakeBySecret(params.secret!);
  if (!found) throw new Response(null, { status: 404 });
  return found;
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const input = await parseForm(request, takeUpForm);
  if (!input.ok) return badInput(input);
  return answer(await takeUpIntake(params.secret!, input.value, context.address), input.form, {
    to: ({ id }) => `/sign-in?next=${encodeURIComponent(`/research/disclosures/${id}`)}`,
    done: "intakeTaken",
  });
}

/** A button rather than the bare link: mail scanners open links, and must not use them up. */
export default function TakeUp() {
  const { title, email, hasAccount } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-lg">
      <PageHead eyebrow={t("disclose.takeUp.eyebrow")} title={title} />
      <p className="mb-4 text-ink2">{t(hasAccount ? "disclose.takeUp.known" : "disclose.takeUp.new", { email })}</p>
      <Form method="post" noValidate>
        <FormProblem />
        {!hasAccount && (
          <TextField
            name="password"
            type="password"
            label={t("identity.password")}
            hint={t("identity.passwordHint")}
            autoComplete="new-password"
            required
          />
        )}
        <Button look="primary">{t("disclose.takeUp.button")}</Button>
      </Form>
    </PublicPage>
  );
}
