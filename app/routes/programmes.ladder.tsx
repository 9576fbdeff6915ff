import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { applicantOf, hongKongDay, ladderCaseOf, ladderFor, leadKinds } from "#services/funding/index.ts";
import { Button } from "../components/button.tsx";
import { Checkbox, Select, TextField } from "../components/fields.tsx";
import { ladderQuestions, readLadder } from "../components/funding/ladder-form.ts";
import { Rungs } from "../components/funding/rungs.tsx";
import { PageHead, PublicPage, Section } from "../components/page.tsx";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { actorFor } from "../session.server.ts";

/** What is asked stands in the address; `case` begins with what the portal knows of a case of the reader's. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const language = await languageOf(request);
  const search = new URL(request.url).searchParams;
  const today = hongKongDay(Date.now());
  const actor = await actorFor(request, context);
  const caseId = search.get("case");
  const known = actor && caseId ? await ladderCaseOf(actor, caseId, today) : undefined;
  if (caseId && !known) throw new Response(null, { status: 404 });
  const own = actor && !search.has("kind") && !known ? await applicantOf(actor) : undefined;
  const { given, values, wrong } = readLadder(search, today, known, own?.kindOfLead);
  const { rungs, names } = await ladderFor(given);
  return {
    caseId,
    values,
    wrong,
    rungs,
    kinds: leadKinds.filter((kind) => kind !== "startUp"),
    names: Object.fromEntries(Object.entries(names).map(([id, name]) => [id, name[language]])),
  };
}

export default function Ladder() {
  const { caseId, values, wrong, rungs, names, kinds } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const open = rungs.filter((rung) => rung.standing !== "no");
  const shut = rungs.filter((rung) => rung.standing === "no");
  const now = rungs.filter((rung) => rung.standing === "now").length;
  return (
    <PublicPage>
      <PageHead
        eyebrow={
          <Link className="underline" to="/programmes">
            {t("site.nav.programmes")}
          </Link>
        }
        title={t("programmes.ladder.title")}
      >
        <p className="mt-1 max-w-[70ch] text-ink2">{t("programmes.ladder.text")}</p>
      </PageHead>
      <div className="grid items-start gap-x-11 lg:grid-cols-[300px_minmax(0,1fr)]">
        <Form>
          {caseId && (
            <p className="mb-3 text-sm text-ink3">
              <input type="hidden" name="case" value={caseId} />
              {t("programmes.ladder.fromCase")}
            </p>
          )}
          <Select
            name="kind"
            label={t("programmes.ladder.institution")}
            defaultValue={values.kind}
            choices={kinds.map((kind) => ({ value: kind, label: t(`programmes.leadKinds.${kind}`) }))}
          />
          <div className="grid grid-cols-2 gap-x-4 lg:grid-cols-1">
            <TextField
              name="trl"
              label={t("programmes.ladder.trl")}
              hint={t("programmes.ladder.trlHint")}
              defaultValue={values.trl}
              inputMode="numeric"
              errors={wrong.trl}
            />
            <TextField
              name="founded"
              type="date"
              label={t("programmes.ladder.founded")}
              hint={t("programmes.ladder.foundedHint")}
              defaultValue={values.founded}
              errors={wrong.founded}
            />
          </div>
          <div className="grid grid-cols-3 items-end gap-x-3 lg:grid-cols-1">
            {(["cost", "industry", "university"] as const).map((name) => (
              <TextField
                key={name}
                name={name}
                label={t(`programmes.ladder.${name}`)}
                defaultValue={values[name]}
                inputMode="decimal"
                errors={wrong[name]}
              />
            ))}
          </div>
          <fieldset className="mb-4">
            <legend className="mb-1 text-sm font-semibold">{t("programmes.ladder.hasAlready")}</legend>
            {ladderQuestions.map((need) => (
              <Checkbox
                key={need}
                name="has"
                value={need}
                label={t(`programmes.ladder.has.${need}`)}
                defaultChecked={values.has.includes(need)}
              />
            ))}
          </fieldset>
          <Button look="primary">{t("programmes.ladder.show")}</Button>
        </Form>
        <div className="max-lg:mt-8">
          <Section title={t("programmes.ladder.open", { count: now })}>
            <Rungs rungs={open} names={names} caseId={caseId} />
          </Section>
          <details>
            <summary className="text-[17px] font-semibold">
              {t("programmes.ladder.shut", { count: shut.length })}
            </summary>
            <Rungs rungs={shut} names={names} caseId={caseId} />
          </details>
          <p className="mt-4 text-sm text-ink3">{t("funding.guidePrevails")}</p>
        </div>
      </div>
    </PublicPage>
  );
}
