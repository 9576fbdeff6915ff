import type { ActionFunctionArgs } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { confirmEmail } from "#services/identity/index.ts";
import { Button } from "../components/button.tsx";
import { FormProblem } from "../components/fields.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { answer } from "../form/parse.server.ts";
import { useTranslation } from "../i18n/words.ts";

/** A button rather than the bare link: mail scanners open links, and must not use them up. */
export async function action({ params, context }: ActionFunctionArgs) {
  return answer(await confirmEmail(params.secret!, context.address), undefined, {
    to: "/sign-in",
    done: "emailConfirmed",
  });
}

export default function Confirm() {
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-lg">
      <PageHead title={t("identity.confirm.title")} />
      <Form method="post" noValidate>
        <FormProblem />
        <Button look="primary">{t("identity.confirm.button")}</Button>
      </Form>
    </PublicPage>
  );
}
