import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { FormProblem } from "../components/fields.tsx";
import { actOnAward } from "../components/funding/award-acts.server.ts";
import { AwardConditions } from "../components/funding/award-conditions.tsx";
import { AwardMilestones } from "../components/funding/award-milestones.tsx";
import { AwardMoney } from "../components/funding/award-money.tsx";
import { AwardEnd, AwardState } from "../components/funding/award-state.tsx";
import { awardView } from "../components/funding/award-view.server.ts";
import { BuyOutSection } from "../components/funding/buy-out.tsx";
import { ClaimsSection } from "../components/funding/claims.tsx";
import { FundLetters } from "../components/funding/fund-letters.tsx";
import { LedgerSection } from "../components/funding/ledger.tsx";
import { ReportsSection } from "../components/funding/reports.tsx";
import { VariationsSection } from "../components/funding/variations.tsx";
import { ViabilitySection } from "../components/funding/viability.tsx";
import { History } from "../components/history.tsx";
import { NotesSection } from "../components/notes.tsx";
import { PageHead, RailBlock, RecordLayout, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const view = await awardView(actor, params.id!, await languageOf(request), new URL(request.url).searchParams);
  if (!view) throw new Response(null, { status: 404 });
  return view;
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  return actOnAward(await requireActor(request, context), params.id!, request);
}

export default function Award() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <>
            {view.programme.name.text} ·{" "}
            <Link to={`/applications/${view.id}`} className="underline">
              {view.number}
            </Link>{" "}
            · {t("awards.one")}
          </>
        }
        title={<Text value={view.title} />}
      />
      <RecordLayout
        rail={<AwardState view={view} />}
        after={
          <>
            <AwardEnd view={view} />
            <RailBlock title={t("funding.lead")}>
              <Text value={view.lead} />
            </RailBlock>
            <FundLetters id={view.id} letters={view.letters} />
            <RailBlock title={t("outputs.history")}>
              <History entries={view.history} />
            </RailBlock>
          </>
        }
      >
        <FormProblem />
        <AwardConditions view={view} />
        <ViabilitySection view={view} />
        <AwardMoney view={view} />
        <AwardMilestones view={view} />
        <ReportsSection view={view} />
        <ClaimsSection view={view} />
        <VariationsSection view={view} />
        <LedgerSection view={view} />
        <BuyOutSection view={view} />
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
