import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { latestMail } from "#services/notify/index.ts";
import { Badge } from "../components/badge.tsx";
import { EmptyState, PageHead, WorkPage } from "../components/page.tsx";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { requirePermission } from "../session.server.ts";

/** Demo mode has no mail server, so what would be sent is shown here. In production mails hold secrets: nobody reads them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requirePermission(request, context, "portal.administer");
  if (process.env.PORTAL_MODE === "production") throw new Response(null, { status: 404 });
  return latestMail();
}

export default function Outbox() {
  const mails = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead title={t("admin.outbox")} />
      {mails.length === 0 && <EmptyState title={t("admin.noMail")} />}
      {mails.map((mail) => (
        <article key={mail.id} className="border-b border-line py-3">
          <p className="text-sm text-ink3">
            {format.instant(mail.createdAt)} · {mail.recipient} <Badge>{t(`admin.mailStates.${mail.state}`)}</Badge>
          </p>
          <h2 className="font-semibold">{mail.subject}</h2>
          <p className="whitespace-pre-line break-words">
            {mail.body.split(/(https?:\/\/\S+)/).map((part, place) =>
              part.startsWith("http") ? (
                <a key={place} className="underline" href={new URL(part).pathname}>
                  {part}
                </a>
              ) : (
                part
              ),
            )}
          </p>
        </article>
      ))}
    </WorkPage>
  );
}
