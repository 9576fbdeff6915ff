import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { answerAsSponsor, sponsorAnswerForm, sponsorPage } from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { Button } from "../components/button.tsx";
import { Checkbox, FormProblem, Framed, MoneyField, Select, TextArea, TextField } from "../components/fields.tsx";
import { Facts, PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const page = await sponsorPage(params.secret!);
  if (!page) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  return {
    secret: params.secret!,
    gap: page.gap,
    programmeId: page.programmeId,
    hasLetter: page.hasLetter,
    became: page.became,
    name: page.invitation.name,
    state: page.invitation.state,
    isOpen: page.isOpen,
    isSent: page.isSent,
    until: page.until,
    title: readable(page.title, language),
    note: page.note,
    currency: page.currency,
    currencies: page.currencies,
    heldBackBasisPoints: page.heldBackBasisPoints,
    lead: readable(page.lead, language),
    programme: readable(page.programme, language),
    stage: page.stage ? readable(page.stage, language) : undefined,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const input = await parseForm(request, sponsorAnswerForm);
  if (!input.ok) return badInput(input);
  return answer(await answerAsSponsor(params.secret!, input.value, await languageOf(request)), input.form, {
    to: `/sponsor/${params.secret}`,
    done: "sponsorAnswered",
  });
}

/** A firm's page without an account: what it is asked, and its signed answer. */
export default function Sponsor() {
  const {
    secret,
    gap,
    programmeId,
    hasLetter,
    became,
    name,
    state,
    isOpen,
    isSent,
    until,
    title,
    note,
    currency,
    currencies,
    heldBackBasisPoints,
    lead,
    programme,
    stage,
  } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PublicPage className="max-w-2xl">
      <PageHead eyebrow={t("applications.sponsors.eyebrow", { name })} title={<Text value={title} />} />
      <Facts
        rows={[
          [t("funding.lead"), <Text key="lead" value={lead} />],
          [
            t("funding.programme"),
            <span key="programme">
              <Text value={programme} /> · <Link to={`/programmes/${programmeId}`}>{t("funding.rules")}</Link>
            </span>,
          ],
          [t("funding.stage"), stage && <Text key="stage" value={stage} />],
          [
            t("applications.sponsors.gap"),
            isOpen &&
              gap &&
              t(`applications.sponsors.${gapWords(gap)}`, {
                short: format.money(gap.short, currency),
                cash: format.money(gap.leastNewCash, currency),
              }),
          ],
          [t("applications.sponsors.theirWords"), note],
        ]}
      />
      {isOpen ? (
        <>
          <Form method="post" noValidate className="mt-6">
            <FormProblem />
            <div className="grid gap-x-4 sm:grid-cols-2">
              <Select
                name="form"
                label={t("funding.form")}
                choices={(["cash", "capital", "inKind"] as const).map((form) => ({
                  value: form,
                  label: t(`funding.forms.${form}`),
                }))}
              />
              <MoneyField name="amount" label={t("applications.amount")} currency="" required />
              <Select
                name="currency"
                label={t("funding.exchange.currency")}
                hint={t("applications.sponsors.currencyHint", {
                  own: currency,
                  share: format.percent(heldBackBasisPoints),
                })}
                choices={[{ value: "", label: currency }, ...currencies.map((each) => ({ value: each, label: each }))]}
              />
              <Select
                name="isRedeemable"
                label={t("funding.redeemable")}
                hint={t("applications.sponsors.redeemableHint")}
                choices={["false", "true"].map((each) => ({ value: each, label: t(`kit.yesNo.${each}`) }))}
              />
              <TextField name="signatory" label={t("applications.pledgeLetter.signatory")} required />
            </div>
            <Select
              name="isRelated"
              label={t("applications.sponsors.related")}
              hint={t("applications.sponsors.relatedHint")}
              empty={t("applications.choose")}
              choices={["false", "true"].map((each) => ({ value: each, label: t(`kit.yesNo.${each}`) }))}
              required
            />
            <TextArea name="relation" label={t("applications.sponsors.relation")} rows={2} />
            <Framed name="authority" label={t("applications.sponsors.signHead")} required>
              {() => <Checkbox name="authority" label={t("applications.sponsors.authority", { name })} />}
            </Framed>
            <Button look="primary" name="word" value="pledge">
              {t("applications.sponsors.pledge")}
            </Button>
            <p className="mt-2 text-sm text-ink3">{t("applications.sponsors.until", { day: format.day(until) })}</p>
          </Form>
          <details className="mt-6">
            <summary>{t("applications.sponsors.refuse")}</summary>
            <Form method="post" noValidate className="mt-3">
              <TextArea name="reason" label={t("funding.reason")} rows={2} required />
              <Button name="word" value="decline">
                {t("applications.sponsors.decline")}
              </Button>
            </Form>
          </details>
        </>
      ) : (
        <p className="mt-6 text-ink2">
          {state === "invited"
            ? isSent
              ? t("applications.sponsors.sentMeanwhile")
              : t("applications.sponsors.overSince", { day: format.day(until) })
            : became
              ? t(`applications.sponsors.became.${became.what}`, {
                  day: became.what === "fellAway" ? format.date(became.on) : "",
                })
              : t(`applications.sponsors.thanks.${state}`)}
          {hasLetter && (
            <>
              {" "}
              <a href={`/sponsor/${secret}/letter.pdf`} download>
                {t("applications.sponsors.copy")}
              </a>
            </>
          )}
        </p>
      )}
    </PublicPage>
  );
}

/** Which sentence says what the stage lacks, for a firm that reads it: the university's own part is no firm's to bring. */
function gapWords({ short, missingSides }: { short: number; missingSides: string[] }) {
  if (short > 0) return missingSides.includes("university") ? "gapWithUniversity" : "gapOf";
  return missingSides.includes("industry") ? "gapOfIndustry" : "noGap";
}
