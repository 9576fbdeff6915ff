import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { withdrawnUnderReview } from "#services/funding/index.ts";
import { type ReadableText, readable } from "#services/language.ts";
import { LinkButton } from "../components/button.tsx";
import { FormProblem } from "../components/fields.tsx";
import { AppealSection } from "../components/funding/appeal.tsx";
import { actOnApplication } from "../components/funding/application-acts.server.ts";
import { ApplicationText } from "../components/funding/application-text.tsx";
import { type ApplicationView, applicationView } from "../components/funding/application-view.server.ts";
import { BudgetSection } from "../components/funding/budget.tsx";
import { Clocks } from "../components/funding/clocks.tsx";
import { ContributionsSection } from "../components/funding/contributions.tsx";
import { DecisionSection } from "../components/funding/decision.tsx";
import { FundLetters } from "../components/funding/fund-letters.tsx";
import { Gantt } from "../components/funding/gantt.tsx";
import { InvitationPage } from "../components/funding/invitation.tsx";
import { invitationView } from "../components/funding/invitation-view.server.ts";
import { MissingSection } from "../components/funding/missing.tsx";
import { PeopleSection } from "../components/funding/people-section.tsx";
import { QuestionsSection } from "../components/funding/questions.tsx";
import { ReviewersSection } from "../components/funding/reviewers.tsx";
import { ReviewsSection } from "../components/funding/reviews.tsx";
import { RuleLines } from "../components/funding/rule-lines.tsx";
import { ScreeningSection } from "../components/funding/screening.tsx";
import { SponsorsSection } from "../components/funding/sponsors.tsx";
import { Findings, StageMatch } from "../components/funding/stage-match.tsx";
import { StateBlock } from "../components/funding/state-block.tsx";
import { History } from "../components/history.tsx";
import { NotesSection } from "../components/notes.tsx";
import { PageHead, RailBlock, RecordLayout, Section, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const language = await languageOf(request);
  const view = await applicationView(actor, params.id!, language);
  if (view) return { view };
  const invitation = await invitationView(actor, params.id!, language);
  if (invitation) return { invitation };
  const withdrawn = await withdrawnUnderReview(actor, params.id!);
  if (!withdrawn) throw new Response(null, { status: 404 });
  return { withdrawn: { ...withdrawn, title: readable(withdrawn.title, language) } };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  return actOnApplication(await requireActor(request, context), params.id!, request);
}

export default function ApplicationRoute() {
  const found = useLoaderData<typeof loader>();
  if (found.view) return <Application view={found.view} />;
  return found.invitation ? <InvitationPage view={found.invitation} /> : <Withdrawn {...found.withdrawn} />;
}

/** What a reviewer finds of an application that its applicant took back meanwhile. */
function Withdrawn({ number, title, since }: { number: string; title: ReadableText; since: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead eyebrow={number} title={<Text value={title} />} />
      <p className="mb-3">{t("applications.withdrawnUnderReview", { day: format.day(since) })}</p>
      <Link to="/funding">{t("applications.yourReviews")}</Link>
    </WorkPage>
  );
}

function Application({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <>
            {view.programme.name.text} · {view.number}
          </>
        }
        title={<Text value={view.title} />}
        actions={
          <>
            {view.hasAward && (
              <LinkButton look="primary" to={`/applications/${view.id}/award`}>
                {t("awards.open")}
              </LinkButton>
            )}
            {view.mayEdit && (
              <LinkButton look="primary" to={`/applications/${view.id}/edit`}>
                {t("applications.write")}
              </LinkButton>
            )}
            {view.hasPack && (
              <LinkButton to={`/applications/${view.id}/pack.pdf`} download>
                {t("applications.packPdf")}
              </LinkButton>
            )}
          </>
        }
      />
      <RecordLayout
        rail={
          <>
            <StateBlock view={view} />
            {view.clocks && (
              <RailBlock title={t("applications.clocks")}>
                <Clocks clocks={view.clocks} stays={view.stays} />
              </RailBlock>
            )}
            <RailBlock title={t("funding.lead")}>
              <p>
                <Text value={view.lead} />
              </p>
              {view.venture && (
                <p>
                  <Link to={`/ventures/${view.venture.slug}`}>
                    <Text value={view.venture.name} />
                  </Link>
                </p>
              )}
              <p className="mt-1">
                <Link to={`/programmes/${view.programme.id}?call=${view.call.id}`}>{t("funding.rules")}</Link>
                {view.role === "fundingOfficer" && (
                  <>
                    {" · "}
                    <Link to={`/funding/calls/${view.call.id}`}>{t("applications.panel.open")}</Link>
                  </>
                )}
              </p>
            </RailBlock>
            <FundLetters id={view.id} letters={view.letters} />
            {view.submissions.length > 0 && (
              <RailBlock title={t("applications.papers")}>
                {view.submissions.map((sent) => (
                  <p key={sent.sequence} className="text-sm text-ink2">
                    {t("applications.sentOn", { on: format.instant(sent.submittedAt) })}{" "}
                    <span className="text-[12px] text-seal" title={sent.packHash}>
                      ◉ {sent.packHash.slice(0, 12)}
                    </span>
                  </p>
                ))}
              </RailBlock>
            )}
            <RailBlock title={t("outputs.history")}>
              <History entries={view.history} />
            </RailBlock>
          </>
        }
      >
        <FormProblem />
        <MissingSection view={view} />
        <ScreeningSection view={view} />
        <QuestionsSection view={view} />
        <ApplicationText view={view} />
        <Section
          title={t("funding.matchHead")}
          aside={
            <span className={view.evidenced.isMet ? "font-semibold text-ok" : "font-semibold text-warn"}>
              {view.evidenced.isMet
                ? t("funding.evidencedMet")
                : view.promised.isMet
                  ? t("funding.promisedMet")
                  : t("funding.notMet")}
            </span>
          }
        >
          {view.pictured.map((stage) => (
            <StageMatch
              key={stage.id}
              name={view.stages.find((each) => each.id === stage.id)?.name ?? stage.id}
              stage={stage}
              isSigned={view.signedStages.includes(stage.id)}
              currency={view.currency}
            />
          ))}
          <details open={view.mayEdit}>
            <summary className="font-semibold">{t("funding.rules")}</summary>
            <RuleLines
              lines={view.lines}
              names={Object.fromEntries(view.stages.map((stage) => [stage.id, stage.name]))}
              currency={view.currency}
            />
            <Findings findings={view.softFindings} currency={view.currency} />
          </details>
        </Section>
        <BudgetSection view={view} />
        <ContributionsSection view={view} />
        <SponsorsSection view={view} />
        {view.milestones.length > 0 && (
          <Section title={t("applications.plan")}>
            <Gantt milestones={view.milestones} stages={view.stages} currency={view.currency} />
          </Section>
        )}
        <PeopleSection view={view} />
        <ReviewersSection view={view} />
        <ReviewsSection view={view} />
        <DecisionSection view={view} />
        <AppealSection view={view} />
        <NotesSection
          title={t("applications.notes.title")}
          hint={t("applications.notes.hint")}
          notes={view.notes}
          name={view.noteKey}
        />
      </RecordLayout>
    </WorkPage>
  );
}
