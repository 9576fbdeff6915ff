import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerPromise, confirmGuest, guestThread, guestWrites, messageForm } from "#services/deals/index.ts";
import { readable } from "#services/language.ts";
import { ActForm } from "../components/act-form.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, TextArea } from "../components/fields.tsx";
import { Facts, PageHead, PublicPage, Section } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
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
  const format = useFormat();
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
            <Section title={t("deals.conversation")}>
              <ol>
                {view.messages.map((message) => (
                  <li
                    key={message.id}
                    className="mb-3 border-l-2 pl-3"
                    style={{ borderColor: message.side === "licensor" ? "var(--orig)" : "var(--mat)" }}
                  >
                    <p className="text-sm text-ink3">
                      <b className="text-ink">{message.author}</b> · {t(`deals.sides.${message.side}`)} ·{" "}
                      {format.instant(message.createdAt)}
                    </p>
                    <p className="whitespace-pre-line break-words">{message.text}</p>
                  </li>
                ))}
              </ol>
              {view.messages.every((message) => message.side === "partner") && (
                <p className="mb-3 text-sm text-ink2">{usual}</p>
              )}
              <ActForm intents={["message"]} key={view.messages.length}>
                <TextArea name="text" label={t("deals.write")} rows={3} required />
                <Button name="intent" value="message">
                  {t("deals.send")}
                </Button>
              </ActForm>
            </Section>
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
