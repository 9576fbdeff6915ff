import { Link } from "@remix-run/react";
import { Fragment } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button, LinkButton } from "../button.tsx";
import { FormProblem, TextArea } from "../fields.tsx";
import { PageHead, Section, WorkPage } from "../page.tsx";
import { Text } from "../text.tsx";
import type { InvitationView } from "./invitation-view.server.ts";

/** What a reviewer sees before accepting: who stands behind an application, and the answer to give. */
export function InvitationPage({ view }: { view: InvitationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isInvited = view.state === "invited";
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <>
            <Text value={view.programme} /> · {view.number}
          </>
        }
        title={<Text value={view.title} />}
      />
      <FormProblem />
      <Section title={t("applications.invitation.behind")}>
        <dl className="grid max-w-2xl gap-x-6 gap-y-2 sm:grid-cols-[160px_1fr]">
          <dt className="text-ink2">{t("funding.lead")}</dt>
          <dd>
            <Text value={view.lead} />
          </dd>
          {view.people.length > 0 && (
            <>
              <dt className="text-ink2">{t("applications.invitation.people")}</dt>
              <dd>{view.people.join(" · ")}</dd>
            </>
          )}
          {(["directors", "shareholders"] as const).map(
            (kind) =>
              view.told[kind] && (
                <Fragment key={kind}>
                  <dt className="text-ink2">{t(`applications.facts.kinds.${kind}`)}</dt>
                  <dd className="whitespace-pre-line">{view.told[kind]}</dd>
                </Fragment>
              ),
          )}
          {view.partners.length > 0 && (
            <>
              <dt className="text-ink2">{t("applications.invitation.partners")}</dt>
              <dd>{view.partners.join(" · ")}</dd>
            </>
          )}
        </dl>
      </Section>
      <Section title={t("applications.invitation.answer")}>
        <div className="max-w-2xl">
          <p className="mb-2">{t(isInvited ? "applications.invitedText" : "applications.invitation.declareAgain")}</p>
          {isInvited && view.answerBy && (
            <p className="mb-2 text-sm text-ink2">{t("applications.answerBy", { day: format.date(view.answerBy) })}</p>
          )}
          {view.isOver ? (
            <p className="font-semibold text-bad">{t("problems.invitationIsOver")}</p>
          ) : (
            <>
              {!view.hasDeclared && (
                <p className="mb-3">
                  <LinkButton look="primary" to="/funding/interests">
                    {t("applications.interests.open")}
                  </LinkButton>
                </p>
              )}
              {isInvited && view.hasDeclared && (
                <ActForm intents={["acceptReview"]} className="mb-3">
                  <Button look="primary" name="intent" value="acceptReview">
                    {t("applications.act.acceptReview")}
                  </Button>
                </ActForm>
              )}
              <details>
                <summary>{t(isInvited ? "applications.refuseReview" : "applications.conflictLater")}</summary>
                <ActForm intents={["declineReview", "declareConflict"]} className="mt-2">
                  <TextArea
                    name="reason"
                    label={t("funding.reason")}
                    hint={t("applications.reasonHintFund")}
                    rows={2}
                    required
                  />
                  <span className="flex flex-wrap gap-2">
                    {isInvited && (
                      <Button name="intent" value="declineReview">
                        {t("applications.act.declineReview")}
                      </Button>
                    )}
                    <Button name="intent" value="declareConflict">
                      {t("applications.act.declareConflict")}
                    </Button>
                  </span>
                </ActForm>
              </details>
            </>
          )}
          <p className="mt-4">
            <Link to="/funding">{t("applications.yourReviews")}</Link>
          </p>
        </div>
      </Section>
    </WorkPage>
  );
}
