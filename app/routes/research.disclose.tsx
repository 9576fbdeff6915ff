import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  Link,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
  useRouteLoaderData,
} from "@remix-run/react";
import { useEffect } from "react";
import { plain } from "#services/language.ts";
import {
  discloseFromAnswers,
  disclosureKinds,
  firstAnswersForm,
  homesOfResearch,
  leaveAnswers,
  newcomerForm,
} from "#services/outputs/index.ts";
import { FIRST_ANSWERS, FirstScreen } from "../components/outputs/first-screen.tsx";
import { PageHead, WorkPage } from "../components/page.tsx";
import { NO_CONNECTION, wasNotSent } from "../form/form-answer.ts";
import { answer, type BadInput, badInput, parseForm, refuse } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import type { loader as rootLoader } from "../root.tsx";
import { actorFor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await actorFor(request, context);
  const language = await languageOf(request);
  const isKnown = actor?.role === "researcher";
  return {
    key: randomUUID(),
    kinds: [...disclosureKinds],
    homes: isKnown
      ? null
      : (await homesOfResearch()).map(({ id, name }) => ({ value: id, label: plain(name, language) })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await actorFor(request, context);
  const language = await languageOf(request);
  if (actor?.role === "researcher") {
    const input = await parseForm(request, firstAnswersForm);
    if (!input.ok) return badInput(input);
    const begun = await discloseFromAnswers(actor, input.value, language);
    return answer(begun, input.form, {
      to: ({ id }) => `/research/disclosures/${id}?step=people`,
    });
  }
  const input = await parseForm(request, firstAnswersForm.and(newcomerForm));
  if (!input.ok) return badInput(input);
  const left = await leaveAnswers(input.value, input.value, language, context.address);
  return left.ok ? data({ isSent: true, email: input.value.email }) : refuse(left, input.form);
}

export const shouldRevalidate = ({ actionResult, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  !wasNotSent(actionResult) && defaultShouldRevalidate;

/** Without a connection the form stays, with what was typed: the device keeps it too. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction();
  } catch (problem) {
    // What a browser throws when nothing can be reached; an answer of the portal is no such error.
    if (!(problem instanceof TypeError)) throw problem;
    return { problem: { code: NO_CONNECTION }, fields: {}, values: {} } satisfies BadInput;
  }
}

/** The way in for whoever has an invention: no account first, nobody's approval, five questions. */
export default function Disclose() {
  const { key, kinds, homes } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const site = useRouteLoaderData<typeof rootLoader>("root");
  const sent = useActionData<{ isSent?: true; email?: string }>();
  return (
    <WorkPage>
      <PageHead
        eyebrow={homes ? undefined : <Link to="/research">{t("site.workspace.research")}</Link>}
        title={t("disclose.first.heading")}
      />
      {sent?.isSent ? (
        <Sent email={sent.email ?? ""} />
      ) : (
        <>
          <p className="mb-4 max-w-2xl text-ink2">
            {t("disclose.first.intro")}{" "}
            {site?.viewer?.organisationName && !homes && t("disclose.first.to", { name: site.viewer.organisationName })}
          </p>
          <FirstScreen
            formKey={key}
            homes={homes}
            madeKinds={kinds.map((kind) => ({ value: kind, label: t(`outputs.made.${kind}`) }))}
          />
        </>
      )}
    </WorkPage>
  );
}

function Sent({ email }: { email: string }) {
  const { t } = useTranslation();
  useEffect(() => localStorage.removeItem(FIRST_ANSWERS), []);
  return (
    <p role="status" className="max-w-2xl">
      {t("disclose.first.sent", { email })}
    </p>
  );
}
