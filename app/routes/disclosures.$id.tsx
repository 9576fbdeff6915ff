import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { may } from "#services/identity/index.ts";
import { commentForm, commentOn, disclosureMachine, disclosurePage } from "#services/outputs/index.ts";
import { stepFor } from "#services/states.ts";
import { LinkButton } from "../components/button.tsx";
import { FormProblem } from "../components/fields.tsx";
import { SharedDisclosure } from "../components/outputs/shared-disclosure.tsx";
import { sharedView } from "../components/outputs/shared-view.server.ts";
import { PageHead, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { act, runAct } from "../form/acts.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const page = await disclosurePage(actor, params.id!);
  if (!page) throw new Response(null, { status: 404 });
  const { relations, disclosure } = page;
  return {
    view: await sharedView(page, await languageOf(request)),
    mayComment: disclosure.state !== "withdrawn" && may(actor, "disclosure.comment", relations),
    mayWrite:
      may(actor, "disclosure.write", relations) &&
      stepFor(disclosureMachine, disclosure.state, "edit", actor.role) !== undefined,
    isOnCase: relations.includes("own") || relations.includes("organisation"),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const id = params.id!;
  const acts = { comment: act(commentForm, (said) => commentOn(actor, id, said), "commented") };
  return runAct(acts, request, `/disclosures/${id}`);
}

/** A disclosure to read and to talk about, for everybody on it. */
export default function DisclosureToRead() {
  const { view, mayComment, mayWrite, isOnCase } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead
        eyebrow={`${t("outputs.disclosure.eyebrow")} · ${t("outputs.confidential")} · ${t(`outputs.states.${view.state}`)}`}
        title={<Text value={view.title} />}
        actions={
          <>
            {isOnCase && <LinkButton to={`/cases/${view.caseId}`}>{t("disclose.shared.toCase")}</LinkButton>}
            {mayWrite && (
              <LinkButton look="primary" to={`/research/disclosures/${view.id}`}>
                {t("disclose.shared.write")}
              </LinkButton>
            )}
          </>
        }
      />
      <FormProblem />
      <SharedDisclosure view={view} mayComment={mayComment} withFiles />
    </WorkPage>
  );
}
