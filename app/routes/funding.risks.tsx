import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { flaggedAwards, REMINDER_REST, remindAwards } from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { Button } from "../components/button.tsx";
import { Checkbox, FormProblem } from "../components/fields.tsx";
import { DeskNav } from "../components/funding/desk-nav.tsx";
import { EmptyState, PageHead, WorkPage } from "../components/page.tsx";
import { PageLinks } from "../components/table.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const PAGE = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer");
  const language = await languageOf(request);
  const now = Date.now();
  const flagged = await flaggedAwards(actor, now);
  const from = Math.max(0, Number(new URL(request.url).searchParams.get("after")) || 0);
  return {
    count: flagged.length,
    after: flagged.length > from + PAGE ? from + PAGE : null,
    flagged: flagged.slice(from, from + PAGE).map((each) => ({
      ...each,
      isRested: each.remindedAt === null || now - each.remindedAt >= REMINDER_REST,
      title: readable(each.title, language),
      lead: readable(each.lead, language),
    })),
  };
}

const form = z.object({
  ids: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.string().max(80), "nothingTicked").min(1, "nothingTicked").max(500, "tooMany"),
  ),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer");
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  return answer(await remindAwards(actor, input.value.ids), input.form, { to: "/funding/risks", done: "reminded" });
}

export default function Risks() {
  const { flagged, count, after } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <WorkPage>
      <PageHead title={t("awards.nav.risks")}>
        <p className="text-ink2">{t("awards.risksText")}</p>
      </PageHead>
      <DeskNav flagged={count} />
      {flagged.length === 0 ? (
        <EmptyState title={t("awards.noRisks")} />
      ) : (
        <Form method="post" noValidate>
          <FormProblem />
          {flagged.map((each) => (
            <div key={each.id} className="border-b border-line py-2">
              <Checkbox
                name="ids"
                value={each.id}
                disabled={!each.isRested}
                label={
                  <>
                    <b className="whitespace-nowrap">{each.number}</b> <Text value={each.title} /> ·{" "}
                    <span className="text-ink3">
                      <Text value={each.lead} />
                    </span>
                  </>
                }
              />
              <ul className="ml-6 text-sm">
                {each.flags.map((flag) => (
                  <li key={`${flag.risk} ${flag.about}`} className="text-warn">
                    ! {t(`awards.risk.${flag.risk}`)}
                    {flag.since && <> · {t("journey.since", { day: format.date(flag.since) })}</>}
                    {flag.about && <> · {flag.about}</>}
                    {flag.amount !== undefined && <> · {format.money(flag.amount, each.currency)}</>}
                  </li>
                ))}
              </ul>
              <p className="ml-6 text-sm">
                {each.remindedAt !== null && (
                  <span className="text-ink3">
                    {t("awards.lastReminded", { at: format.instant(each.remindedAt) })} ·{" "}
                  </span>
                )}
                <Link to={`/applications/${each.id}${each.award ? "/award" : ""}`}>{t("awards.look")}</Link>
              </p>
            </div>
          ))}
          <div className="mt-4">
            <Button look="primary" disabled={!flagged.some((each) => each.isRested)}>
              {t("awards.remind")}
            </Button>
          </div>
        </Form>
      )}
      <PageLinks after={after} />
    </WorkPage>
  );
}
