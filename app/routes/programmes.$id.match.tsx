import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { computeMatch, type MatchCase, programme } from "#services/funding/index.ts";
import { readable } from "#services/language.ts";
import { Button } from "../components/button.tsx";
import { TextField } from "../components/fields.tsx";
import { Findings, StageMatch } from "../components/funding/stage-match.tsx";
import { PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";

const rows = ["cost", "grant", "industryCash", "industryInKind", "universityCash", "universityInKind"] as const;

/** The figures stand in the address, in millions: a plan can be kept, sent and gone back to. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const rules = programme(params.id!);
  if (!rules) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const search = new URL(request.url).searchParams;
  const isExample = ![...search.keys()].some((key) => key.includes("."));
  const example: Record<string, string> = {
    "stage-1.cost": "30",
    "stage-1.grant": "20",
    "stage-1.industryCash": "1.5",
    "stage-1.universityCash": "1",
    "stage-1.industryInKind": "5",
    "stage-2.cost": "40",
    "stage-2.grant": "20",
    "stage-2.industryCash": "20",
    "project.cost": "4",
    "project.grant": "2",
    "project.industryCash": "2",
  };
  const typed = (stage: string, row: string) =>
    isExample ? (example[`${stage}.${row}`] ?? "") : (search.get(`${stage}.${row}`) ?? "").slice(0, 20);
  const cents = (text: string) => {
    const millions = Number(text.replaceAll(/[,\s]/g, "") || 0);
    return Number.isFinite(millions) && millions > 0 ? Math.min(Math.round(millions * 100_000_000), 10 ** 14) : 0;
  };
  const plan: MatchCase = { stages: [], contributions: [] };
  const stages = rules.stages.map((stage) => {
    const values = Object.fromEntries(rows.map((row) => [row, typed(stage.id, row)])) as Record<
      (typeof rows)[number],
      string
    >;
    plan.stages.push({ id: stage.id, cost: cents(values.cost), grant: cents(values.grant) });
    for (const side of ["industry", "university"] as const)
      for (const [row, form] of [
        [`${side}Cash`, "cash"],
        [`${side}InKind`, "inKind"],
      ] as const)
        plan.contributions.push({ stageId: stage.id, side, form, amount: cents(values[row]) });
    return {
      id: stage.id,
      name: readable(stage.name, language),
      ratio: stage.ratio,
      values,
      wrong: rows.filter((row) => values[row] !== "" && !/^[\d,.\s]+$/.test(values[row])),
    };
  });
  return {
    id: rules.id,
    name: readable(rules.name, language),
    owner: readable(rules.owner, language),
    readOn: rules.readOn,
    currency: rules.grant.currency,
    stages,
    match: computeMatch(rules, plan),
    isExample,
  };
}

export default function MatchCalculator() {
  const { name, owner, readOn, currency, stages, match, isExample } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const submit = useSubmit();
  return (
    <PublicPage>
      <PageHead
        eyebrow={
          <>
            <Text value={owner} /> · {t("funding.readOn", { day: format.date(readOn) })}
          </>
        }
        title={t("funding.matchTitle", { programme: name.text })}
      />
      <div className="grid items-start gap-x-11 lg:grid-cols-[minmax(360px,1fr)_1.15fr]">
        <Form onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}>
          {stages.map((stage) => (
            <fieldset key={stage.id} className="mb-5 border-t-2 border-ink pt-2">
              <legend className="sr-only">{stage.name.text}</legend>
              <h2 className="mb-2 flex justify-between text-[17px]">
                <Text value={stage.name} />{" "}
                <span className="font-normal text-ink3">
                  {stage.ratio.government} : {stage.ratio.others}
                </span>
              </h2>
              <div className="grid grid-cols-2 gap-x-4">
                {rows.map((row) => (
                  <TextField
                    key={row}
                    name={`${stage.id}.${row}`}
                    label={t(`funding.plan.${row}`)}
                    defaultValue={stage.values[row]}
                    inputMode="decimal"
                    errors={stage.wrong.includes(row) ? ["notAnAmount"] : []}
                  />
                ))}
              </div>
            </fieldset>
          ))}
          <Button>{t("funding.compute")}</Button>
          <p className="mt-2 text-sm text-ink3">
            {t("funding.inMillions", { currency })} {isExample && t("funding.exampleFigures")}
          </p>
        </Form>
        <section aria-live="polite" className="max-lg:mt-8">
          <p className="mb-4 text-xl font-semibold">
            {match.isMet ? t("funding.allMet", { grant: format.money(match.grant, currency) }) : t("funding.notMet")}
          </p>
          {match.stages.map((stage) => (
            <StageMatch
              key={stage.id}
              name={stages.find((each) => each.id === stage.id)!.name.text}
              stage={stage}
              currency={currency}
            />
          ))}
          <Findings findings={match.findings} currency={currency} />
          <p className="mt-4 text-sm text-ink3">{t("funding.guidePrevails")}</p>
        </section>
      </div>
    </PublicPage>
  );
}
