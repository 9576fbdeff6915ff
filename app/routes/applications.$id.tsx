import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { historyOf } from "#services/audit/index.ts";
import { acceptedEndings } from "#services/documents/index.ts";
import {
  applicationMachine,
  applicationPage,
  approveApplication,
  commitContribution,
  confirmReceipt,
  contributionForm,
  decisionForm,
  evidenceForm,
  giveReview,
  milestoneForm,
  moveApplication,
  pledgeContribution,
  releaseTranche,
  reportMilestone,
  reviewForm,
} from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { actionsFrom } from "#services/states.ts";
import { Button } from "../components/button.tsx";
import { FormProblem } from "../components/fields.tsx";
import { ContributionsSection } from "../components/funding/contributions.tsx";
import { MilestonesSection } from "../components/funding/milestones.tsx";
import { ReviewsSection } from "../components/funding/reviews.tsx";
import { Findings, StageMatch } from "../components/funding/stage-match.tsx";
import { History } from "../components/history.tsx";
import { PageHead, RailBlock, RecordLayout, Section, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const page = await applicationPage(actor, params.id!);
  if (!page) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const { application, rules } = page;
  return {
    id: application.id,
    number: application.number,
    title: readable(application.title, language),
    summary: application.summary,
    state: application.state,
    stateSince: application.stateSince,
    reason: application.reason,
    currency: application.currency,
    role: actor.role,
    lead: readable(page.lead, language),
    venture: page.venture && { slug: page.venture.slug, name: readable(page.venture.name, language) },
    programme: { id: rules.id, name: readable(rules.name, language) },
    stages: rules.stages
      .filter((stage) => application.stages.some((each) => each.id === stage.id))
      .map((stage) => ({ id: stage.id, name: readable(stage.name, language).text })),
    aspects: rules.aspects.map((aspect) => ({
      id: aspect.id,
      weight: aspect.weight,
      name: readable(aspect.name, language).text,
    })),
    acceptedEndings,
    promised: page.promised,
    evidenced: page.evidenced,
    contributions: page.contributions.map(
      ({ id, stageId, payerName, side, form, amount, status, evidence, evidenceFileId }) => ({
        id,
        stageId,
        payerName,
        side,
        form,
        amount,
        status,
        evidence,
        hasLetter: evidenceFileId !== null,
      }),
    ),
    reviews: page.reviews.map(({ review, reviewer }) => ({
      id: review.id,
      reviewer,
      isMine: review.reviewerId === actor.personId,
      state: review.state,
      scores: review.scores,
      comment: review.comment,
    })),
    milestones: page.milestones.map(({ milestone, tranche }) => ({
      id: milestone.id,
      title: milestone.title,
      dueOn: milestone.dueOn,
      state: milestone.state,
      report: milestone.report,
      amount: tranche.amount,
      trancheState: tranche.state,
      releasedAt: tranche.releasedAt,
    })),
    actions: actionsFrom(applicationMachine, application.state, actor.role),
    history: (await historyOf("application", application.id)).map(({ sequence, at, actorName, action, hash }) => ({
      sequence,
      at,
      actorName,
      action,
      hash,
    })),
  };
}
export type ApplicationView = Awaited<ReturnType<typeof loader>>;

const intent = <K extends string, S extends z.ZodType>(name: K, schema: S) =>
  z.intersection(z.object({ intent: z.literal(name) }), schema);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const id = params.id!;
  const back = (done: string) => ({ to: `/applications/${id}`, done });
  const wanted = String((await request.clone().formData()).get("intent") ?? "");
  switch (wanted) {
    case "pledge": {
      const input = await parseForm(request, intent("pledge", contributionForm));
      if (!input.ok) return badInput(input);
      const { intent: _, ...contribution } = input.value;
      return answer(await pledgeContribution(actor, id, contribution), input.form, back("pledged"));
    }
    case "commit": {
      const input = await parseForm(request, intent("commit", evidenceForm));
      return input.ok
        ? answer(await commitContribution(actor, id, input.value), input.form, back("committed"))
        : badInput(input);
    }
    case "review": {
      const input = await parseForm(request, intent("review", reviewForm));
      return input.ok
        ? answer(await giveReview(actor, id, input.value), input.form, back("reviewed"))
        : badInput(input);
    }
    case "approve": {
      const input = await parseForm(request, intent("approve", z.intersection(decisionForm, milestoneForm)));
      return input.ok
        ? answer(await approveApplication(actor, id, input.value), input.form, back("approved"))
        : badInput(input);
    }
  }
  const input = await parseForm(
    request,
    z.object({
      intent: z.enum(["submit", "startReview", "decline", "withdraw", "receive", "milestone", "release"]),
      subject: z.string().default(""),
      report: z.string().default(""),
      reason: z.string().max(5000, "tooLong").default(""),
    }),
  );
  if (!input.ok) return badInput(input);
  const { subject, report, reason } = input.value;
  switch (input.value.intent) {
    case "receive":
      return answer(await confirmReceipt(actor, id, subject), input.form, back("received"));
    case "milestone":
      return answer(await reportMilestone(actor, id, subject, report), input.form, back("milestoneReported"));
    case "release":
      return answer(await releaseTranche(actor, id, subject), input.form, back("released"));
    default:
      return answer(await moveApplication(actor, id, input.value.intent, reason), input.form, back("moved"));
  }
}

export default function Application() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const simple = view.actions.filter((each) => ["submit", "startReview", "withdraw"].includes(each));
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <>
            {view.programme.name.text} · {view.number}
          </>
        }
        title={<Text value={view.title} />}
      />
      <RecordLayout
        rail={
          <>
            <RailBlock title={t("outputs.state")}>
              <p className="text-[17px] font-semibold">{t(`funding.states.${view.state}`)}</p>
              <p className="text-sm text-ink3">{t("journey.since", { day: format.day(view.stateSince) })}</p>
              {view.reason && <p className="mt-1 text-sm text-ink2">{view.reason}</p>}
              <Form method="post" noValidate className="mt-2 flex flex-wrap gap-2">
                {simple.map((each) => (
                  <Button key={each} look={each === "withdraw" ? "quiet" : "primary"} name="intent" value={each}>
                    {t(`funding.act.${each}`)}
                  </Button>
                ))}
              </Form>
            </RailBlock>
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
                <Link to={`/programmes/${view.programme.id}`}>{t("funding.rules")}</Link>
              </p>
            </RailBlock>
            <RailBlock title={t("outputs.history")}>
              <History entries={view.history} />
            </RailBlock>
          </>
        }
      >
        <FormProblem />
        <Section title={t("funding.summary")}>
          <p className="whitespace-pre-line">{view.summary}</p>
        </Section>
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
          {view.promised.stages.map((stage) => (
            <StageMatch
              key={stage.id}
              name={view.stages.find((each) => each.id === stage.id)?.name ?? stage.id}
              stage={stage}
              currency={view.currency}
            />
          ))}
          <Findings findings={view.promised.findings} currency={view.currency} />
        </Section>
        <ContributionsSection view={view} />
        <ReviewsSection view={view} />
        <MilestonesSection view={view} />
      </RecordLayout>
    </WorkPage>
  );
}
