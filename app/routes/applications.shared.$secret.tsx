import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { commentForm, commentOnLink, isForAnother, mayOpen, sharedApplication } from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { ClosedLink } from "../components/closed-link.tsx";
import { FormProblem } from "../components/fields.tsx";
import { ApplicationText } from "../components/funding/application-text.tsx";
import { applicationView } from "../components/funding/application-view.server.ts";
import { Gantt } from "../components/funding/gantt.tsx";
import { Comments } from "../components/funding/people-section.tsx";
import { EmptyState, PageHead, PublicPage, Section } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { act, runAct } from "../form/acts.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { actorFor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const found = await sharedApplication(params.secret!);
  if (!found) throw new Response(null, { status: 404 });
  const { participant, application, isOpen } = found;
  const actor = await actorFor(request, context);
  if (await mayOpen(actor, application.id)) throw redirect(`/applications/${application.id}`);
  if (isForAnother(found, actor)) return { signedInAs: actor!.name };
  const { name, email, part, expiresAt } = participant;
  const language = await languageOf(request);
  // Whoever has no account reads what an outside partner with this part would.
  const reader: Actor = {
    ...{ personId: "", name, email, role: "partner", organisationId: "", membershipId: "", sessionId: "", language },
  };
  const view = isOpen ? await applicationView(reader, application.id, language) : undefined;
  return { id: application.id, name, email, part, expiresAt, view: view ?? null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const secret = params.secret!;
  const actor = await actorFor(request, context);
  const acts = { comment: act(commentForm, (said) => commentOnLink(secret, said, actor), "commented") };
  return runAct(acts, request, `/applications/shared/${secret}`);
}

/** An application for whoever was asked by mail to read it or to comment on it: no account is needed. */
export default function SharedApplication() {
  const shared = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  if ("signedInAs" in shared)
    return (
      <PublicPage className="max-w-2xl pt-8">
        <EmptyState title={t("applications.people.another")}>
          {t("applications.people.anotherText", { name: shared.signedInAs })}
        </EmptyState>
      </PublicPage>
    );
  const { id, name, email, part, expiresAt, view } = shared;
  if (!view) return <ClosedLink />;
  return (
    <PublicPage className="max-w-3xl">
      <PageHead
        eyebrow={
          <>
            {view.programme.name.text} · {view.number} · {t("outputs.confidential")}
          </>
        }
        title={<Text value={view.title} />}
      />
      <p className="mb-6 border-l-4 border-warn bg-warn-soft px-3 py-2">
        {t("applications.people.forYou", { name, until: format.day(expiresAt) })} {t(`applications.people.may.${part}`)}{" "}
        {part === "edit" && (
          <>
            {t("disclose.shared.signInToWrite", { email })}{" "}
            <Link to={`/applications/${id}`}>{t("disclose.shared.write")}</Link>
          </>
        )}
      </p>
      <FormProblem />
      <ApplicationText view={view} withFiles={false} />
      {view.milestones.length > 0 && (
        <Section title={t("applications.plan")}>
          <Gantt milestones={view.milestones} stages={view.stages} currency={view.currency} />
        </Section>
      )}
      {(view.mayComment || view.comments.length > 0) && (
        <Section title={t("disclose.talk.title")}>
          <Comments comments={view.comments} mayComment={view.mayComment} />
        </Section>
      )}
    </PublicPage>
  );
}
