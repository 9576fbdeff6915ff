import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { programmeInForce } from "#services/funding/index.ts";
import { fieldsOf } from "../components/funding/plan.ts";
import { PrintButton } from "../components/funding/print-button.tsx";
import { useWords } from "../components/funding/words.ts";
import { PageHead, PublicPage, Section } from "../components/page.tsx";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";

/** What an application asks, to read and print before anybody signs in. */
export async function loader({ params }: LoaderFunctionArgs) {
  const rules = await programmeInForce(params.id!);
  if (!rules) throw new Response(null, { status: 404 });
  return rules;
}

export default function ProgrammeForm() {
  const rules = useLoaderData<typeof loader>();
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
      <Section title={t("programmes.form.project")}>
        <Blank label={t("programmes.form.name")} />
        <Blank
          label={t("funding.lead")}
          hint={rules.lead.kinds.map((kind) => t(`programmes.leadKinds.${kind}`)).join(t("programmes.comma"))}
        />
        <Blank label={t("programmes.form.people")} lines={3} />
        <Blank label={t("funding.summary")} lines={6} />
      </Section>
      {rules.aspects.length > 0 && (
        <Section title={t("funding.aspects")}>
          {rules.aspects.map((aspect) => (
            <Blank
              key={aspect.id}
              label={`${words(aspect.name)} (${aspect.weight} %)`}
              hint={aspect.asks && words(aspect.asks)}
              lines={5}
            />
          ))}
        </Section>
      )}
      <Section title={t("programmes.form.money")}>
        <p className="mb-2 text-sm text-ink3">{t("programmes.form.moneyText", { currency: rules.grant.currency })}</p>
        {rules.stages.map((stage) => (
          <table key={stage.id} className="mb-4 w-full border-collapse text-[15px]">
            <caption className="mb-1 text-left font-semibold">{words(stage.name)}</caption>
            <tbody>
              {fieldsOf(stage).map((field) => (
                <tr key={field} className="border-b border-line">
                  <th scope="row" className="py-2 pr-3 text-left font-normal">
                    {t(`programmes.field.${field}`)}
                  </th>
                  <td className="w-48 border border-line2" />
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </Section>
      {isMatched && (
        <Section title={t("funding.contributions")}>
          <table className="w-full border-collapse text-[15px]">
            <thead>
              <tr>
                {["payer", "stage", "side", "form", "redeemable"].map((column) => (
                  <th key={column} scope="col" className="border border-line2 px-2 py-1 text-left text-[13px]">
                    {t(`funding.${column}`)}
                  </th>
                ))}
                <th scope="col" className="border border-line2 px-2 py-1 text-left text-[13px]">
                  {t("programmes.form.amount", { currency: rules.grant.currency })}
                </th>
              </tr>
            </thead>
            <tbody>
              {[1, 2, 3, 4].map((row) => (
                <tr key={row}>
                  {["payer", "stage", "side", "form", "redeemable", "amount"].map((column) => (
                    <td key={column} className="h-8 border border-line2" />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
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
      {rules.conditions.length > 0 && (
        <Section title={t("programmes.form.declarations")}>
          <ul>
            {rules.conditions.map((condition) => (
              <li key={condition.id} className="py-0.5">
                ☐ {words(condition.text)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p className="text-sm text-ink3">{t("funding.guidePrevails")}</p>
    </PublicPage>
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
