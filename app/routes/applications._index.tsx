import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import {
  applicantOf,
  applicantRoles,
  applicationForm,
  applicationsFor,
  beginApplication,
  caseOfOffice,
  casesToApplyWith,
  eligibilityOf,
  openTo,
  programme,
  programmes,
  rulesOfCalls,
  usualMonths,
} from "#services/funding/index.ts";
import { may } from "#services/identity/index.ts";
import { readable } from "#services/language.ts";
import { venturesToApplyWith } from "#services/ventures/index.ts";
import { Badge, DemoMark } from "../components/badge.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { FormProblem } from "../components/fields.tsx";
import { BeginForm } from "../components/funding/begin-form.tsx";
import { useClosing } from "../components/funding/closing.ts";
import { openCallsView } from "../components/funding/open-calls.server.ts";
import { sharedApplicationsView } from "../components/funding/shared-applications.server.ts";
import { SharedApplications } from "../components/funding/shared-applications.tsx";
import { waitingView } from "../components/funding/waiting.server.ts";
import { WaitingApplications } from "../components/funding/waiting.tsx";
import { EmptyState, PageHead, Section, WorkPage } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor, requireViewer } from "../session.server.ts";

/** Who may be asked onto an application of others has its list here as well. */
const readers = [...applicantRoles, "researcher"] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, ...readers);
  const language = await languageOf(request);
  const isOffice = may(actor, "application.write", ["organisation"]);
  const hasInventions = actor.role === "ttoOfficer";
  const now = Date.now();
  const search = new URL(request.url).searchParams;
  const [mine, shared, waiting, calls, ventures, cases] = await Promise.all([
    applicationsFor(actor),
    sharedApplicationsView(actor, language),
    waitingView(actor, language, now),
    openCallsView(language, now),
    hasInventions ? venturesToApplyWith(actor) : undefined,
    isOffice ? undefined : casesToApplyWith(actor),
  ]);
  const wantedCase = search.get("case");
  const ownCase = hasInventions && wantedCase ? await caseOfOffice(actor, wantedCase) : undefined;
  const inventions = ownCase ? [ownCase] : cases;
  const open = calls.filter((each) => each.isOpen);
  const rulesByCall = await rulesOfCalls(open.map((each) => each.id));
  const eligible = await eligibilityOf(actor, rulesByCall);
  const call =
    open.find((each) => each.id === search.get("call")) ?? open.find((each) => eligible.get(each.id)?.ok) ?? open[0];
  const rules = call && rulesByCall.get(call.id);
  const { hats } = await requireViewer(request, context);
  const mayLeadAs = [];
  if (call && !eligible.get(call.id)?.ok)
    for (const hat of hats.filter((each) => each.role === actor.role)) {
      const standing = await eligibilityOf({ organisationId: hat.organisationId }, rulesByCall);
      if (standing.get(call.id)?.ok) mayLeadAs.push({ id: hat.id, name: readable(hat.organisationName, language) });
    }
  const lead = call && !eligible.get(call.id)?.ok ? await applicantOf(actor) : undefined;
  return {
    isOffice,
    heading: isOffice ? "funding.ourApplications" : "funding.myApplications",
    wanted: { venture: search.get("venture") ?? "", case: wantedCase ?? "" },
    shared,
    waiting,
    mine: mine.map(({ id, number, title, state, stateSince, award, isTooLate }) => ({
      id,
      number,
      title: readable(title, language),
      state: isTooLate ? "notSubmitted" : state,
      stateSince,
      award,
    })),
    call: call &&
      rules && {
        ...call,
        currency: rules.grant.currency,
        rules,
        eligibility: eligible.get(call.id),
        mayLeadAs,
        others: lead ? openTo(programmes(), lead).map((id) => ({ id, name: programme(id)!.name[language] })) : [],
        stages: rules.stages.map((stage) => ({
          id: stage.id,
          months: usualMonths(rules)[stage.id]!,
          name: readable(stage.name, language),
        })),
      },
    calls: open.map((each) => ({ ...each, mayLead: eligible.get(each.id)?.ok ?? false })),
    ventures: ventures && [
      ...ventures.own.map(({ slug, name }) => ({ value: slug, label: readable(name, language).text })),
      ...ventures.others.map(({ slug, name, by }) => ({
        value: slug,
        label: `${readable(name, language).text} · ${readable(by, language).text}`,
      })),
    ],
    cases: inventions?.map(({ caseId, title, original }) => ({
      value: caseId,
      label: readable(title, language, original).text,
    })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, ...readers);
  const input = await parseForm(request, applicationForm);
  if (!input.ok) return badInput(input);
  return answer(await beginApplication(actor, input.value), input.form, {
    to: ({ id }) => `/applications/${id}`,
    done: "applicationBegun",
  });
}

