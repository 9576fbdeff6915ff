import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { readable } from "#services/language.ts";
import {
  changePart,
  inviteParticipant,
  partForm,
  participantForm,
  participantParts,
  sharingPage,
} from "#services/outputs/index.ts";
import { ActForm } from "../components/act-form.tsx";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, Select, TextField } from "../components/fields.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { act, runAct } from "../form/acts.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { languageNames, languages } from "../i18n/languages.ts";
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
    language,
    parts: [...participantParts],
    participants: participants.map((each) => ({ ...each, isExpired: each.expiresAt < Date.now() })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const page = await sharingPage(actor, params.caseId!);
  if (!page) throw new Response(null, { status: 404 });
  const { id } = page.disclosure;
  const acts = {
    invite: act(participantForm, (input) => inviteParticipant(actor, id, input), "participantAsked"),
    part: act(partForm, (input) => changePart(actor, id, input), "partChanged"),
  };
  return runAct(acts, request, `/cases/${params.caseId}/people`);
}

/** Who reads a disclosure beside its inventors and the office, and what each may do. */
export default function PeopleOnDisclosure() {
  const { caseId, id, title, language, parts, participants } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const choices = parts.map((part) => ({ value: part, label: t(`disclose.shared.parts.${part}`) }));
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
          <ul className="mb-6">
            {participants.map((each) => (
              <li key={each.id} className="border-b border-line py-3">
                <p>
                  <b>{each.name}</b> <span className="break-all text-ink2">{each.email}</span>{" "}
                  {each.isExpired && <Badge tone="warn">{t("disclose.shared.expired")}</Badge>}
                </p>
                <p className="mb-2 text-sm text-ink3">
                  {t("disclose.shared.askedBy", { name: each.by, day: format.day(each.invitedAt) })}
                </p>
                <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
                  <ActForm
                    intents={["part"]}
                    subject={each.id}
                    key={each.part}
                    className="flex flex-wrap items-end gap-2"
                  >
                    <Select
                      name="part"
                      label={t("disclose.shared.part")}
                      defaultValue={each.part}
                      choices={[...choices, { value: "none", label: t("disclose.shared.parts.none") }]}
                      className="!mb-0"
                    />
                    <Button name="intent" value="part">
                      {t("disclose.shared.change")}
                      <span className="sr-only"> {each.name}</span>
                    </Button>
                  </ActForm>
                  <ActForm intents={["invite"]} subject={each.id}>
                    {(["name", "email", "part", "language"] as const).map((name) => (
                      <input key={name} type="hidden" name={name} value={each[name]} />
                    ))}
                    <Button look="quiet" name="intent" value="invite">
                      {t("disclose.shared.newLink")}
                      <span className="sr-only"> {each.name}</span>
                    </Button>
                  </ActForm>
                </div>
              </li>
            ))}
          </ul>
        )}
        <Section title={t("disclose.shared.ask")}>
          <ActForm intents={["invite"]} key={participants.length}>
            <div className="grid gap-x-4 sm:grid-cols-2">
              <TextField name="name" label={t("disclose.shared.name")} required maxLength={200} />
              <TextField name="email" label={t("identity.email")} inputMode="email" required />
              <Select name="part" label={t("disclose.shared.part")} choices={choices} />
              <Select
                name="language"
                label={t("disclose.shared.language")}
                defaultValue={language}
                choices={languages.map((each) => ({ value: each, label: languageNames[each].full }))}
              />
            </div>
            <Button look="primary" name="intent" value="invite">
              {t("disclose.shared.button")}
            </Button>
          </ActForm>
        </Section>
      </div>
    </WorkPage>
  );
}
