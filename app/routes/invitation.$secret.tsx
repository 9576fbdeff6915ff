import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import {
  acceptInvitation,
  acceptInvitationForm,
  declineForm,
  declineInvitation,
  invitationBySecret,
  organisationsByIds,
} from "#services/identity/index.ts";
import { plain } from "#services/language.ts";
import { fail } from "#services/result.ts";
import { ActForm } from "../components/act-form.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { answer, badInput, formOf, parseForm, refuse } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { viewerFor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const invitation = await invitationBySecret(params.secret!);
  if (!invitation) throw new Response(null, { status: 404 });
  const organisation = (await organisationsByIds([invitation.organisationId])).get(invitation.organisationId);
  const { viewer } = await viewerFor(request, context);
  return {
    ...invitation,
    organisationName: plain(organisation?.name, await languageOf(request)),
    isForAnother: viewer !== undefined && viewer.email !== invitation.email,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const invitation = await invitationBySecret(params.secret!);
  if (!invitation) throw new Response(null, { status: 404 });
  const { viewer } = await viewerFor(request, context);
  if (viewer && viewer.email !== invitation.email) return refuse(fail("invitationForAnother"));
  if ((await formOf(request.clone())).get("intent") === "decline") {
    const input = await parseForm(request, declineForm);
    return input.ok
      ? answer(await declineInvitation(params.secret!, input.value.reason, context.address), input.form, {
          to: `/invitation/${params.secret}`,
          done: "invitationDeclined",
        })
      : badInput(input);
  }
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
      <FormProblem />
      {invitation.state !== "open" ? (
        <p className="font-semibold">{t(`partner.invitation.${invitation.state}`)}</p>
      ) : invitation.isForAnother ? (
        <p className="font-semibold">{t("problems.invitationForAnother")}</p>
      ) : (
        <Answer hasAccount={invitation.hasAccount} />
      )}
    </PublicPage>
  );
}

function Answer({ hasAccount }: { hasAccount: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Form method="post" noValidate>
        {!hasAccount && (
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
      <details className="mt-6">
        <summary>{t("partner.invitation.decline")}</summary>
        <ActForm intents={["decline"]} className="mt-3">
          <TextField name="reason" label={t("matching.refuse.reason")} required />
          <Button name="intent" value="decline">
            {t("partner.invitation.decline")}
          </Button>
        </ActForm>
      </details>
    </>
  );
}
