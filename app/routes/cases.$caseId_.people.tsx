import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { partForm, participantForm } from "#services/identity/index.ts";
import { readable } from "#services/language.ts";
import { changePart, inviteParticipant, sharingPage } from "#services/outputs/index.ts";
import { FormProblem } from "../components/fields.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { AskOnto, Participants } from "../components/participants.tsx";
import { Text } from "../components/text.tsx";
import { act, runAct } from "../form/acts.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const page = await sharingPage(actor, params.caseId!);
  if (!page) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const { disclosure, participants } = page;
  return {
    caseId: disclosure.caseId,
    id: disclosure.id,
    title: readable(disclosure.title, language, disclosure.original),
    participants: participants.map((each) => ({ ...each, isExpired: each.expiresAt < Date.now() })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const page = await sharingPage(actor, params.caseId!);
  if (!page) throw new Response(null, { status: 404 });
  const { id } = page.disclosure;
  const acts = {
    inviteOnto: act(participantForm, (input) => inviteParticipant(actor, id, input), "participantAsked"),
    partOn: act(partForm, (input) => changePart(actor, id, input), "partChanged"),
  };
  return runAct(acts, request, `/cases/${params.caseId}/people`);
}

/** Who reads a disclosure beside its inventors and the office, and what each may do. */
export default function PeopleOnDisclosure() {
  const { caseId, id, title, participants } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <Link to={`/cases/${caseId}`}>
            <Text value={title} />
          </Link>
        }
        title={t("disclose.shared.title")}
        actions={<Link to={`/disclosures/${id}`}>{t("disclose.talk.title")}</Link>}
      />
      <div className="max-w-3xl">
        <p className="mb-5 text-ink2">{t("disclose.shared.intro")}</p>
        <FormProblem />
        {participants.length === 0 ? (
          <EmptyState title={t("disclose.shared.none")} />
        ) : (
          <div className="mb-6">
            <Participants rows={participants} />
          </div>
        )}
        <Section title={t("disclose.shared.ask")}>
          <AskOnto key={participants.length} />
        </Section>
      </div>
    </WorkPage>
  );
}
