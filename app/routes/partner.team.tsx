import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { dutyForm, endPlace, inviteToFirm, setDuty, teamOf } from "#services/catalogue/index.ts";
import { emailAddress, invitationsOf, withdrawInvitation } from "#services/identity/index.ts";
import { ActForm } from "../components/act-form.tsx";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { PageHead, Section, WorkPage } from "../components/page.tsx";
import { PartnerNav } from "../components/partner/partner-nav.tsx";
import { Table } from "../components/table.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const [team, invitations] = await Promise.all([teamOf(actor), invitationsOf(actor)]);
  return { team, invitations, me: actor.membershipId };
}

const subject = z.string("required").max(80);
const form = z.union([
  z.object({ intent: z.literal("invite"), email: emailAddress }),
  z.intersection(z.object({ intent: z.literal("duty"), subject }), dutyForm),
  z.object({ intent: z.enum(["end", "withdraw"]), subject }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const asked = input.value;
  const next = (done: string) => ({ to: "/partner/team", done });
  switch (asked.intent) {
    case "invite":
      return answer(await inviteToFirm(actor, asked.email, await languageOf(request)), input.form, next("invited"));
    case "duty":
      return answer(await setDuty(actor, asked.subject, asked.duty), input.form, next("saved"));
    case "end":
      return answer(await endPlace(actor, asked.subject), input.form, next("moved"));
    default:
      return answer(await withdrawInvitation(actor, asked.subject), input.form, next("moved"));
  }
}

export default function Team() {
  const { team, invitations, me } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead title={t("partner.nav.team")} />
      <PartnerNav />
      <FormProblem />
      <Section title={t("partner.team.people")}>
        <p className="mb-3 max-w-[75ch] text-ink2">{t("partner.team.text")}</p>
        <Table
          rows={team}
          rowKey={(row) => row.membershipId}
          columns={[
            {
              head: t("identity.name"),
              cell: (row) => (
                <>
                  {row.name} {row.membershipId === me && <Badge>{t("partner.team.you")}</Badge>}
                </>
              ),
            },
            { head: t("partner.enquiry.email"), cell: (row) => <span className="break-all">{row.email}</span> },
            { head: t("outputs.since"), cell: (row) => format.day(row.since) },
            {
              head: t("partner.team.duty"),
              cell: (row) => (
                <ActForm
                  intents={["duty", "end"]}
                  subject={row.membershipId}
                  className="flex flex-wrap items-end gap-2"
                >
                  <select
                    name="duty"
                    defaultValue={row.duty}
                    aria-label={`${t("partner.team.duty")}${t("kit.colon")}${row.name}`}
                    className="min-h-9 rounded-md border border-line2 bg-raised px-2 max-sm:min-h-11"
                  >
                    {["lead", "member", "reader"].map((each) => (
                      <option key={each} value={each}>
                        {t(`partner.duties.${each}`)}
                      </option>
                    ))}
                  </select>
                  <Button name="intent" value="duty">
                    {t("partner.alerts.change")}
                  </Button>
                  {row.membershipId !== me && (
                    <Button
                      look="quiet"
                      name="intent"
                      value="end"
                      aria-label={`${t("partner.team.end")}${t("kit.colon")}${row.name}`}
                    >
                      {t("partner.team.end")}
                    </Button>
                  )}
                </ActForm>
              ),
            },
          ]}
        />
      </Section>
      <Section title={t("partner.team.invitations")}>
        <ActForm intents={["invite"]} className="flex max-w-xl flex-wrap items-end gap-3">
          <TextField name="email" type="email" label={t("partner.enquiry.email")} required />
          <div className="mb-4">
            <Button look="primary" name="intent" value="invite">
              {t("partner.team.invite")}
            </Button>
          </div>
        </ActForm>
        {invitations.length > 0 && (
          <Table
            rows={invitations}
            rowKey={(row) => row.id}
            columns={[
              { head: t("partner.enquiry.email"), cell: (row) => <span className="break-all">{row.email}</span> },
              {
                head: t("outputs.state"),
                cell: (row) => (
                  <>
                    {t(`partner.invitation.${row.state}`)}
                    {row.reason && <span className="block text-sm text-ink2">{row.reason}</span>}
                  </>
                ),
              },
              { head: t("partner.team.until"), cell: (row) => format.day(row.expiresAt) },
              {
                head: t("partner.team.withdraw"),
                cell: (row) =>
                  row.state === "open" && (
                    <ActForm intents={["withdraw"]} subject={row.id}>
                      <Button
                        look="quiet"
                        name="intent"
                        value="withdraw"
                        aria-label={`${t("partner.team.withdraw")}${t("kit.colon")}${row.email}`}
                      >
                        {t("partner.team.withdraw")}
                      </Button>
                    </ActForm>
                  ),
              },
            ]}
          />
        )}
      </Section>
    </WorkPage>
  );
}
