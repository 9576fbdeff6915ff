import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { plain } from "#services/language.ts";
import { noticesOf, readNotices } from "#services/notify/index.ts";
import { Button } from "../components/button.tsx";
import { EmptyState, PageHead, WorkPage } from "../components/page.tsx";
import { PageLinks } from "../components/table.tsx";
import { useFormat, withDates } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireViewer } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { personId } = await requireViewer(request, context);
  const language = await languageOf(request);
  const { rows, after } = await noticesOf(personId, new URL(request.url).searchParams.get("after") ?? undefined);
  return {
    after,
    notices: rows.map(({ id, message, params, link, createdAt, readAt }) => ({
      id,
      message,
      link,
      createdAt,
      isNew: readAt === null,
      params: Object.fromEntries(
        Object.entries(params).map(([name, value]) => [
          name,
          typeof value === "object" ? plain(value, language) : value,
        ]),
      ),
    })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { personId } = await requireViewer(request, context);
  await readNotices(personId);
  return redirect("/notices");
}

export default function Notices() {
  const { notices, after } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead
        title={t("notices.title")}
        actions={
          notices.some((each) => each.isNew) && (
            <Form method="post">
              <Button>{t("notices.readAll")}</Button>
            </Form>
          )
        }
      />
      {notices.length === 0 ? (
        <EmptyState title={t("notices.none")}>{t("notices.noneText")}</EmptyState>
      ) : (
        <ul>
          {notices.map((each) => (
            <li key={each.id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2">
              <span className={each.isNew ? "font-semibold" : "text-ink2"}>
                {each.link ? (
                  <Link to={each.link}>{t(`notices.${each.message}`, withDates(each.params, format.date))}</Link>
                ) : (
                  t(`notices.${each.message}`, withDates(each.params, format.date))
                )}
              </span>
              <span className="text-[13px] text-ink3">
                {format.instant(each.createdAt)} {each.isNew && t("notices.new")}
              </span>
            </li>
          ))}
        </ul>
      )}
      <PageLinks after={after} />
    </WorkPage>
  );
}
