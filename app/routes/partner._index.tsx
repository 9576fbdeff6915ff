import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  companyProfile,
  needsOfFirm,
  noteShown,
  offersOfFirm,
  refusalForm,
  refusalsOf,
  refuseTechnology,
  suggestionsForFirm,
  takeRefusalBack,
} from "#services/catalogue/index.ts";
import { dealsOf, dealsToAnswer, enquiriesOf } from "#services/deals/index.ts";
import { readable } from "#services/language.ts";
import { ActForm } from "../components/act-form.tsx";
import { Badge, DemoMark } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { EnquiryQueue } from "../components/deals/enquiry-queue.tsx";
import { FormProblem } from "../components/fields.tsx";
import { sharedApplicationsView } from "../components/funding/shared-applications.server.ts";
import { SharedApplications } from "../components/funding/shared-applications.tsx";
import { waitingView } from "../components/funding/waiting.server.ts";
import { WaitingApplications } from "../components/funding/waiting.tsx";
import { SuggestionRow } from "../components/matching/suggestion-row.tsx";
import { reasonChoices, suggestionView } from "../components/matching/view.server.ts";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { PartnerNav } from "../components/partner/partner-nav.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const language = await languageOf(request);
  const [deals, toAnswer, enquiries, needs, profile, refused, offers, shared, applying] = await Promise.all([
    dealsOf(actor),
    dealsToAnswer(actor),
    enquiriesOf(actor),
    needsOfFirm(actor),
    companyProfile(actor.organisationId),
    refusalsOf(actor),
    offersOfFirm(actor),
    sharedApplicationsView(actor, language),
    waitingView(actor, language, Date.now()),
  ]);
  const suggested = profile ? await suggestionsForFirm(actor.organisationId, profile, 5) : [];
  await noteShown(actor.organisationId, "", suggested);
  return {
    shared,
    applying,
    deals: deals.map(({ id, number, state, stateSince, title, original }) => ({
      id,
      number,
      state,
      stateSince,
      title: readable(title, language, original),
      isMine: toAnswer.some((each) => each.id === id),
    })),
    enquiries: enquiries.map((each) => ({
      ...each,
      title: readable(each.title, language, each.original),
      firm: readable(each.firm, language),
    })),
    needs: needs.map((each) => ({ ...each, title: readable(each.title, language, each.original) })),
    offers: offers.map((each) => ({ ...each, title: readable(each.title, language, each.original) })),
    hasProfile: profile !== undefined,
    suggested: suggested.map((each) => suggestionView(each, language)),
    refused: refused.map((each) => ({ ...each, title: readable(each.title, language, each.original) })),
    reasons: reasonChoices(language),
  };
}

const form = z.union([
  z.object({ intent: z.literal("takeBack"), subject: z.string("required").max(60) }),
  z.intersection(z.object({ intent: z.literal("refuse"), subject: z.string("required").max(60) }), refusalForm),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "partner");
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const asked = input.value;
  return asked.intent === "refuse"
    ? answer(await refuseTechnology(actor, asked.subject, asked), input.form, { to: "/partner", done: "refused" })
    : answer(await takeRefusalBack(actor, asked.subject), input.form, { to: "/partner", done: "moved" });
}

