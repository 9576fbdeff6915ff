import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { isForAnother } from "#services/identity/index.ts";
import { commentByLink, commentForm, sharedByLink } from "#services/outputs/index.ts";
import { ClosedLink, LinkOfAnother } from "../components/closed-link.tsx";
import { FormProblem } from "../components/fields.tsx";
import { SharedDisclosure } from "../components/outputs/shared-disclosure.tsx";
import { sharedView } from "../components/outputs/shared-view.server.ts";
import { PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { act, runAct } from "../form/acts.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { actorFor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const found = await sharedByLink(params.secret!);
  if (!found) throw new Response(null, { status: 404 });
  const actor = await actorFor(request, context);
  if (isForAnother(found.participant.email, actor)) return { signedInAs: actor!.name };
  const { name, email, part, expiresAt } = found.participant;
  const view = found.draft && (await sharedView(found.draft, await languageOf(request)));
  return { name, email, part, expiresAt, view: view ?? null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const secret = params.secret!;
  const actor = await actorFor(request, context);
  const acts = { comment: act(commentForm, (said) => commentByLink(secret, said, actor), "commented") };
  return runAct(acts, request, `/shared/${secret}`);
}

/** A disclosure for whoever was asked by mail to read it or to comment on it: no account is needed. */
export default function SharedByLink() {
  const shared = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  if (shared.signedInAs !== undefined) return <LinkOfAnother name={shared.signedInAs} />;
  const { name, email, part, expiresAt, view } = shared;
  if (!view) return <ClosedLink />;
  return (
    <PublicPage className="max-w-3xl">
      <PageHead
        eyebrow={`${t("outputs.disclosure.eyebrow")} · ${t("outputs.confidential")}`}
        title={<Text value={view.title} />}
      />
      <p className="mb-6 border-l-4 border-warn bg-warn-soft px-3 py-2">
        {t("disclose.shared.forYou", { name, until: format.day(expiresAt) })} {t(`disclose.shared.may.${part}`)}{" "}
        {part === "edit" && (
          <>
            {t("disclose.shared.signInToWrite", { email })}{" "}
            <Link to={`/research/disclosures/${view.id}`}>{t("disclose.shared.write")}</Link>
          </>
        )}
      </p>
      <FormProblem />
      <SharedDisclosure view={view} mayComment={part !== "read" && view.state !== "withdrawn"} withFiles={false} />
    </PublicPage>
  );
}
