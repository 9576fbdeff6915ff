import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { noteOnShortlist, shortlistNoteForm, shortlistPage, unshortlist } from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { ActForm } from "../components/act-form.tsx";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, WorkPage } from "../components/page.tsx";
import { PartnerNav } from "../components/partner/partner-nav.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const page = await shortlistPage(actor, params.id!);
  if (!page) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  return {
    ...page,
    items: page.items.map((item) => ({
      ...item,
      title: readable(item.title, language, item.original),
      valueLine: readable(item.valueLine, language, item.original),
      organisation: item.organisation && readable(item.organisation, language),
    })),
  };
}

const subject = z.string("required").max(60);
const form = z.union([
  z.object({ intent: z.literal("remove"), subject }),
  z.intersection(z.object({ intent: z.literal("note"), subject }), shortlistNoteForm),
]);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const asked = input.value;
  const next = (done: string) => ({ to: `/partner/shortlists/${params.id}`, done });
  return asked.intent === "note"
    ? answer(await noteOnShortlist(actor, asked.subject, asked.text), input.form, next("noted"))
    : answer(await unshortlist(actor, asked.subject), input.form, next("moved"));
}

export default function Shortlist() {
  const { name, items } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead eyebrow={<Link to="/partner/shortlists">{t("partner.nav.shortlists")}</Link>} title={name}>
        <p className="mt-1 text-sm text-ink2">{t("partner.shortlists.shared")}</p>
      </PageHead>
      <PartnerNav />
      <FormProblem />
      {items.length > 1 && (
        <Form method="get" action="/partner/compare" id="compare" className="mb-2 flex items-center gap-3">
          <Button>{t("partner.compare.chosen")}</Button>
          <span className="text-sm text-ink3">{t("partner.compare.upTo")}</span>
        </Form>
      )}
      {items.map((item) => (
        <article key={item.id} className="border-b border-line py-3.5">
          <div className="flex items-start gap-3">
            {items.length > 1 && (
              <input
                type="checkbox"
                form="compare"
                name="t"
                value={item.slug}
                aria-label={`${t("partner.compare.choose")} ${item.title.text}`}
                className="mt-1 size-5 accent-accent"
              />
            )}
            <div className="min-w-0 flex-1">
              <h2 className="text-[17px]">
                {item.state === "published" ? (
                  <Link to={`/technologies/${item.slug}`}>
                    <Text value={item.title} />
                  </Link>
                ) : (
                  <Text value={item.title} />
                )}
              </h2>
              <p className="text-ink2">
                <Text value={item.valueLine} />
              </p>
              <p className="mt-1 flex flex-wrap gap-2 text-sm text-ink3">
                {item.trl && <Badge>TRL {item.trl}</Badge>}
                {item.state !== "published" && <Badge tone="warn">{t("partner.shortlists.gone")}</Badge>}
                {item.organisation && <Text value={item.organisation} isQuiet />}
                <span>{t("partner.shortlists.addedBy", { by: item.addedBy, day: format.day(item.createdAt) })}</span>
              </p>
              <ul className="mt-2">
                {item.notes.map((note) => (
                  <li key={note.id} className="mb-1 border-l-2 border-line2 pl-3 text-sm">
                    <b>{note.author}</b> <span className="text-ink3">{format.instant(note.createdAt)}</span>
                    <span className="block whitespace-pre-line break-words">{note.text}</span>
                  </li>
                ))}
              </ul>
              <ActForm
                intents={["note", "remove"]}
                subject={item.id}
                key={item.notes.length}
                className="mt-2 flex flex-wrap items-end gap-2"
              >
                <TextField name="text" label={t("partner.shortlists.note")} className="flex-1" />
                <div className="mb-4 flex gap-2">
                  <Button name="intent" value="note">
                    {t("partner.shortlists.addNote")}
                  </Button>
                  <Button
                    look="quiet"
                    name="intent"
                    value="remove"
                    aria-label={`${t("partner.shortlists.remove")}${t("kit.colon")}${item.title.text}`}
                  >
                    {t("partner.shortlists.remove")}
                  </Button>
                </div>
              </ActForm>
            </div>
          </div>
        </article>
      ))}
    </WorkPage>
  );
}
