import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import {
  applicantOf,
  applicantOfKind,
  callsWithResults,
  callWithRules,
  hongKongDay,
  leadKinds,
  openTo,
  programmesInForce,
  stackingTable,
  standingIn,
} from "#services/funding/index.ts";
import type { Programme } from "#services/funding/rules/programme-schema.ts";
import { readable } from "#services/language.ts";
import { Badge } from "../components/badge.tsx";
import { LinkButton } from "../components/button.tsx";
import { Eligibility } from "../components/funding/eligibility.tsx";
import { FactMark } from "../components/funding/fact-mark.tsx";
import { openCallsView } from "../components/funding/open-calls.server.ts";
import { OpenCalls } from "../components/funding/open-calls.tsx";
import { AfterApproval, Assessment, Unknowns } from "../components/funding/programme-life.tsx";
import { MainRules, MoneyRules } from "../components/funding/programme-terms.tsx";
import { StackingList } from "../components/funding/stacking-list.tsx";
import { useWords } from "../components/funding/words.ts";
import { PageHead, PublicPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { actorFor } from "../session.server.ts";

const YEAR = 365 * 86_400_000;

/** `as` and `founded` describe an organisation without an account; somebody signed in begins with their own. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const [language, programmes] = await Promise.all([languageOf(request), programmesInForce()]);
  const search = new URL(request.url).searchParams;
  const inForce = programmes.find((each) => each.id === params.id);
  const asked = search.get("call");
  const bound = inForce && asked ? await callWithRules(asked, inForce.id) : undefined;
  const rules = bound?.rules ?? inForce;
  if (!rules) throw new Response(null, { status: 404 });
  const now = Date.now();
  const today = hongKongDay(now);
  const [actor, calls, decided] = await Promise.all([
    actorFor(request, context),
    openCallsView(language, now, rules.id),
    callsWithResults(rules.id),
  ]);
  const own = actor && (await applicantOf(actor));
  const askedKind = leadKinds.find((kind) => kind === search.get("as"));
  const founded = (search.get("founded") ?? "").slice(0, 10);
  const foundedOn =
    /^\d{4}-\d{2}-\d{2}$/.test(founded) && founded <= today && !Number.isNaN(Date.parse(founded)) ? founded : undefined;
  const kind = askedKind ?? own?.kindOfLead ?? "ugcFundedUniversity";
  const isOwn = own !== undefined && kind === own.kindOfLead;
  const applicant = isOwn
    ? { ...own, ...(foundedOn && { incorporatedOn: foundedOn }) }
    : applicantOfKind(kind, foundedOn);
  const names = Object.fromEntries(programmes.map((each) => [each.id, each.name[language]]));
  return {
    rules,
    /** The call whose rules these are, where the programme's have changed since. */
    of: bound && !bound.isToday && { title: readable(bound.title, language), publishedAt: bound.publishedAt },
    calls,
    decided: decided.map((each) => ({ ...each, title: readable(each.title, language) })),
    isStale: Date.parse(today) - Date.parse(rules.status.checkedOn) > YEAR,
    eligibility: {
      kind,
      kinds: leadKinds,
      founded,
      isOwn,
      standing: standingIn(rules, applicant, today),
      others: openTo(programmes, applicant).map((id): [string, string] => [id, names[id]!]),
    },
    stacking: stackingTable().filter((pair) => pair.between.includes(rules.id)),
    names,
  };
}

