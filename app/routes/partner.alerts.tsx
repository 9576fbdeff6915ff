import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { z } from "zod";
import {
  alertsOf,
  dropAlert,
  frequencyForm,
  savedSearchForm,
  saveSearch,
  setFrequency,
} from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { ActForm } from "../components/act-form.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, Section, WorkPage } from "../components/page.tsx";
import { FrequencyField } from "../components/partner/frequency.tsx";
import { PartnerNav } from "../components/partner/partner-nav.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const language = await languageOf(request);
  const { searches, followed } = await alertsOf(actor);
  // A page of the catalogue hands its own address over, to be kept as a search.
  const wanted = new URL(request.url).searchParams;
  return {
    isPartner: actor.role === "partner",
    email: actor.email,
    wanted: wanted.size > 0 && !wanted.has("lang") ? { query: wanted.toString(), name: wanted.get("q") ?? "" } : null,
    searches: searches.map(({ id, name, query, frequency }) => {
      const need = new URLSearchParams(query).get("need");
      return { id, name, frequency, isNeed: need !== null, to: need ? `/needs/${need}` : `/technologies?${query}` };
    }),
    followed: followed.map(({ id, slug, state, frequency, title, original, refusedAt }) => ({
      id,
      slug,
      state,
      frequency,
      isRefused: refusedAt !== null,
      title: readable(title, language, original),
    })),
  };
}

const subject = z.string("required").max(60);
const form = z.union([
  z.intersection(z.object({ intent: z.literal("save") }), savedSearchForm),
  z.intersection(z.object({ intent: z.enum(["setsearch", "setfollow"]), subject }), frequencyForm),
  z.object({ intent: z.enum(["dropsearch", "dropfollow"]), subject }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const asked = input.value;
  const next = (done: string) => ({ to: "/partner/alerts", done });
  switch (asked.intent) {
    case "save":
      return answer(await saveSearch(actor, asked, await languageOf(request)), input.form, next("searchSaved"));
    case "setsearch":
    case "setfollow":
      return answer(
        await setFrequency(actor, asked.intent === "setsearch" ? "search" : "follow", asked.subject, asked.frequency),
        input.form,
        next("saved"),
      );
    default:
      return answer(
        await dropAlert(actor, asked.intent === "dropsearch" ? "search" : "follow", asked.subject),
        input.form,
        next("moved"),
      );
  }
}

export default function Alerts() {
  const { isPartner, email, wanted, searches, followed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead title={t("partner.alerts.title")}>
        <p className="mt-1 max-w-[75ch] text-ink2">{t("partner.alerts.text", { email })}</p>
      </PageHead>
      {isPartner && <PartnerNav />}
      <FormProblem />
      <Section title={t("partner.alerts.new")}>
        <ActForm
          intents={["save"]}
          key={wanted?.query ?? ""}
          className="grid max-w-3xl items-end gap-x-4 sm:grid-cols-[1fr_1fr_auto]"
        >
          {wanted ? (
            <>
              <input type="hidden" name="query" value={wanted.query} />
              <TextField name="name" label={t("partner.alerts.name")} defaultValue={wanted.name} required />
            </>
          ) : (
            <WordsField />
          )}
          <FrequencyField />
          <div className="mb-4">
            <Button look="primary" name="intent" value="save">
              {t("partner.alerts.save")}
            </Button>
          </div>
        </ActForm>
        <p className="text-sm text-ink3">{t("partner.alerts.saveText")}</p>
      </Section>
      <Section title={t("partner.alerts.searches")}>
        {searches.length === 0 && <p className="text-ink2">{t("partner.alerts.noSearches")}</p>}
        {searches.map((each) => (
          <AlertRow key={each.id} kind="search" id={each.id} frequency={each.frequency} name={each.name}>
            <Link to={each.to}>{each.name}</Link>
            {each.isNeed && <span className="text-sm text-ink3"> · {t("matching.need.eyebrow")}</span>}
          </AlertRow>
        ))}
      </Section>
      <Section title={t("partner.alerts.followed")}>
        {followed.length === 0 && <p className="text-ink2">{t("partner.alerts.noFollowed")}</p>}
        {followed.map((each) => (
          <AlertRow key={each.id} kind="follow" id={each.id} frequency={each.frequency} name={each.title.text}>
            {each.state === "published" ? (
              <Link to={`/technologies/${each.slug}`}>
                <Text value={each.title} />
              </Link>
            ) : (
              <Text value={each.title} />
            )}
            {each.isRefused && (
              <span className="block text-sm text-warn">
                {t("partner.alerts.refused")}{" "}
                <Link to={`/partner/keep?t=${each.slug}`}>{t("partner.keep.follow")}</Link>
              </span>
            )}
          </AlertRow>
        ))}
      </Section>
    </WorkPage>
  );
}

/** Words to look for: the search and its name in one. */
function WordsField() {
  const { t } = useTranslation();
  return <TextField name="name" label={t("partner.alerts.words")} required />;
}

function AlertRow({
  kind,
  id,
  frequency,
  name,
  children,
}: {
  kind: "search" | "follow";
  id: string;
  frequency: string;
  name: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="grid items-center gap-x-4 border-b border-line py-2 sm:grid-cols-[1fr_auto_auto]">
      <p>{children}</p>
      <ActForm intents={[`set${kind}`]} subject={id} className="flex items-end gap-2">
        <FrequencyField defaultValue={frequency} />
        <div className="mb-4">
          <Button name="intent" value={`set${kind}`}>
            {t("partner.alerts.change")}
          </Button>
        </div>
      </ActForm>
      <ActForm intents={[`drop${kind}`]} subject={id} className="sm:mt-2">
        <Button
          look="quiet"
          name="intent"
          value={`drop${kind}`}
          aria-label={`${t("partner.alerts.drop")}${t("kit.colon")}${name}`}
        >
          {t("partner.alerts.drop")}
        </Button>
      </ActForm>
    </div>
  );
}