export default function Applications() {
  const { isOffice, heading, wanted, shared, waiting, mine, call, calls, ventures, cases } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const closing = useClosing();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead
        title={t(heading)}
        actions={
          <>
            {isOffice && <LinkButton to="/applications/facts">{t("applications.facts.title")}</LinkButton>}
            <LinkButton to="/programmes">{t("site.nav.programmes")}</LinkButton>
          </>
        }
      />
      <FormProblem />
      <WaitingApplications rows={waiting} />
      {mine.length > 0 && (
        <Section title={t("funding.applications")}>
          <Table
            rows={mine}
            rowKey={(row) => row.id}
            columns={[
              {
                head: t("outputs.number"),
                isUnbroken: true,
                cell: (row) => <Link to={`/applications/${row.id}`}>{row.number}</Link>,
              },
              { head: t("outputs.title"), cell: (row) => <Text value={row.title} /> },
              {
                head: t("outputs.state"),
                cell: (row) => (
                  <>
                    <Badge>{t(`funding.states.${row.state}`)}</Badge>{" "}
                    {row.award && <Link to={`/applications/${row.id}/award`}>{t(`awards.states.${row.award}`)}</Link>}
                  </>
                ),
              },
              { head: t("outputs.since"), cell: (row) => format.day(row.stateSince) },
            ]}
          />
        </Section>
      )}
      <SharedApplications rows={shared} />
      <Section title={t("funding.apply")} id="apply">
        {call ? (
          <>
            {!isOffice && <p className="mb-3 max-w-3xl text-ink2">{t("applications.teamBegins")}</p>}
            {calls.length > 1 && (
              <p className="mb-3 flex flex-wrap gap-x-4 gap-y-1">
                {calls.map((each) => (
                  <Link
                    key={each.id}
                    to={`?${new URLSearchParams({ ...wanted, call: each.id })}#apply`}
                    aria-current={each.id === call.id || undefined}
                    className="aria-[current]:font-semibold"
                  >
                    <span className={each.mayLead ? "text-ok" : "text-bad"} aria-hidden>
                      {each.mayLead ? "✓" : "✗"}
                    </span>{" "}
                    <Text value={each.title} isQuiet />
                  </Link>
                ))}
              </p>
            )}
            <p className="font-semibold">
              <Text value={call.title} /> {call.isDemonstration && <DemoMark />}
            </p>
            <p className="mb-2 text-sm text-ink3">
              {closing(call.closesAt)} ·{" "}
              <Link to={`/programmes/${call.programmeId}?call=${call.id}`} className="underline">
                {t("funding.rules")}
              </Link>
            </p>
            {!call.eligibility?.ok ? (
              <>
                <p className="text-bad">✗ {t("applications.mayNotLead", { source: call.eligibility?.source ?? "" })}</p>
                {call.mayLeadAs.map((hat) => (
                  <Form
                    key={hat.id}
                    method="post"
                    action="/account/hat"
                    className="my-2 flex flex-wrap items-center gap-3"
                  >
                    <span>✓ {t("applications.otherHat", { name: hat.name.text })}</span>
                    <input type="hidden" name="membership" value={hat.id} />
                    <input type="hidden" name="next" value={`/applications?call=${call.id}#apply`} />
                    <Button look="primary">{t("applications.switchHat", { name: hat.name.text })}</Button>
                  </Form>
                ))}
                {call.others.length > 0 && (
                  <p className="mt-1 text-[15px]">
                    {t("programmes.eligibility.others")}{" "}
                    {call.others.map(({ id, name }, place) => (
                      <span key={id}>
                        {place > 0 && " · "}
                        <Link to={`/programmes/${id}`}>{name}</Link>
                      </span>
                    ))}
                  </p>
                )}
              </>
            ) : cases?.length === 0 ? (
              <EmptyState
                title={t("applications.noInvention")}
                action={<LinkButton to="/research/disclose">{t("research.disclose")}</LinkButton>}
              >
                {t("applications.noInventionText")}
              </EmptyState>
            ) : (
              <BeginForm key={call.id} call={call} ventures={ventures} cases={cases} wanted={wanted} />
            )}
          </>
        ) : (
          <EmptyState title={t("funding.noCalls")}>{t("funding.noCallsText")}</EmptyState>
        )}
      </Section>
    </WorkPage>
  );
}
