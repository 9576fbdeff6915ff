import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { noteOpened, technologyBySlug } from "#services/catalogue/index.ts";
import { answerPromise, enquire, enquiryForm, guestEnquire, guestForm } from "#services/deals/index.ts";
import { may, newChallenge, PROOF_BITS } from "#services/identity/index.ts";
import { readable } from "#services/language.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, TextArea, TextField } from "../components/fields.tsx";
import { EmptyState, PageHead, PublicPage } from "../components/page.tsx";
import { ProofOfWork } from "../components/proof-of-work.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { actorFor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await actorFor(request, context);
  const found = await technologyBySlug(params.slug!);
  if (!found?.organisation) throw new Response(null, { status: 404 });
  const { technology, organisation } = found;
  const language = await languageOf(request);
  await noteOpened(actor, technology.id);
  return {
    slug: technology.slug,
    title: readable(technology.title, language, technology.original),
    organisation: readable(organisation.name, language),
    promise: await answerPromise(organisation.id),
    who: actor ? (may(actor, "deal.enquire") ? ("partner" as const) : ("other" as const)) : ("guest" as const),
    challenge: actor ? "" : await newChallenge(),
    bits: PROOF_BITS,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await actorFor(request, context);
  const slug = params.slug!;
  if (!actor) {
    const input = await parseForm(request, guestForm);
    if (!input.ok) return badInput(input);
    return answer(await guestEnquire(slug, input.value, await languageOf(request), context.address), input.form, {
      to: `/technologies/${slug}/ask/sent`,
    });
  }
  const input = await parseForm(request, enquiryForm);
  if (!input.ok) return badInput(input);
  return answer(await enquire(actor, slug, input.value), input.form, {
    to: ({ id }) => `/deals/${id}`,
    done: "enquired",
  });
}

export default function Ask() {
  const { slug, title, organisation, promise, who, challenge, bits } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const next = (
    <p className="mt-4 text-sm text-ink2">
      {t(promise.isMeasured ? "partner.enquiry.usualMeasured" : "partner.enquiry.usual", { count: promise.days })}{" "}
      {t("partner.enquiry.then")}
    </p>
  );
  return (
    <PublicPage className="max-w-2xl">
      <PageHead eyebrow={t("catalogue.ask")} title={<Text value={title} />}>
        <p className="mt-1 text-sm text-ink2">
          <Text value={organisation} />
        </p>
      </PageHead>
      {who === "other" && <EmptyState title={t("deals.partnersOnly")}>{t("deals.partnersOnlyText")}</EmptyState>}
      {who === "partner" && (
        <Form method="post" noValidate>
          <FormProblem />
          <TextArea name="question" label={t("deals.question")} hint={t("deals.questionHint")} rows={6} required />
          <Button look="primary">{t("deals.send")}</Button>
          {next}
        </Form>
      )}
      {who === "guest" && (
        <Form method="post" noValidate>
          <FormProblem />
          <p className="mb-4 text-ink2">
            {t("partner.enquiry.guest")}{" "}
            <Link to={`/sign-in?next=${encodeURIComponent(`/technologies/${slug}/ask`)}`} className="underline">
              {t("partner.enquiry.signIn")}
            </Link>
          </p>
          <TextArea name="question" label={t("deals.question")} hint={t("deals.questionHint")} rows={6} required />
          <TextField name="name" label={t("identity.name")} autoComplete="name" required />
          <TextField name="firm" label={t("partner.enquiry.firm")} autoComplete="organization" required />
          <TextField
            name="email"
            type="email"
            label={t("partner.enquiry.email")}
            hint={t("partner.enquiry.emailHint")}
            autoComplete="email"
            required
          />
          <div className="absolute -left-[9999px]" aria-hidden="true">
            <label htmlFor="field-website">{t("partner.enquiry.leaveEmpty")}</label>
            <input id="field-website" name="website" tabIndex={-1} autoComplete="off" />
          </div>
          <ProofOfWork challenge={challenge} bits={bits} />
          <Button look="primary">{t("deals.send")}</Button>
          {next}
        </Form>
      )}
    </PublicPage>
  );
}
