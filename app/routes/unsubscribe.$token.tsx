import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { unsubscribe, unsubscribing } from "#services/catalogue/index.ts";
import { Button } from "../components/button.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { useTranslation } from "../i18n/words.ts";

export async function loader({ params }: LoaderFunctionArgs) {
  const found = await unsubscribing(params.token!);
  if (!found) throw new Response(null, { status: 404 });
  return { email: found.email, name: found.name };
}

/** Pressed here, or by a mail program that posts and shows no page: RFC 8058 forbids a redirect. */
export async function action({ params }: ActionFunctionArgs) {
  const result = await unsubscribe(params.token!);
  if (!result.ok) throw new Response(null, { status: 404 });
  return data({ isDone: true });
}

export const headers = () => ({ "X-Robots-Tag": "noindex", "Cache-Control": "no-store" });

export default function Unsubscribe() {
  const { email, name } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-xl">
      <PageHead title={t("partner.unsubscribe.title")} />
      {done?.isDone ? (
        <p role="status">✓ {t("partner.unsubscribe.done", { email })}</p>
      ) : (
        <Form method="post">
          <p className="mb-4 text-ink2">
            {name ? t("partner.unsubscribe.one", { name, email }) : t("partner.unsubscribe.all", { email })}
          </p>
          <Button look="primary">{t("partner.unsubscribe.button")}</Button>
        </Form>
      )}
    </PublicPage>
  );
}
