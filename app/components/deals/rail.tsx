import { Form, Link } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { languageNames } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { DealView } from "../../routes/deals.$id.tsx";
import { Button } from "../button.tsx";
import { History } from "../history.tsx";
import { RailBlock } from "../page.tsx";
import { Text } from "../text.tsx";
import { PaperLanguage } from "./paper-language.tsx";

export function DealRail({ view }: { view: DealView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const licence = view.agreements.find((each) => each.kind === "licence");
  const hasSigned = licence?.signatures.some((each) => each.side === view.side);
  return (
    <>
      <RailBlock title={t("outputs.state")}>
        <p className="text-[17px] font-semibold">{t(`deals.states.${view.state}`)}</p>
        <p className="text-sm text-ink3">{t("journey.since", { day: format.day(view.stateSince) })}</p>
        {view.next && (
          <p className="mt-1 text-sm">
            {t("journey.next")}
            {t("kit.colon")}
            <b>{view.next === "both" ? t("deals.bothSides") : <Text value={view[view.next]} />}</b>
            {view.next === "licensor" && view.officer && <> ({view.officer})</>}
            {view.answerBy && <> · {t("applications.answerBy", { day: format.date(view.answerBy) })}</>}
          </p>
        )}
        <Form method="post" noValidate className="mt-2.5 flex flex-wrap gap-2">
          {view.actions.includes("offerNda") && <PaperLanguage view={view} />}
          {view.actions.includes("offerNda") && (
            <Button look="primary" name="intent" value="offerNda">
              {t("deals.act.offerNda")}
            </Button>
          )}
          {view.actions.includes("acceptNda") && (
            <Button look="primary" name="intent" value="acceptNda">
              {t("deals.act.acceptNda")}
            </Button>
          )}
          {view.actions.includes("sign") && licence && !hasSigned && (
            <>
              <input type="hidden" name="seal" value={licence.seal} />
              <Button look="primary" name="intent" value="sign">
                {t("deals.act.sign")}
              </Button>
            </>
          )}
          {view.actions.includes("sign") && hasSigned && (
            <p className="text-sm text-ink2">{t("deals.waitsForOther")}</p>
          )}
          {view.actions.includes("decline") && (
            <Button look="quiet" name="intent" value="decline">
              {t("deals.act.decline")}
            </Button>
          )}
        </Form>
      </RailBlock>
      {view.agreements.length > 0 && (
        <RailBlock title={t("deals.papers")}>
          {view.agreements.map((paper) => (
            <div key={paper.id} className="mb-2">
              <p>
                <a href={`/deals/${view.id}/agreements/${paper.id}`}>{t(`deals.kinds.${paper.kind}`)} (PDF)</a> ·{" "}
                {t(`deals.paperStates.${paper.state}`)}{" "}
                <span className="text-sm text-ink3">
                  {t("deals.inLanguage")} <span lang={paper.language}>{languageNames[paper.language].full}</span>
                </span>
              </p>
              {paper.signatures.map((signature) => (
                <p key={signature.side} className="text-sm text-seal">
                  ◉ {t(`deals.sides.${signature.side}`)}
                  {t("kit.colon")}
                  {signature.name} · {format.instant(signature.createdAt)}
                </p>
              ))}
              <p className="text-[12px] text-ink3">
                {t("outputs.sealed")} {paper.seal.slice(0, 16)}…
              </p>
            </div>
          ))}
        </RailBlock>
      )}
      <RailBlock title={t("outputs.linked")}>
        <p>
          <Link to={`/technologies/${view.slug}`}>{t("outputs.publicProfile")}</Link>
        </p>
        {view.caseId && (
          <p>
            <Link to={`/cases/${view.caseId}`}>{t("deals.toCase")}</Link>
          </p>
        )}
      </RailBlock>
      <RailBlock title={t("outputs.history")}>
        <History entries={view.history} />
      </RailBlock>
    </>
  );
}
