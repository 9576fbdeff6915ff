import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { ProfilePage } from "../../routes/cases.$caseId_.profile._index.tsx";
import { ActForm } from "../act-form.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { Confirm } from "../dialog.tsx";
import { Select, TextField } from "../fields.tsx";
import { RailBlock } from "../page.tsx";
import { Told } from "../text.tsx";
import { AvailabilityBadge } from "./availability.tsx";
import { InvitationPanel } from "./invitation-panel.tsx";
import { LanguageMarks } from "./language-marks.tsx";
import { NoesList } from "./noes-list.tsx";

/** Where the profile stands, what it lacks, and who does what next. */
export function ProfileRail({ page }: { page: ProfilePage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { technology } = page;
  const state = technology?.state ?? "draft";
  return (
    <>
      <RailBlock title={t("outputs.state")}>
        <p className="flex flex-wrap items-center gap-2 text-[17px] font-semibold">
          {t(`technology.states.${state}`)}
          {technology && state === "published" && <AvailabilityBadge offer={technology.availability} />}
        </p>
        {technology && state !== "draft" && (
          <p className="text-sm">
            <Link to={`/technologies/${technology.slug}`}>/technologies/{technology.slug}</Link>
          </p>
        )}
        <p className="mt-1 text-sm text-ink2">
          {page.version === 0
            ? t("technology.next.write")
            : page.version === technology?.publishedVersion && state === "published"
              ? t("technology.next.public", { number: page.version })
              : page.answers.some((each) => each.answer === "objected")
                ? t("technology.next.objected", { number: page.version })
                : page.agreedAt
                  ? t("technology.next.publish", { number: page.version, day: format.day(page.agreedAt) })
                  : page.askedAt
                    ? t("technology.next.agree", { number: page.version, day: format.day(page.askedAt) })
                    : t("technology.next.ask", { number: page.version })}
        </p>
        <div className="mt-2.5 flex flex-wrap gap-2">
          {page.mayAgree && <VersionAct page={page} intent="agree" isNext />}
          {page.mayObject && <Objection page={page} />}
          {page.mayAsk && <VersionAct page={page} intent="ask" isNext={!page.askedAt} />}
          {page.mayPublish && <VersionAct page={page} intent="publish" isNext={page.agreedAt !== null} />}
        </div>
        {page.version > 0 && <p className="mt-1.5 text-[13px] text-ink3">{t("technology.edit.savedCounts")}</p>}
      </RailBlock>
      {page.version > 0 && page.answers.length > 0 && page.isNewer && <Answers answers={page.answers} />}
      <RailBlock title={t("technology.noes.title")}>
        <NoesList noes={page.noes} fieldOf={page.mayEdit ? page.fieldOf : undefined} />
      </RailBlock>
      <RailBlock title={t("technology.languages")}>
        <p className="text-sm">
          <LanguageMarks marks={page.marks} />
        </p>
      </RailBlock>
      {page.mayState && technology && (
        <RailBlock title={t("technology.availability.title")}>
          <ActForm intents={["state"]} className="flex items-end gap-2">
            <Select
              name="stated"
              label={t("technology.availability.stated")}
              className="!mb-0 flex-1"
              defaultValue={technology.stated}
              choices={["available", "underOption", "licensed"].map((each) => ({
                value: each,
                label: t(`technology.availability.${each}`),
              }))}
            />
            <Button name="intent" value="state">
              {t("technology.availability.set")}
            </Button>
          </ActForm>
          {technology.availability !== technology.stated && (
            <p className="mt-1 text-sm text-ink2">
              {t("technology.availability.overruled", {
                offer: t(`technology.availability.${technology.availability}`),
              })}
            </p>
          )}
        </RailBlock>
      )}
      <InvitationPanel page={page} />
      {(page.mayClose || page.mayReoffer || page.mayWithdraw) && (
        <RailBlock title={t("technology.takeDown.title")}>
          {page.mayReoffer && (
            <ActForm intents={["reoffer"]} className="mb-2">
              <Button name="intent" value="reoffer">
                {t("technology.takeDown.reoffer")}
              </Button>
            </ActForm>
          )}
          {page.mayClose && <TakeDown intent="close" text={t("technology.takeDown.closeText")} />}
          {page.mayWithdraw && <TakeDown intent="withdraw" text={t("technology.takeDown.withdrawText")} />}
        </RailBlock>
      )}
      {page.versions.length > 0 && (
        <RailBlock title={t("technology.versions")}>
          <ol className="text-sm">
            {page.versions.map((each) => (
              <li key={each.number} className="flex flex-wrap items-baseline gap-x-2 py-0.5">
                <Link to={`/cases/${page.caseId}/profile/preview?version=${each.number}`}>{each.number}</Link>
                <span className="text-ink3">
                  {format.instant(each.createdAt)} · {each.madeBy ?? "Slipway"}
                </span>
                {each.publishedAt !== null && <Badge tone="ok">{t("technology.states.published")}</Badge>}
                {each.publishedAt === null && each.agreedAt !== null && (
                  <Badge tone="accent">{t("technology.agreed")}</Badge>
                )}
              </li>
            ))}
          </ol>
        </RailBlock>
      )}
    </>
  );
}

/** Each inventor's word on the version, by which way it came and when. */
function Answers({ answers }: { answers: ProfilePage["answers"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <RailBlock title={t("technology.answers.title")}>
      <ul className="text-sm">
        {answers.map((each, place) => (
          <li key={place} className="py-0.5">
            <b className="font-semibold">{each.name}</b>{" "}
            <Badge tone={each.answer === "agreed" ? "ok" : each.answer === "objected" ? "bad" : "plain"}>
              {t(`technology.answers.${each.answer ?? (each.askedAt ? "asked" : "notAsked")}`)}
            </Badge>{" "}
            <span className="text-ink3">
              {each.way && each.answeredAt
                ? t(`technology.answers.${each.way}`, { at: format.instant(each.answeredAt) })
                : each.askedAt && format.instant(each.askedAt)}
            </span>
            {each.reason && (
              <p className="text-ink2">
                <Told text={each.reason} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </RailBlock>
  );
}

/** An inventor's no, about the version that is on the page. */
function Objection({ page }: { page: ProfilePage }) {
  const { t } = useTranslation();
  return (
    <Confirm label={t("technology.act.object")} title={t("technology.act.object")}>
      <p className="mb-2 text-sm text-ink2">{t("technology.answers.objectText")}</p>
      <ActForm intents={["object"]}>
        <input type="hidden" name="version" value={page.version} />
        <TextField name="reason" label={t("technology.answers.reason")} required />
        <Button look="danger" name="intent" value="object">
          {t("technology.act.object")}
        </Button>
      </ActForm>
    </Confirm>
  );
}

/** A button about the version that is on the page: a later one saved meanwhile is not agreed to by accident. */
function VersionAct({
  page,
  intent,
  isNext,
}: {
  page: ProfilePage;
  intent: "ask" | "agree" | "publish";
  isNext: boolean;
}) {
  const { t } = useTranslation();
  return (
    <ActForm intents={[intent]}>
      <input type="hidden" name="version" value={page.version} />
      <Button look={isNext ? "primary" : "default"} name="intent" value={intent}>
        {t(`technology.act.${intent}`)}
      </Button>
    </ActForm>
  );
}

function TakeDown({ intent, text }: { intent: "close" | "withdraw"; text: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="mb-2">
      <Confirm label={t(`technology.takeDown.${intent}`)} title={t(`technology.takeDown.${intent}`)}>
        <p className="mb-2 text-sm text-ink2">{text}</p>
        <ActForm intents={[intent]}>
          <TextField name="reason" label={t("technology.takeDown.reason")} required />
          <Button look="danger" name="intent" value={intent}>
            {t(`technology.takeDown.${intent}`)}
          </Button>
        </ActForm>
      </Confirm>
    </div>
  );
}
