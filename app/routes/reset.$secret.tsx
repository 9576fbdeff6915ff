import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { z } from "zod";
import { newPassword, resetPassword, signOutEverywhere } from "#services/identity/index.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { badInput, parseForm, refuse } from "../form/parse.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { flashCookie } from "../session.server.ts";

export async function action({ request, params, context }: ActionFunctionArgs) {
  const input = await parseForm(request, z.object({ password: newPassword }));
  if (!input.ok) return badInput(input);
  const result = await resetPassword(params.secret!, input.value.password, context.address);
  if (!result.ok) return refuse(result);
  // Whoever else is signed in with the old password is not any more.
  const headers = new Headers({ "Set-Cookie": await signOutEverywhere(result.value.personId) });
  headers.append("Set-Cookie", await flashCookie.serialize("passwordSet"));
  return redirect("/sign-in", { headers });
}

export default function NewPassword() {
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-lg">
      <PageHead title={t("identity.reset.newTitle")} />
      <Form method="post" noValidate>
        <FormProblem />
        <TextField
          name="password"
          type="password"
          label={t("identity.newPassword")}
          hint={t("identity.passwordHint")}
          autoComplete="new-password"
          required
        />
        <Button look="primary">{t("identity.reset.newButton")}</Button>
      </Form>
    </PublicPage>
  );
}
