import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readable } from "#services/language.ts";
import { answerAsInventor, inventorBySecret } from "#services/outputs/index.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { Facts, PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await inventorBySecret(params.secret!);
  if (!found) throw new Response(null, { status: 404 });
  const { inventor, disclosure } = found;
  return {
    title: readable(disclosure.title, await languageOf(request), disclosure.original),
    isOpen: disclosure.state === "awaitingInventors",
    inventor: {
      name: inventor.name,
      share: inventor.shareBasisPoints,
      contribution: inventor.contribution,
      confirmation: inventor.confirmation,
    },
  };
}

const form = z.discriminatedUnion("word", [
  z.object({ word: z.literal("confirm") }),
  z.object({ word: z.literal("dispute"), reason: z.string("required").trim().min(1, "required").max(2000, "tooLong") }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const word =
    input.value.word === "confirm"
      ? { confirms: true as const }
      : { confirms: false as const, reason: input.value.reason };
  return answer(await answerAsInventor(params.secret!, word), input.form, {
    to: `/inventor/${params.secret}`,
    done: "inventorAnswered",
  });
}

export default function InventorConfirmation() {
  const { title, isOpen, inventor } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PublicPage className="max-w-2xl">
      <PageHead eyebrow={t("outputs.inventor.eyebrow")} title={<Text value={title} />} />
      <Facts
        rows={[
          [t("identity.name"), inventor.name],
          [t("outputs.disclosure.share"), format.percent(inventor.share)],
          [t("outputs.disclosure.contribution"), inventor.contribution],
          [t("outputs.state"), t(`outputs.confirmation.${inventor.confirmation}`)],
        ]}
      />
      {isOpen ? (
        <>
          <Form method="post" noValidate className="mt-6">
            <FormProblem />
            <Button look="primary" name="word" value="confirm">
              {t("outputs.inventor.confirm")}
            </Button>
          </Form>
          <details className="mt-6">
            <summary>{t("outputs.inventor.disagree")}</summary>
            <Form method="post" noValidate className="mt-3">
              <TextField name="reason" label={t("outputs.inventor.reason")} required />
              <Button name="word" value="dispute">
                {t("outputs.inventor.dispute")}
              </Button>
            </Form>
          </details>
        </>
      ) : (
        <p className="mt-6 text-ink2">{t("outputs.inventor.closed")}</p>
      )}
    </PublicPage>
  );
}
