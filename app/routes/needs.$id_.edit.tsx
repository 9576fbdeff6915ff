import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { needForm, needPage, writeNeed } from "#services/catalogue/index.ts";
import { bandChoices } from "../components/matching/view.server.ts";
import { NeedForm } from "../components/needs/need-form.tsx";
import { PageHead, WorkPage } from "../components/page.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { isLanguage, languageNames, languages } from "../i18n/languages.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const own = (await needPage(actor, params.id!))?.own;
  if (!own) throw new Response(null, { status: 404 });
  const asked = new URL(request.url).searchParams.get("write");
  const reader = await languageOf(request);
  const language = isLanguage(asked) ? asked : own.title[reader] ? reader : own.original;
  return {
    id: own.id,
    isPublished: own.state !== "draft",
    bands: bandChoices(),
    need: {
      language,
      title: own.title[language] ?? "",
      text: own.text[language] ?? "",
      tried: own.tried?.[language] ?? "",
      isTriedPublic: own.isTriedPublic,
      keywords: (own.keywords[language] ?? []).join(", "),
      confidential: own.confidential,
      isAnonymous: own.isAnonymous,
      field: own.field,
      wanted: own.wanted,
      minTrl: own.minTrl,
      budgetBand: own.budgetBand,
      landingRegion: own.landingRegion,
      openUntil: own.openUntil,
    },
  };
}

const form = z.intersection(z.object({ intent: z.enum(["save", "publish"]).default("save") }), needForm);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const publishes = input.value.intent === "publish";
  return answer(await writeNeed(actor, params.id!, input.value, publishes), input.form, {
    to: `/needs/${params.id}`,
    done: publishes ? "needPublished" : "saved",
  });
}

export default function EditNeed() {
  const { id, isPublished, need, bands } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead eyebrow={<Link to={`/needs/${id}`}>{t("matching.need.back")}</Link>} title={t("matching.need.edit")} />
      <p className="mb-4 flex flex-wrap gap-x-4 text-sm">
        {t("matching.need.writeIn")}
        {languages.map((each) => (
          <Link
            key={each}
            to={`?write=${each}`}
            lang={each}
            aria-current={each === need.language ? "true" : undefined}
            className="aria-[current]:font-semibold"
          >
            {languageNames[each].full}
          </Link>
        ))}
      </p>
      <div className="max-w-3xl" key={need.language}>
        <NeedForm need={need} bands={bands} isPublished={isPublished} />
      </div>
    </WorkPage>
  );
}
