import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSession,
  keepLanguage,
  sessionsOf,
  signOutEverywhere,
} from "#services/identity/index.ts";
import { languages, plain } from "#services/language.ts";
import { Button } from "../components/button.tsx";
import { FormProblem, Select, TextField } from "../components/fields.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { languageNames } from "../i18n/languages.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireViewer } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const language = await languageOf(request);
  return {
    name: viewer.name,
    language: viewer.language ?? language,
    needsSecondFactor: viewer.needsSecondFactor,
    hats: viewer.hats.map((hat) => ({
      id: hat.id,
      role: hat.role,
      organisation: plain(hat.organisationName, language),
    })),
    secondFactor: await beginSecondFactor(viewer.personId),
    sessions: (await sessionsOf(viewer.personId)).map((session) => ({
      ...session,
      id: session.id.slice(0, 8),
      isThis: session.id === viewer.sessionId,
    })),
  };
}

const form = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("secondFactor"), code: z.string("required").min(6, "required").max(12) }),
  z.object({ intent: z.literal("endSession"), session: z.string("required").min(8).max(40) }),
  z.object({ intent: z.literal("everywhere") }),
  z.object({ intent: z.literal("language"), language: z.enum(languages, "required") }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  if (input.value.intent === "everywhere")
    return redirect("/sign-in", { headers: { "Set-Cookie": await signOutEverywhere(viewer.personId) } });
  if (input.value.intent === "language") {
    await keepLanguage(viewer, input.value.language);
    return answer({ ok: true, value: null }, undefined, { to: "/account", done: "languageKept" });
  }
  if (input.value.intent === "endSession") {
    await endSession(viewer.personId, input.value.session);
    return redirect("/account");
  }
  return answer(await confirmSecondFactor(viewer.personId, input.value.code), input.form, {
    to: "/account",
    done: "secondFactorOn",
  });
}

export default function Account() {
  const { name, language, hats, secondFactor, sessions, needsSecondFactor } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead title={t("identity.account.title")} eyebrow={name} />
      <div className="grid gap-x-12 lg:grid-cols-2">
        <div>
          <Section title={t("identity.account.places")}>
            {hats.length === 0 ? (
              <EmptyState title={t("identity.account.noPlace")}>{t("identity.account.noPlaceText")}</EmptyState>
            ) : (
              hats.map((hat) => (
                <p key={hat.id} className="border-b border-line py-1.5">
                  {t(`site.role.${hat.role}`)} · {hat.organisation}
                </p>
              ))
            )}
          </Section>
          <Section title={t("identity.account.mail")}>
            <Form method="post" noValidate className="max-w-sm">
              <Select
                key={language}
                name="language"
                label={t("identity.account.mailLanguage")}
                hint={t("identity.account.mailHint")}
                choices={languages.map((each) => ({ value: each, label: languageNames[each].full }))}
                defaultValue={language}
              />
              <Button name="intent" value="language">
                {t("identity.account.keep")}
              </Button>
            </Form>
          </Section>
          <Section title={t("identity.account.sessions")}>
            <Table
              rows={sessions}
              rowKey={(row) => row.id}
              columns={[
                { head: t("identity.account.since"), cell: (row) => format.instant(row.createdAt) },
                {
                  head: t("identity.account.browser"),
                  cell: (row) =>
                    row.isThis ? t("identity.account.thisBrowser") : (row.userAgent?.slice(0, 40) ?? row.address),
                },
                {
                  head: t("identity.account.end"),
                  cell: (row) =>
                    row.isThis ? null : (
                      <Form method="post" noValidate>
                        <input type="hidden" name="session" value={row.id} />
                        <button type="submit" name="intent" value="endSession" className="text-accent hover:underline">
                          {t("identity.account.end")}
                        </button>
                      </Form>
                    ),
                },
              ]}
            />
            <Form method="post" noValidate className="mt-4">
              <Button name="intent" value="everywhere">
                {t("identity.account.everywhere")}
              </Button>
            </Form>
          </Section>
        </div>
        <Section title={t("identity.secondFactor.title")}>
          {needsSecondFactor && <p className="mb-3 font-semibold text-warn">{t("identity.secondFactor.needed")}</p>}
          {secondFactor ? (
            <Form method="post" noValidate>
              <FormProblem />
              <p className="mb-3 text-ink2">{t("identity.secondFactor.why")}</p>
              <img
                src={secondFactor.picture}
                alt={t("identity.secondFactor.picture")}
                width={180}
                height={180}
                className="mb-2 rounded bg-white"
              />
              <p className="mb-3 break-all text-sm">
                {t("identity.secondFactor.key")} <code>{secondFactor.secret}</code>
              </p>
              <TextField
                name="code"
                label={t("identity.secondFactor.code")}
                inputMode="numeric"
                autoComplete="one-time-code"
                className="max-w-48"
              />
              <Button name="intent" value="secondFactor">
                {t("identity.secondFactor.turnOn")}
              </Button>
            </Form>
          ) : (
            <p>✓ {t("identity.secondFactor.on")}</p>
          )}
        </Section>
      </div>
    </WorkPage>
  );
}
