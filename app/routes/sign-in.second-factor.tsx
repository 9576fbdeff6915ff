import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { z } from "zod";
import { giveSecondFactor } from "#services/identity/index.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { viewerFor } from "../session.server.ts";

const form = z.object({ code: z.string("required").min(6, "required").max(12) });

async function waitingViewer({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await viewerFor(request, context);
  if (!viewer) throw redirect("/sign-in");
  if (!viewer.awaitsSecondFactor) throw redirect("/workspace");
  return viewer;
}

export async function loader(args: LoaderFunctionArgs) {
  await waitingViewer(args);
  return null;
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await waitingViewer(args);
  const input = await parseForm(args.request, form);
  if (!input.ok) return badInput(input);
  return answer(await giveSecondFactor(viewer, input.value.code), input.form, { to: "/workspace" });
}

export default function SecondFactor() {
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-md">
      <PageHead title={t("identity.secondFactor.title")} />
      <Form method="post" noValidate>
        <FormProblem />
        <TextField
          name="code"
          label={t("identity.secondFactor.code")}
          hint={t("identity.secondFactor.hint")}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
        <Button look="primary">{t("identity.signIn.button")}</Button>
      </Form>
    </PublicPage>
  );
}
