import type { ActionFunctionArgs } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { z } from "zod";
import { emailAddress, requestReset } from "#services/identity/index.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { badInput, parseForm, refuse } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const input = await parseForm(request, z.object({ email: emailAddress }));
  if (!input.ok) return badInput(input);
  const result = await requestReset(input.value.email, await languageOf(request), context.address);
  return result.ok ? { isDone: true } : refuse(result, input.form);
}

export default function Reset() {
  const { t } = useTranslation();
  const done = useActionData<typeof action>();
  return (
    <PublicPage className="max-w-lg">
      <PageHead title={t("identity.reset.title")} />
      {done && "isDone" in done ? (
        <p role="status">{t("identity.reset.done")}</p>
      ) : (
        <Form method="post" noValidate>
          <FormProblem />
          <TextField name="email" type="email" label={t("identity.email")} autoComplete="username" required />
          <Button look="primary">{t("identity.reset.button")}</Button>
        </Form>
      )}
    </PublicPage>
  );
}
