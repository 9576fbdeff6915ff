import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import {
  acceptInvitation,
  acceptInvitationForm,
  invitationBySecret,
  organisationsByIds,
} from "#services/identity/index.ts";
import { plain } from "#services/language.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const invitation = await invitationBySecret(params.secret!);
  if (!invitation) throw new Response(null, { status: 404 });
  const organisation = (await organisationsByIds([invitation.organisationId])).get(invitation.organisationId);
  return { ...invitation, organisationName: plain(organisation?.name, await languageOf(request)) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const invitation = await invitationBySecret(params.secret!);
  if (!invitation) throw new Response(null, { status: 404 });
  const next = { to: "/sign-in", done: "invitationAccepted" };
  if (invitation.hasAccount)
    return answer(await acceptInvitation(params.secret!, undefined, context.address), undefined, next);
  const input = await parseForm(request, acceptInvitationForm);
  if (!input.ok) return badInput(input);
  return answer(await acceptInvitation(params.secret!, input.value, context.address), input.form, next);
}

export default function Invitation() {
  const invitation = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-lg">
      <PageHead title={t("identity.invitation.title", { organisation: invitation.organisationName })} />
      <p className="mb-4">
        {invitation.email} · {t(`site.role.${invitation.role}`)}
      </p>
      <Form method="post" noValidate>
        <FormProblem />
        {!invitation.hasAccount && (
          <>
            <TextField name="name" label={t("identity.name")} autoComplete="name" required />
            <TextField
              name="password"
              type="password"
              label={t("identity.password")}
              hint={t("identity.passwordHint")}
              autoComplete="new-password"
              required
            />
          </>
        )}
        <Button look="primary">{t("identity.invitation.button")}</Button>
      </Form>
    </PublicPage>
  );
}
