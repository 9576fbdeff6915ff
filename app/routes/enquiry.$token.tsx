import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerPromise, confirmGuest, guestThread, guestWrites, messageForm } from "#services/deals/index.ts";
import { readable } from "#services/language.ts";
import { ActForm } from "../components/act-form.tsx";
import { Button } from "../components/button.tsx";
import { Conversation } from "../components/deals/conversation.tsx";
import { FormProblem } from "../components/fields.tsx";
import { Facts, PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const thread = await guestThread(params.token!);
  if (!thread) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const { technology, ...rest } = thread;
  return {
    ...rest,
    slug: technology.slug,
    title: readable(technology.title, language, technology.original),
    organisation: technology.organisation && readable(technology.organisation, language),
    promise: await answerPromise(technology.organisationId),
  };
}

const form = z.union([
  z.object({ intent: z.literal("confirm") }),
  z.intersection(z.object({ intent: z.literal("message") }), messageForm),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const token = params.token!;
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  return input.value.intent === "confirm"
    ? answer(await confirmGuest(token), input.form, { to: `/enquiry/${token}`, done: "enquired" })
    : answer(await guestWrites(token, input.value), input.form, { to: `/enquiry/${token}`, done: "messageSent" });
}

export const headers = () => ({ "X-Robots-Tag": "noindex", "Cache-Control": "no-store" });

export default function GuestEnquiry() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const usual = t(view.promise.isMeasured ? "partner.enquiry.usualMeasured" : "partner.enquiry.usual", {
    count: view.promise.days,
  });
  return (
    <PublicPage className="max-w-2xl">
      <PageHead
        eyebrow={t("partner.enquiry.yours")}
        title={
          <Link to={`/technologies/${view.slug}`}>
            <Text value={view.title} />
          </Link>
        }
      />
      <FormProblem />
      {!view.isConfirmed ? (
        <>
          <p className="mb-4 whitespace-pre-line border-l-2 border-line2 pl-3">{view.question}</p>
          <p className="mb-4 text-ink2">{t("partner.enquiry.confirmText", { email: view.email })}</p>
          <ActForm intents={["confirm"]}>
            <Button look="primary" name="intent" value="confirm">
              {t("partner.enquiry.confirm")}
            </Button>
          </ActForm>
          <p className="mt-4 text-sm text-ink2">{usual}</p>
        </>
      ) : (
        <>
          <Facts
            rows={[
              [t("outputs.number"), view.deal?.number],
              [t("outputs.state"), view.deal && t(`deals.states.${view.deal.state}`)],
              [t("partner.enquiry.with"), view.organisation && <Text key="o" value={view.organisation} />],
              [t("partner.enquiry.officer"), view.deal?.officer],
            ]}
          />
          <div className="mt-6">
            <Conversation messages={view.messages}>
              {view.messages.every((message) => message.side === "partner") && (
                <p className="mb-3 text-sm text-ink2">{usual}</p>
              )}
            </Conversation>
          </div>
          <p className="text-sm text-ink2">
            {t("partner.enquiry.account")}{" "}
            <Link to="/reset" className="underline">
              {t("partner.enquiry.accountLink")}
            </Link>
          </p>
        </>
      )}
    </PublicPage>
  );
}
