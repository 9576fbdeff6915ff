import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { programmeInForce } from "#services/funding/index.ts";
import { MatchCalculator } from "../components/funding/match-calculator.tsx";
import { exampleOf, namesOf, type Typed } from "../components/funding/plan.ts";
import { useWords } from "../components/funding/words.ts";
import { PageHead, PublicPage } from "../components/page.tsx";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";

/** The figures stand in the address, in millions: a plan can be kept, sent and gone back to. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const rules = await programmeInForce(params.id!);
  if (!rules) throw new Response(null, { status: 404 });
  const search = new URL(request.url).searchParams;
  const names = namesOf(rules);
  const isExample = !names.some((name) => search.has(name));
  const typed: Typed = isExample
    ? exampleOf(rules)
    : Object.fromEntries(names.map((name) => [name, (search.get(name) ?? "").slice(0, 20)]));
  return { rules, typed, isExample };
}

export default function Match() {
  const { rules, typed, isExample } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  return (
    <PublicPage>
      <PageHead
        eyebrow={
          <>
            <Link className="underline" to={`/programmes/${rules.id}`}>
              {words(rules.name)}
            </Link>{" "}
            · {words(rules.owner)} · {t("funding.readOn", { day: format.date(rules.readOn) })}
          </>
        }
        title={t("programmes.matchTitle", { programme: words(rules.name) })}
      />
      <MatchCalculator key={`${rules.id} ${JSON.stringify(typed)}`} rules={rules} typed={typed} isExample={isExample} />
    </PublicPage>
  );
}
