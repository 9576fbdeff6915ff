import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { keepLanguage, signIn } from "#services/identity/index.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { ownAddress } from "../form/own-address.ts";
import { badInput, parseForm, refuse } from "../form/parse.server.ts";
import { askedLanguage } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { viewerFor } from "../session.server.ts";

const form = z.object({
  email: z.string("required").trim().min(1, "required").max(200),
  password: z.string("required").min(1, "required").max(200),
  next: z.string().optional(),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await viewerFor(request, context);
  const next = ownAddress(new URL(request.url).searchParams.get("next"), "/workspace");
  if (viewer?.actor) throw redirect(next);
  return { next, isDemo: process.env.PORTAL_MODE !== "production" };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const result = await signIn(input.value.email, input.value.password, {
    address: context.address,
    userAgent: request.headers.get("user-agent"),
  });
  if (!result.ok) return refuse(result, input.form);
  // Chosen on this very page: what was chosen in this browser before may have been somebody else's choice.
  const language = askedLanguage(request);
  if (language) await keepLanguage(result.value, language);
  return redirect(
    result.value.awaitsSecondFactor ? "/sign-in/second-factor" : ownAddress(input.value.next, "/workspace"),
    {
      headers: { "Set-Cookie": result.value.cookie },
    },
  );
}

/** Only an address within the portal, so that a link cannot send people elsewhere after they signed in. */

const accounts = [
  "researcher",
  "tto",
  "tto2",
  "partner",
  "funder",
  "funder2",
  "reviewer",
  "reviewer2",
  "reviewer3",
  "auditor",
  "incubator",
  "admin",
];

export default function SignIn() {
  const { next, isDemo } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <PublicPage className="max-w-4xl">
      <PageHead title={t("identity.signIn.title")} />
      <div className="grid gap-10 md:grid-cols-2">
        <Form method="post" noValidate className="max-w-sm">
          <FormProblem />
          <input type="hidden" name="next" value={next} />
          <TextField name="email" type="email" label={t("identity.email")} autoComplete="username" required />
          <TextField
            name="password"
            type="password"
            label={t("identity.password")}
            autoComplete="current-password"
            required
          />
          <Button look="primary">{t("identity.signIn.button")}</Button>
          <p className="mt-5 text-sm">
            <Link to="/sign-up">{t("identity.signIn.signUp")}</Link> ·{" "}
            <Link to="/reset">{t("identity.signIn.forgot")}</Link>
          </p>
        </Form>
        {isDemo && (
          <section>
            <h2 className="text-[17px]">{t("identity.signIn.demoTitle")}</h2>
            <p className="mt-1 mb-2 text-sm text-ink2">{t("identity.signIn.demoText")}</p>
            {accounts.map((account) => (
              <Form key={account} method="post" className="border-b border-line">
                <input type="hidden" name="next" value={next} />
                <input type="hidden" name="email" value={`${account}@demo.slipway.example`} />
                <input type="hidden" name="password" value="slipway-demo" />
                <button
                  type="submit"
                  className="flex w-full flex-wrap justify-between gap-x-4 py-2 text-left hover:bg-accent-soft"
                >
                  <span className="font-semibold text-accent">{t(`identity.demoAccount.${account}`)}</span>
                  <span className="text-sm text-ink3">{account}@demo.slipway.example</span>
                </button>
              </Form>
            ))}
          </section>
        )}
      </div>
    </PublicPage>
  );
}