export default function Partner() {
  const { deals, enquiries, needs, offers, hasProfile, suggested, refused, reasons, shared, applying } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const waiting = [
    ...deals
      .filter((each) => each.isMine)
      .map((each) => ({
        id: each.id,
        to: `/deals/${each.id}`,
        title: each.title,
        what: t(`partner.waits.${each.state}`),
        since: each.stateSince,
      })),
    ...needs
      .filter((each) => each.waiting > 0)
      .map((each) => ({
        id: each.id,
        to: `/needs/${each.id}`,
        title: each.title,
        what: t("partner.waits.answers", { count: each.waiting }),
        since: each.stateSince,
      })),
  ];
  return (
    <WorkPage>
      <PageHead
        title={t("site.workspace.partner")}
        actions={
          <>
            <LinkButton look="primary" to="/needs/new">
              {t("matching.need.new")}
            </LinkButton>
            <LinkButton to="/technologies">{t("deals.browse")}</LinkButton>
          </>
        }
      />
      <PartnerNav />
      <FormProblem />
      <WaitingApplications rows={applying} />
      {(waiting.length > 0 || applying.length === 0) && (
        <Section
          title={waiting.length === 0 ? t("partner.nav.home") : t("partner.waits.title", { count: waiting.length })}
        >
          {waiting.length === 0 ? (
            <p className="text-ink2">{t("partner.waits.nothing")}</p>
          ) : (
            <Table
              rows={waiting}
              rowKey={(row) => row.id}
              columns={[
                {
                  head: t("partner.waits.what"),
                  cell: (row) => (
                    <Link to={row.to} className="font-semibold">
                      {row.what}
                    </Link>
                  ),
                },
                { head: t("outputs.title"), cell: (row) => <Text value={row.title} /> },
                { head: t("outputs.since"), cell: (row) => format.day(row.since) },
              ]}
            />
          )}
        </Section>
      )}
      <EnquiryQueue rows={enquiries} isOffice={false} />
      <Section title={t("partner.suggested")}>
        {!hasProfile ? (
          <p className="text-ink2">
            {t("partner.noProfile")}{" "}
            <Link to="/partner/company" className="underline">
              {t("partner.nav.company")}
            </Link>
          </p>
        ) : suggested.length === 0 ? (
          <p className="text-ink2">{t("matching.suggestedNone")}</p>
        ) : (
          suggested.map((each) => (
            <SuggestionRow key={each.id} suggestion={each} reasons={reasons}>
              <Link to={`/partner/keep?t=${each.slug}`}>{t("partner.keep.open")}</Link>
              <Link to={`/technologies/${each.slug}/ask`}>{t("catalogue.ask")}</Link>
            </SuggestionRow>
          ))
        )}
      </Section>
      <Section title={t("partner.needs")}>
        {needs.length === 0 ? (
          <EmptyState
            title={t("partner.noNeeds")}
            action={<LinkButton to="/needs/new">{t("matching.need.new")}</LinkButton>}
          >
            {t("matching.need.newText")}
          </EmptyState>
        ) : (
          <Table
            rows={needs}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.title"),
                cell: (row) => (
                  <>
                    <Link to={`/needs/${row.id}`}>
                      <Text value={row.title} />
                    </Link>{" "}
                    {row.isDemonstration && <DemoMark />}
                  </>
                ),
              },
              { head: t("outputs.state"), cell: (row) => <Badge>{t(`matching.states.${row.state}`)}</Badge> },
              { head: t("matching.answer.list"), cell: (row) => row.answers, numeric: true },
            ]}
          />
        )}
      </Section>
      {offers.length > 0 && (
        <Section title={t("partner.offers")}>
          <Table
            rows={offers}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.title"),
                cell: (row) => (
                  <Link to={`/technologies/${row.slug}/offer`}>
                    <Text value={row.title} />
                  </Link>
                ),
              },
              { head: t("partner.offerSealedAt"), cell: (row) => format.instant(row.createdAt) },
              {
                head: t("outputs.state"),
                cell: (row) =>
                  row.openedAt === null
                    ? t("partner.offerSealed", { day: format.date(row.closesOn) })
                    : t("partner.offerOpened", { day: format.day(row.openedAt) }),
              },
            ]}
          />
        </Section>
      )}
      <SharedApplications rows={shared} />
      <Section title={t("deals.list")}>
        {deals.length === 0 ? (
          <EmptyState title={t("deals.none")}>{t("deals.noneTextPartner")}</EmptyState>
        ) : (
          <Table
            rows={deals}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.number"),
                isUnbroken: true,
                cell: (row) => <Link to={`/deals/${row.id}`}>{row.number}</Link>,
              },
              { head: t("deals.technology"), cell: (row) => <Text value={row.title} /> },
              {
                head: t("outputs.state"),
                cell: (row) => <Badge tone={row.isMine ? "warn" : "plain"}>{t(`deals.states.${row.state}`)}</Badge>,
              },
              { head: t("outputs.since"), cell: (row) => format.day(row.stateSince) },
            ]}
          />
        )}
      </Section>
      {refused.length > 0 && (
        <Section title={t("partner.refused.title")}>
          <Table
            rows={refused}
            rowKey={(row) => row.technologyId}
            columns={[
              { head: t("deals.technology"), cell: (row) => <Text value={row.title} /> },
              {
                head: t("matching.refuse.reason"),
                cell: (row) => reasons.find((each) => each.value === row.reason)?.label ?? row.reason,
              },
              { head: t("outputs.since"), cell: (row) => format.day(row.createdAt) },
              {
                head: t("partner.refused.back"),
                cell: (row) => (
                  <ActForm intents={["takeBack"]} subject={row.technologyId}>
                    <button
                      type="submit"
                      name="intent"
                      value="takeBack"
                      aria-label={`${t("partner.refused.back")}${t("kit.colon")}${row.title.text}`}
                      className="min-h-6 text-accent hover:underline"
                    >
                      {t("partner.refused.back")}
                    </button>
                  </ActForm>
                ),
              },
            ]}
          />
        </Section>
      )}
    </WorkPage>
  );
}
