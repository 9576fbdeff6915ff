import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  companyForm,
  companyProfile,
  consentForm,
  consentsOf,
  saveCompany,
  sectors,
  setConsent,
} from "#services/catalogue/index.ts";
import { ActForm } from "../components/act-form.tsx";
import { Button } from "../components/button.tsx";
import { fields } from "../components/field-names.ts";
import { Checkbox, FormProblem, Select, TextArea } from "../components/fields.tsx";
import { PageHead, Section, WorkPage } from "../components/page.tsx";
import { PartnerNav } from "../components/partner/partner-nav.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const purposes = ["outreach", "behaviour"] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const language = await languageOf(request);
  const [profile, consents] = await Promise.all([companyProfile(actor.organisationId), consentsOf(actor)]);
  return {
    profile: {
      interests: profile?.interests ?? "",
      fields: profile?.fields ?? [],
      regions: profile?.regions ?? [],
      size: profile?.size ?? "",
      sectors: profile?.sectors ?? [],
    },
    sectors: sectors().map(({ code, label }) => ({ value: code, label: `${code} · ${label[language]}` })),
    consents,
  };
}

const form = z.union([
  z.intersection(z.object({ intent: z.literal("save") }), companyForm),
  z.intersection(z.object({ intent: z.enum(["consent", "withdraw"]) }), consentForm),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const asked = input.value;
  const next = { to: "/partner/company", done: "saved" };
  return asked.intent === "save"
    ? answer(await saveCompany(actor, asked), input.form, next)
    : answer(await setConsent(actor, asked.purpose, asked.intent === "consent"), input.form, next);
}

export default function Company() {
  const { profile, sectors, consents } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const ticks = (name: string, label: string, choices: Array<{ value: string; label: string }>, chosen: string[]) => (
    <fieldset className="mb-4">
      <legend className="mb-1 text-sm font-semibold">{label}</legend>
      <div className="grid sm:grid-cols-3">
        {choices.map((each) => (
          <Checkbox
            key={each.value}
            name={name}
            value={each.value}
            label={each.label}
            defaultChecked={chosen.includes(each.value)}
          />
        ))}
      </div>
    </fieldset>
  );
  return (
    <WorkPage>
      <PageHead title={t("partner.nav.company")} />
      <PartnerNav />
      <FormProblem />
      <div className="grid gap-x-12 lg:grid-cols-[minmax(0,1fr)_340px]">
        <Section title={t("partner.company.title")}>
          <p className="mb-4 text-ink2">{t("partner.company.text")}</p>
          <ActForm intents={["save"]} holdsRecord>
            <TextArea
              name="interests"
              label={t("partner.company.interests")}
              hint={t("partner.company.interestsHint")}
              defaultValue={profile.interests}
              rows={4}
            />
            {ticks(
              "fields",
              t("catalogue.field"),
              fields.map((each) => ({ value: each, label: t(`catalogue.fields.${each}`) })),
              profile.fields,
            )}
            {ticks(
              "regions",
              t("catalogue.landing"),
              ["hongKong", "mainland", "elsewhere"].map((each) => ({
                value: each,
                label: t(`catalogue.regions.${each}`),
              })),
              profile.regions,
            )}
            <Select
              name="size"
              label={t("partner.company.size")}
              empty="–"
              defaultValue={profile.size}
              choices={["upTo49", "upTo249", "upTo999", "from1000"].map((each) => ({
                value: each,
                label: t(`partner.company.sizes.${each}`),
              }))}
              className="max-w-xs"
            />
            {ticks("sectors", t("partner.company.sectors"), sectors, profile.sectors)}
            <Button look="primary" name="intent" value="save">
              {t("matching.need.save")}
            </Button>
          </ActForm>
        </Section>
        <Section title={t("partner.consent.title")}>
          {purposes.map((purpose) => {
            const given = consents.find((each) => each.purpose === purpose && each.withdrawnAt === null);
            return (
              <div key={purpose} className="mb-4 border-b border-line pb-4">
                <h3 className="font-semibold">{t(`partner.consent.${purpose}`)}</h3>
                <p className="mb-2 text-sm text-ink2">{t(`partner.consent.${purpose}Text`)}</p>
                {given && (
                  <p className="mb-2 text-sm">
                    ✓ {t("partner.consent.given", { by: given.by, day: format.day(given.givenAt) })}
                  </p>
                )}
                <ActForm intents={["consent", "withdraw"]}>
                  <input type="hidden" name="purpose" value={purpose} />
                  <Button name="intent" value={given ? "withdraw" : "consent"}>
                    {t(given ? "partner.consent.withdraw" : "partner.consent.give")}
                    <span className="sr-only">: {t(`partner.consent.${purpose}`)}</span>
                  </Button>
                </ActForm>
              </div>
            );
          })}
        </Section>
      </div>
    </WorkPage>
  );
}
