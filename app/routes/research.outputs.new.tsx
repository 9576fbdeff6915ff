import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { outputForm, recordOutput } from "#services/outputs/index.ts";
import { Once } from "../components/once.tsx";
import { OutputForm } from "../components/outputs/output-form.tsx";
import { outputLists } from "../components/outputs/output-lists.server.ts";
import { PageHead, WorkPage } from "../components/page.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requirePermission } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requirePermission(request, context, "output.record");
  return { lists: await outputLists(await languageOf(request)), key: randomUUID() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requirePermission(request, context, "output.record");
  const input = await parseForm(request, outputForm);
  if (!input.ok) return badInput(input);
  return answer(await recordOutput(actor, input.value, await languageOf(request)), input.form, {
    to: ({ id }) => `/cases/${id}`,
    done: "outputRecorded",
  });
}

export default function NewOutput() {
  const { lists, key } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead title={t("outputs.new.title")} />
      <OutputForm {...lists} button={t("outputs.new.button")}>
        <Once name={key} />
      </OutputForm>
    </WorkPage>
  );
}
