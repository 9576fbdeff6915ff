import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { answersTo } from "#services/funding/applying/conditions.ts";
import { answerNames, programmeInForce, termsOf } from "#services/funding/index.ts";
import { PrintButton } from "../components/funding/print-button.tsx";
import { useWords } from "../components/funding/words.ts";
import { PageHead, PublicPage, Section } from "../components/page.tsx";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";

/** What an application asks, to read and print before anybody signs in. */
export async function loader({ params }: LoaderFunctionArgs) {
  const rules = await programmeInForce(params.id!);
  if (!rules) throw new Response(null, { status: 404 });
  return { rules, questions: answerNames(rules), categories: termsOf(rules).categories };
}

export default function ProgrammeForm() {
  const { rules, questions, categories } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const isMatched = rules.stages.some((stage) => stage.ratio.others > 0);
  return (
    <PublicPage className="max-w-4xl">
      <PageHead
        eyebrow={
          <>
            <Link className="underline" to={`/programmes/${rules.id}`}>
              {words(rules.name)}
            </Link>{" "}
            · {t("funding.readOn", { day: format.date(rules.readOn) })}
          </>
        }
        title={t("programmes.form.title", { programme: words(rules.name) })}
        actions={<PrintButton />}
      >
        <p className="mt-1 max-w-[70ch] text-ink2">{t("programmes.form.text")}</p>
      </PageHead>
      <Section title={t("programmes.form.begin")}>
        <Blank label={t("outputs.title")} />
        <Blank
          label={t("funding.lead")}
          hint={rules.lead.kinds.map((kind) => t(`programmes.leadKinds.${kind}`)).join(t("programmes.comma"))}
        />
        <Blank label={t("funding.venture")} />
        {rules.stages.map((stage) => (
          <Grid
            key={stage.id}
            caption={words(stage.name)}
            heads={[
              t("funding.months"),
              `${t("programmes.field.cost")} (${rules.grant.currency})`,
              `${t("programmes.field.grant")} (${rules.grant.currency})`,
            ]}
            rows={[""]}
          />
        ))}
      </Section>
      <Section title={t("applications.parts.project")}>
        <Blank label={t("funding.summary")} hint={t("applications.hint.summary")} lines={6} />
        {questions.map((name) => {
          const aspect = rules.aspects.find((each) => `aspect:${each.id}` === name);
          return (
            <Blank
              key={name}
              label={aspect ? `${words(aspect.name)} (${aspect.weight} %)` : t(`applications.question.${name}`)}
              hint={aspect ? aspect.asks && words(aspect.asks) : t(`applications.hint.${name}`)}
              lines={5}
            />
          );
        })}
      </Section>
      <Section title={t("applications.parts.plan")}>
        <p className="mb-2 text-sm text-ink3">{t("applications.planText")}</p>
        <Grid
          heads={[
            t("funding.stage"),
            t("funding.milestones"),
            t("applications.measure"),
            t("applications.fromMonth"),
            t("applications.untilMonth"),
            t("applications.trancheEarned"),
          ]}
          rows={["", "", "", ""]}
        />
      </Section>
      {isMatched && (
        <Section title={t("funding.contributions")}>
          <Grid
            heads={[
              ...["payer", "stage", "side", "form", "redeemable"].map((column) => t(`funding.${column}`)),
              t("programmes.form.amount", { currency: rules.grant.currency }),
            ]}
            rows={["", "", "", ""]}
          />
        </Section>
      )}
      <Section title={t("applications.budget")}>
        <p className="mb-2 text-sm text-ink3">{t("applications.budgetText")}</p>
        {rules.stages.map((stage) => (
          <Grid
            key={stage.id}
            caption={words(stage.name)}
            heads={[t("applications.category"), t("applications.grant"), "", "", t("applications.total")]}
            rows={categories
              .filter((each) => !each.stages || each.stages.includes(stage.id))
              .map((each) => words(each.name))}
          />
        ))}
      </Section>
      {rules.documents.length > 0 && (
        <Section title={t("programmes.terms.documents")}>
          <ul>
            {rules.documents.map((document) => (
              <li key={document.id} className="py-0.5">
                ☐ {words(document.name)}{" "}
                <span className="text-sm text-ink3">{t(`programmes.when.${document.when}`)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t("applications.declarations")}>
        <ul>
          {rules.conditions.map((condition) => (
            <li key={condition.id} className="flex flex-wrap justify-between gap-x-4 border-b border-line py-1">
              <span className="max-w-[60ch]">{words(condition.text)}</span>
              <span>
                {answersTo(condition)
                  .map((answer) => `☐ ${t(`applications.condition.${answer}`)}`)
                  .join("  ")}
              </span>
            </li>
          ))}
        </ul>
        <p className="mt-3 font-semibold">{t("applications.otherFunding.label")}</p>
        <p>☐ {t("applications.otherFunding.none")}</p>
        <p>☐ {t("applications.otherFunding.some")}</p>
        <Blank label={t("applications.otherFunding.details")} lines={2} />
        <p>☐ {t("applications.accurate")}</p>
      </Section>
      <p className="text-sm text-ink3">{t("funding.guidePrevails")}</p>
    </PublicPage>
  );
}

/** A table to fill in by hand; a row's name stands in its first cell. */
function Grid({ caption, heads, rows }: { caption?: string; heads: string[]; rows: string[] }) {
  return (
    <div className="mb-4 overflow-x-auto">
      <table className="w-full border-collapse text-[15px]">
        {caption && <caption className="mb-1 text-left font-semibold">{caption}</caption>}
        <thead>
          <tr>
            {heads.map((head, place) => (
              <th key={place} scope="col" className="border border-line2 px-2 py-1 text-left text-[13px]">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place}>
              {heads.map((_, column) => (
                <td key={column} className="h-8 min-w-12 border border-line2 px-2">
                  {column === 0 && row}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A question with room to write by hand. */
function Blank({ label, hint, lines = 1 }: { label: ReactNode; hint?: ReactNode; lines?: number }) {
  return (
    <div className="mb-3">
      <p className="font-semibold">{label}</p>
      {hint && <p className="text-sm text-ink3">{hint}</p>}
      <div className="mt-1 rounded-md border border-line2" style={{ height: `${lines * 1.7 + 0.6}rem` }} />
    </div>
  );
}
