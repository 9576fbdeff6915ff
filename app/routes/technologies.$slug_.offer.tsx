import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { makeOffer, offerForm, offerPage } from "#services/catalogue/index.ts";
import { may } from "#services/identity/index.ts";
import { readable } from "#services/language.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, MoneyField, Select, TextArea, TextField } from "../components/fields.tsx";
import { EmptyState, Facts, PageHead, PublicPage, Section } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const language = await languageOf(request);
  const page = await offerPage(actor, params.slug!);
  if (!page) throw new Response(null, { status: 404 });
  const { technology, invitation, own, state } = page;
  return {
    title: readable(technology.title, language, technology.original),
    closesOn: invitation.closesOn,
    state,
    openedAt: invitation.openedAt,
    terms: readable(invitation.terms, language),
    mayOffer: may(actor, "offer.make"),
    own: own
      ? {
          exclusivity: own.exclusivity,
          fieldOfUse: own.fieldOfUse,
          territory: own.territory,
          upfront: (own.upfront / 100).toFixed(2),
          payment: own.upfront,
          royaltyBasisPoints: own.royaltyBasisPoints,
          currency: own.currency,
          royalty: String(own.royaltyBasisPoints / 100),
          plan: own.plan,
          seal: own.seal,
          createdAt: own.createdAt,
        }
      : null,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const input = await parseForm(request, offerForm);
  if (!input.ok) return badInput(input);
  return answer(await makeOffer(actor, params.slug!, input.value), input.form, {
    to: `/technologies/${params.slug}/offer`,
    done: "offerSealed",
  });
}

export default function Offer() {
  const { title, closesOn, state, openedAt, terms, mayOffer, own } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PublicPage className="max-w-2xl">
      <PageHead eyebrow={t("technology.invitation.title")} title={<Text value={title} />} />
      <p className="text-ink2">
        {state === "open" && t("technology.invitation.until", { day: format.date(closesOn) })}
        {state === "closed" && t("technology.invitation.overUnopened", { day: format.date(closesOn) })}
        {state === "opened" && t("technology.invitation.openedOn", { day: format.day(openedAt ?? 0) })}
      </p>
      {terms.text && (
        <p className="mt-2 whitespace-pre-line text-ink2">
          <Text value={terms} />
        </p>
      )}
      {state === "open" && (
        <p className="my-4 border-l-4 border-seal pl-4 text-[15px]">{t("technology.invitation.sealedNote")}</p>
      )}
      {own && (
        <p className="mb-4 text-[15px] text-seal">
          ◉ {t("technology.invitation.yours", { at: format.instant(own.createdAt), seal: own.seal.slice(0, 12) })}
        </p>
      )}
      {own && (
        <Section title={t("technology.invitation.readBack")}>
          <Facts
            rows={[
              [t("technology.invitation.licence"), t(`deals.exclusivity.${own.exclusivity}`)],
              [t("technology.fieldOfUse"), own.fieldOfUse],
              [t("technology.territory"), own.territory],
              [t("technology.invitation.upfront"), format.money(own.payment, own.currency)],
              [t("technology.invitation.royalty"), format.percent(own.royaltyBasisPoints)],
              [
                t("technology.invitation.plan"),
                <span key="plan" className="whitespace-pre-line">
                  {own.plan}
                </span>,
              ],
            ]}
          />
        </Section>
      )}
      {state !== "open" ? null : mayOffer ? (
        <Form method="post" noValidate className="text-[15px]">
          <FormProblem />
          <Select
            name="exclusivity"
            label={t("technology.invitation.licence")}
            defaultValue={own?.exclusivity ?? "nonExclusive"}
            choices={["nonExclusive", "sole", "exclusive"].map((each) => ({
              value: each,
              label: t(`deals.exclusivity.${each}`),
            }))}
          />
          <TextField name="fieldOfUse" label={t("technology.fieldOfUse")} defaultValue={own?.fieldOfUse} required />
          <TextField name="territory" label={t("technology.territory")} defaultValue={own?.territory} required />
          <div className="grid gap-x-4 sm:grid-cols-3">
            <MoneyField
              name="upfront"
              label={t("technology.invitation.upfront")}
              currency=""
              defaultValue={own?.upfront}
              required
            />
            <Select
              name="currency"
              label={t("technology.invitation.currency")}
              defaultValue={own?.currency ?? "HKD"}
              choices={["HKD", "CNY", "USD", "EUR"].map((each) => ({ value: each, label: each }))}
            />
            <TextField
              name="royalty"
              label={t("technology.invitation.royalty")}
              inputMode="decimal"
              defaultValue={own?.royalty}
              required
            />
          </div>
          <TextArea
            name="plan"
            label={t("technology.invitation.plan")}
            hint={t("technology.invitation.planHint")}
            rows={6}
            defaultValue={own?.plan}
            required
          />
          <Button look="primary">{own ? t("technology.invitation.replace") : t("technology.invitation.seal")}</Button>
        </Form>
      ) : (
        <EmptyState title={t("deals.partnersOnly")}>{t("deals.partnersOnlyText")}</EmptyState>
      )}
    </PublicPage>
  );
}
