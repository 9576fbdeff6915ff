import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  follow,
  frequencyForm,
  isRefusedBy,
  noteOpened,
  refusalForm,
  refuseTechnology,
  shortlist,
  shortlistForm,
  shortlistsOf,
  technologyByKey,
} from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { ActForm } from "../components/act-form.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { RefuseForm } from "../components/matching/refuse-form.tsx";
import { reasonChoices } from "../components/matching/view.server.ts";
import { PageHead, Section, WorkPage } from "../components/page.tsx";
import { FrequencyField } from "../components/partner/frequency.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const technology = await technologyByKey({ slug: new URL(request.url).searchParams.get("t") ?? "" });
  if (!technology) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  await noteOpened(actor, technology.id);
  return {
    id: technology.id,
    slug: technology.slug,
    title: readable(technology.title, language, technology.original),
    lists: (await shortlistsOf(actor)).map(({ id, name }) => ({ id, name })),
    reasons: reasonChoices(language),
    isRefused: await isRefusedBy(actor, technology.id),
  };
}

const form = z.union([
  z.intersection(z.object({ intent: z.literal("shortlist"), subject: z.string("required") }), shortlistForm),
  z.intersection(z.object({ intent: z.literal("follow"), subject: z.string("required") }), frequencyForm),
  z.intersection(z.object({ intent: z.literal("refuse"), subject: z.string("required") }), refusalForm),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const asked = input.value;
  switch (asked.intent) {
    case "shortlist":
      return answer(await shortlist(actor, asked.subject, asked.name), input.form, {
        to: ({ id }) => `/partner/shortlists/${id}`,
        done: "shortlisted",
      });
    case "follow":
      return answer(await follow(actor, asked.subject, asked.frequency, await languageOf(request)), input.form, {
        to: "/partner/alerts",
        done: "followed",
      });
    case "refuse":
      return answer(await refuseTechnology(actor, asked.subject, asked), input.form, {
        to: "/partner",
        done: "refused",
      });
  }
}

export default function Keep() {
  const { id, slug, title, lists, reasons, isRefused } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead
        eyebrow={<Link to="/partner">{t("site.workspace.partner")}</Link>}
        title={
          <Link to={`/technologies/${slug}`}>
            <Text value={title} />
          </Link>
        }
      />
      <FormProblem />
      <div className="max-w-xl">
        <Section title={t("partner.keep.shortlist")}>
          {lists.length > 0 && (
            <div className="mb-3 flex flex-wrap gap-2">
              {lists.map((list) => (
                <ActForm key={list.id} intents={["shortlist"]} subject={id}>
                  <input type="hidden" name="name" value={list.name} />
                  <Button name="intent" value="shortlist">
                    + {list.name}
                  </Button>
                </ActForm>
              ))}
            </div>
          )}
          <ActForm intents={["shortlist"]} subject={id} className="flex flex-wrap items-end gap-3">
            <TextField name="name" label={t("partner.keep.newList")} required />
            <div className="mb-4">
              <Button name="intent" value="shortlist">
                {t("partner.keep.add")}
              </Button>
            </div>
          </ActForm>
        </Section>
        <Section title={t("partner.keep.follow")}>
          <p className="mb-2 text-ink2">{t("partner.keep.followText")}</p>
          {isRefused && <p className="mb-2 border-l-4 border-warn pl-3">{t("partner.keep.followRefused")}</p>}
          <ActForm intents={["follow"]} subject={id} className="flex flex-wrap items-end gap-3">
            <FrequencyField />
            <div className="mb-4">
              <Button name="intent" value="follow">
                {t("partner.keep.follow")}
              </Button>
            </div>
          </ActForm>
        </Section>
        {!isRefused && <RefuseForm subject={id} reasons={reasons} title={title.text} />}
      </div>
    </WorkPage>
  );
}
