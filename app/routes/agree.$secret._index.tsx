import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerProfileByLink, profileByLink } from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { ActForm } from "../components/act-form.tsx";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { profileWordForm, profileWordOf } from "../components/catalogue/profile-word.server.ts";
import { TechnologyArticle } from "../components/catalogue/technology-article.tsx";
import { type TechnologyView, technologyView } from "../components/catalogue/technology-view.server.ts";
import { FormProblem, TextArea } from "../components/fields.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { Text, Told } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await profileByLink(params.secret!);
  if (!found) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const { named, title, original, technologyId: _technologyId, ...asked } = found;
  return {
    ...asked,
    title: readable(title, language, original),
    technology: named
      ? await technologyView(named, language, { pictures: `/agree/${params.secret}/pictures`, now: Date.now() })
      : null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const input = await parseForm(request, profileWordForm);
  if (!input.ok) return badInput(input);
  return answer(await answerProfileByLink(params.secret!, profileWordOf(input.value)), input.form, {
    to: `/agree/${params.secret}`,
    done: input.value.intent === "agree" ? "agreed" : "profileObjected",
  });
}

export const headers = () => ({ "X-Robots-Tag": "noindex", "Cache-Control": "no-store" });

/** An inventor reads here what would be made public, and agrees or objects, without an account. */
export default function Agree() {
  const { technology, title, name, number, state, answer: given, reason } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <PublicPage>
      <div className="no-print mt-5 border-l-4 border-warn bg-warn-soft px-4 py-3">
        <PageHead
          eyebrow={t("technology.answers.eyebrow", { name, number })}
          title={t(`technology.answers.head.${state}`)}
        />
        <FormProblem />
        {state === "changed" && (
          <p>
            <Text value={title} />: {t("technology.answers.changedText")}
          </p>
        )}
        {state === "open" && <p className="max-w-[75ch]">{t("technology.answers.openText")}</p>}
        {given && (
          <p className="mt-2">
            <Badge tone={given === "agreed" ? "ok" : "bad"}>{t(`technology.answers.${given}`)}</Badge>{" "}
            {reason && <Told text={reason} />}
          </p>
        )}
        {state === "open" && (
          <div className="mt-3 grid gap-x-8 gap-y-3 sm:grid-cols-2">
            {given !== "agreed" && (
              <ActForm intents={["agree"]}>
                <Button look="primary" name="intent" value="agree">
                  {t("technology.act.agree")}
                </Button>
              </ActForm>
            )}
            {given !== "objected" && (
              <details>
                <summary>{t("technology.act.object")}</summary>
                <ActForm intents={["object"]} className="mt-2">
                  <TextArea name="reason" label={t("technology.answers.reason")} rows={3} required />
                  <Button name="intent" value="object">
                    {t("technology.act.object")}
                  </Button>
                </ActForm>
              </details>
            )}
          </div>
        )}
      </div>
      {technology && (
        <div className="max-w-4xl pt-6">
          <TechnologyArticle technology={technology as TechnologyView} />
        </div>
      )}
    </PublicPage>
  );
}
