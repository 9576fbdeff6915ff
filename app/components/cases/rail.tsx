import { Form, Link } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button, LinkButton } from "../button.tsx";
import { Confirm } from "../dialog.tsx";
import { TextArea } from "../fields.tsx";
import { History } from "../history.tsx";
import { RailBlock } from "../page.tsx";
import { Text } from "../text.tsx";
import { NextFilingDay, nextDue } from "./clock.tsx";
import { Decided } from "./evaluation.tsx";

const withReason = ["return", "decline"];
/** Acts with a place of their own, and those that follow from editing. */
const elsewhere = ["edit", "accept", "withdraw", "reopen", "reopenReturned"];

/** State and what may be done, who owns the next move until when, and the pathway. */
export function CaseRail({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { disclosure, decision, advice } = view;
  const due = nextDue(view);
  const isAsked = disclosure?.state === "awaitingInventors";
  const first = view.actions.filter(
    (each) => !withReason.includes(each) && !elsewhere.includes(each) && !(each === "submit" && !isAsked),
  );
  return (
    <>
      <RailBlock title={t("outputs.state")} id="state">
        <p className="text-[17px] font-semibold">
          {t(`outputs.states.${disclosure?.state ?? "none"}`)}{" "}
          {disclosure && (
            <span className="text-sm font-normal text-ink3">
              {t("outputs.sinceDay", { day: format.day(disclosure.stateSince), count: disclosure.dayInState })}
            </span>
          )}
        </p>
        {disclosure?.targetDays && (
          <p className="text-sm text-ink3">
            {t("outputs.usually", { count: disclosure.targetDays })}{" "}
            {disclosure.isOverdue && <Badge tone="bad">{t("research.overdue")}</Badge>}
          </p>
        )}
        {disclosure?.reason && disclosure.state !== "accepted" && !disclosure.reply && (
          <p className="mt-1 whitespace-pre-line text-sm text-ink2">
            <Text value={disclosure.reason} />
          </p>
        )}
        <div className="mt-2.5 flex flex-wrap gap-2">
          {view.mayBegin && <Act intent="begin" look="primary" />}
          {view.actions.includes("edit") && disclosure && (
            <LinkButton to={`/research/disclosures/${disclosure.id}`}>{t("outputs.act.edit")}</LinkButton>
          )}
          {first.map((each) => (
            <Act key={each} intent={each} look="primary" />
          ))}
          {view.mayDelete && (
            <Confirm label={t("outputs.act.deleteDraft")} title={t("outputs.act.deleteAsk")}>
              <Act intent="deleteDraft" look="danger" />
            </Confirm>
          )}
          {view.actions.includes("withdraw") && !view.mayDelete && (
            <Confirm label={t("outputs.act.withdraw")} title={t("outputs.act.withdrawAsk")}>
              <Act intent="withdraw" look="danger" />
            </Confirm>
          )}
        </div>
        {view.actions.some((each) => withReason.includes(each)) && (
          <details className="mt-2 text-sm">
            <summary>{t("outputs.act.other")}</summary>
            <ActForm intents={["return", "decline"]} keepsTyping className="mt-2">
              <TextArea name="reason" label={t("outputs.act.reason")} rows={4} required />
              <div className="flex gap-2">
                {view.actions
                  .filter((each) => withReason.includes(each))
                  .map((each) => (
                    <Button key={each} look={each === "decline" ? "danger" : "default"} name="intent" value={each}>
                      {t(`outputs.act.${each}`)}
                    </Button>
                  ))}
              </div>
            </ActForm>
          </details>
        )}
      </RailBlock>
      <RailBlock title={t("journey.next")}>
        <p>
          {view.next.people.length > 0 ? (
            <>
              {view.next.people.map((each, place) => (
                <b key={each}>
                  {place > 0 && ", "}
                  {each}
                </b>
              ))}
              <span className="text-ink2"> · {t(`journey.who.${view.next.who}`)}</span>
            </>
          ) : (
            <b>
              {view.next.office
                ? t("journey.officeOf", { institution: view.next.office.text })
                : t(`journey.who.${view.next.who}`)}
            </b>
          )}
          {view.next.since > 0 && (
            <span className="text-ink3">
              {" "}
              · {t("outputs.sinceDay", { day: format.day(view.next.since), count: view.next.day })}
            </span>
          )}
        </p>
        {view.next.office && <p className="text-sm text-ink3">{t("journey.noOfficerYet")}</p>}
        <NextFilingDay next={view.nextFiling} />
        {due && (
          <p className="mt-2 text-sm">
            <a href="#protection" className="underline">
              {t("protection.title")}
            </a>
            {t("kit.colon")}
            {t("outputs.case.nextDate", { day: format.date(due) })}
          </p>
        )}
        <p className="text-sm text-ink2">{t(`journey.what.${view.next.what.replace(".", "_")}`)}</p>
      </RailBlock>
      {(decision || advice) && (
        <RailBlock title={t("evaluation.pathwayLabel")}>
          {decision ? (
            <>
              <p>
                <Decided decision={decision} />
              </p>
              <p className="line-clamp-3 text-sm text-ink2 print:line-clamp-none">
                <Text value={decision.reason} />
              </p>
            </>
          ) : (
            advice && <p>{t(`evaluation.advice.${advice.advised}`)}</p>
          )}
          <p className="no-print text-sm">
            <a href="#evaluation">{t("evaluation.title")}</a>
          </p>
        </RailBlock>
      )}
    </>
  );
}

/** Who is on it, what else there is of it, and what happened: after the record on a telephone. */
export function CaseRailRest({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { disclosure } = view;
  return (
    <>
      {view.inventors.length > 0 && (
        <RailBlock title={t("outputs.disclosure.inventors")} id="people">
          <ul className="text-sm">
            {view.inventors.map((inventor) => (
              <li key={inventor.id} className="flex justify-between gap-3 py-0.5">
                <span>{inventor.name}</span>
                <span className="whitespace-nowrap">
                  {format.percent(inventor.shareBasisPoints)} ·{" "}
                  <span
                    className={
                      { confirmed: "text-ok", awaiting: "text-ink3", disputed: "text-bad" }[inventor.confirmation]
                    }
                  >
                    {t(`outputs.confirmation.${inventor.confirmation}`)}
                  </span>
                  {inventor.isOfEarlierText && (
                    <span className="block whitespace-normal text-right text-warn">{t("disclose.earlierText")}</span>
                  )}
                </span>
              </li>
            ))}
            {view.associates.map((each) => (
              <li key={each.id} className="flex justify-between gap-3 py-0.5 text-ink2">
                <span>{each.name}</span>
                <span className="whitespace-nowrap text-ink3">
                  {t(`disclose.kinds.${each.kind}`)}
                  {each.kind === "approver" &&
                    ` · ${each.isAsked ? t(`disclose.word.approver.${each.confirmation}`) : t("disclose.notAsked")}`}
                  {each.isOfEarlierText && (
                    <span className="block whitespace-normal text-right text-warn">{t("disclose.earlierText")}</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {[...view.inventors, ...view.associates]
            .filter((each) => each.disputeReason)
            .map((each) => (
              <p key={each.id} className="mt-1 text-sm text-bad">
                {each.name}
                {t("kit.colon")}
                <Text value={each.disputeReason} />{" "}
                {disclosure && view.actions.includes("edit") && (
                  <Link to={`/research/disclosures/${disclosure.id}?step=review`}>{t("disclose.answerDispute")}</Link>
                )}
              </p>
            ))}
        </RailBlock>
      )}
      {view.sharing && disclosure && (
        <RailBlock title={t("disclose.shared.title")}>
          <p>
            <Link to={`/cases/${view.caseId}/people`}>
              {t("disclose.shared.count", { count: view.sharing.participants })}
            </Link>{" "}
            ·{" "}
            <Link to={`/disclosures/${disclosure.id}`}>
              {t("disclose.talk.count", { count: view.sharing.comments })}
            </Link>
          </p>
        </RailBlock>
      )}
      {(view.technology || view.venture || view.deals.length > 0) && (
        <RailBlock title={t("outputs.linked")}>
          {view.technology && (
            <p>
              <Link to={`/technologies/${view.technology.slug}`}>{t("outputs.publicProfile")}</Link>
            </p>
          )}
          {view.venture && (
            <p>
              <Link to={`/ventures/${view.venture.slug}`}>
                <Text value={view.venture.name} />
              </Link>
            </p>
          )}
          {view.deals.map((deal) => (
            <p key={deal.id}>
              <Link to={`/deals/${deal.id}`}>{deal.number}</Link> · <Text value={deal.partner} /> ·{" "}
              {t(`deals.states.${deal.state}`)}
            </p>
          ))}
        </RailBlock>
      )}
      <RailBlock title={t("outputs.history")} id="history">
        <History entries={view.history} />
        {disclosure?.seal && disclosure.isFiled && (
          <p className="mt-2 break-all text-[12px] text-seal" title={disclosure.seal}>
            ◉ {t("outputs.sealed")} {disclosure.seal.slice(0, 16)}…{" "}
            <a href={`/cases/${view.caseId}/disclosure.pdf`}>{t("outputs.asFiled")}</a>
          </p>
        )}
      </RailBlock>
    </>
  );
}

function Act({ intent, look }: { intent: string; look: "primary" | "danger" }) {
  const { t } = useTranslation();
  return (
    <Form method="post" noValidate>
      <Button look={look} name="intent" value={intent}>
        {t(`outputs.act.${intent}`)}
      </Button>
    </Form>
  );
}