export default function ProgrammePage() {
  const { rules, of, calls, decided, isStale, eligibility, stacking, names } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  return (
    <PublicPage className="max-w-4xl">
      <PageHead
        eyebrow={
          <>
            <Link className="underline" to="/programmes">
              {t("site.nav.programmes")}
            </Link>{" "}
            · {words(rules.owner)} · {t("funding.readOn", { day: format.date(rules.readOn) })}
          </>
        }
        title={words(rules.name)}
        actions={
          <>
            <LinkButton look="primary" to={`/programmes/${rules.id}/match`}>
              {t("funding.whatMatches")}
            </LinkButton>
            <LinkButton to={`/programmes/${rules.id}/form`}>{t("programmes.form.read")}</LinkButton>
          </>
        }
      >
        <p className="mt-2 max-w-[70ch] text-ink2">{words(rules.summary)}</p>
        {of && (
          <p className="mt-2 max-w-[70ch] font-semibold">
            {t("programmes.ofCall", { title: of.title.text, day: format.day(of.publishedAt) })}{" "}
            <Link className="underline" to={`/programmes/${rules.id}`}>
              {t("programmes.rulesToday")}
            </Link>
          </p>
        )}
        {calls.length > 0 && (
          <div className="mt-2">
            <OpenCalls calls={calls} />
          </div>
        )}
        {decided.length > 0 && (
          <p className="mt-2 text-[15px]">
            {t("applications.results.open")}
            {t("kit.colon")}
            {decided.map(({ id, title, at }, place) => (
              <span key={id}>
                {place > 0 && " · "}
                <Link className="underline" to={`/funding/results/${id}`}>
                  <Text value={title} />
                </Link>{" "}
                <span className="text-ink3">{at !== null && format.day(at)}</span>
              </span>
            ))}
          </p>
        )}
        <p className="mt-2 text-[15px]">
          {calls.length > 0 && <span className="text-ink3">{t("programmes.elsewhere")} </span>}
          <Badge tone={rules.status.value === "closed" ? "bad" : "plain"}>
            {t(`programmes.status.${rules.status.value}`)}
          </Badge>{" "}
          {t("programmes.checkedOn", { day: format.date(rules.status.checkedOn) })} <FactMark {...rules.status} />
          {isStale && <span className="ml-2 font-semibold text-warn">{t("programmes.stale")}</span>}
        </p>
        {rules.kind === "template" && <p className="mt-2 text-[15px] font-semibold">{t("programmes.isTemplate")}</p>}
      </PageHead>
      <nav aria-label={t("programmes.onThisPage")} className="no-print mb-6 flex flex-wrap gap-x-4 gap-y-1 text-[15px]">
        {sectionsOf(rules, stacking.length > 0).map(([id, title]) => (
          <a key={id} href={`#${id}`}>
            {t(title)}
          </a>
        ))}
      </nav>
      <Eligibility rules={rules} view={eligibility} />
      <MainRules rules={rules} />
      <MoneyRules rules={rules} />
      <Assessment rules={rules} />
      <AfterApproval rules={rules} />
      <StackingList pairs={stacking} names={names} title={t("programmes.stacking.title")} />
      <Unknowns rules={rules} />
      <p className="text-sm text-ink3">{t("funding.guidePrevails")}</p>
    </PublicPage>
  );
}

/** The parts of the page that this programme has, with the keys of their titles. */
function sectionsOf(rules: Programme, hasStacking: boolean): Array<[id: string, title: string]> {
  const isMatched = rules.stages.some((stage) => stage.ratio.others > 0);
  const { categories, overhead, auditFee, elsewhereMaxBasisPoints } = rules.costs;
  const parts: Array<[id: string, title: string, has: boolean]> = [
    ["eligibility", "programmes.eligibility.title", true],
    ["rules", "funding.rules", true],
    ["contributions", "programmes.terms.contributions", isMatched],
    [
      "costs",
      "programmes.terms.costs",
      categories.length > 0 || Boolean(overhead ?? auditFee ?? elsewhereMaxBasisPoints),
    ],
    ["aspects", "funding.aspects", rules.aspects.length > 0],
    ["after", "programmes.terms.after", Boolean(rules.tranches ?? rules.ip ?? rules.recoupment ?? rules.buyOut)],
    ["stacking", "programmes.stacking.title", hasStacking],
    ["unknowns", "programmes.unknowns.title", rules.unknowns.length > 0],
  ];
  return parts.filter(([, , has]) => has).map(([id, title]) => [id, title]);
}
