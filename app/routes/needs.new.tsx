import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { needForm, writeNeed } from "#services/catalogue/index.ts";
import { bandChoices } from "../components/matching/view.server.ts";
import { NeedForm } from "../components/needs/need-form.tsx";
import { PageHead, WorkPage } from "../components/page.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requirePermission } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requirePermission(request, context, "need.post");
  const search = new URL(request.url).searchParams;
  return { language: await languageOf(request), bands: bandChoices(), title: (search.get("q") ?? "").slice(0, 200) };
}

const form = z.intersection(z.object({ intent: z.enum(["save", "publish"]).default("publish") }), needForm);

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requirePermission(request, context, "need.post");
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const publishes = input.value.intent === "publish";
  return answer(await writeNeed(actor, undefined, input.value, publishes), input.form, {
    to: ({ id }) => `/needs/${id}`,
    done: publishes ? "needPublished" : "saved",
  });
}

export default function NewNeed() {
  const { language, bands, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead title={t("matching.need.new")}>
        <p className="mt-1 max-w-[75ch] text-ink2">{t("matching.need.newText")}</p>
      </PageHead>
      <div className="max-w-3xl">
        <NeedForm
          bands={bands}
          isPublished={false}
          need={{
            language,
            title,
            text: "",
            tried: "",
            isTriedPublic: false,
            confidential: "",
            isAnonymous: false,
            field: "",
            wanted: [],
            minTrl: null,
            budgetBand: null,
            landingRegion: null,
            openUntil: null,
            keywords: "",
          }}
        />
      </div>
    </WorkPage>
  );
}
