import type { ActionFunctionArgs } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { signUp, signUpForm } from "#services/identity/index.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { badInput, parseForm, refuse } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const input = await parseForm(request, signUpForm);
  if (!input.ok) return badInput(input);
  const result = await signUp(input.value, await languageOf(request), context.address);
  return result.ok ? { isDone: true } : refuse(result, input.form);
}

export default function SignUp() {
  const { t } = useTranslation();
  const done = useActionData<typeof action>();
  return (
    <PublicPage className="max-w-lg">
      <PageHead title={t("identity.signUp.title")} />
      {done && "isDone" in done ? (
        <p role="status">{t("identity.signUp.done")}</p>
      ) : (
        <Form method="post" noValidate>
          <FormProblem />
          <TextField name="name" label={t("identity.name")} autoComplete="name" required />
          <TextField name="email" type="email" label={t("identity.email")} autoComplete="username" required />
          <TextField
            name="password"
            type="password"
            label={t("identity.password")}
            hint={t("identity.passwordHint")}
            autoComplete="new-password"
            required
          />
          <Button look="primary">{t("identity.signUp.button")}</Button>
        </Form>
      )}
    </PublicPage>
  );
}
