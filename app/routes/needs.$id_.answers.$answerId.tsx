import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { z } from "zod";
import {
  answerMachine,
  answerThread,
  declineAnswer,
  refusalForm,
  revealFirm,
  threadForm,
  withdrawAnswer,
  writeToAnswer,
} from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import { actionsFrom } from "#services/states.ts";
import { ActForm } from "../components/act-form.tsx";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, Select, TextArea, TextField } from "../components/fields.tsx";
import { reasonChoices } from "../components/matching/view.server.ts";
import { PageHead, RailBlock, RecordLayout, Section, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const thread = await answerThread(actor, params.answerId!);
  if (!thread || thread.need.id !== params.id) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const reasons = reasonChoices(language);
  return {
    ...thread,
    need: { ...thread.need, title: readable(thread.need.title, language, thread.need.original) },
    institution: thread.institution && readable(thread.institution, language),
    firm: thread.firm && readable(thread.firm, language),
    technology: thread.technology && {
      slug: thread.technology.slug,
      title: readable(thread.technology.title, language, thread.technology.original),
    },
    reason: thread.reason && (reasons.find((each) => each.value === thread.reason)?.label ?? thread.reason),
    reasons,
    acts: actionsFrom(answerMachine, thread.state, actor.role),
  };
}
type View = Awaited<ReturnType<typeof loader>>;

const form = z.union([
  z.object({ intent: z.enum(["withdraw", "reveal"]) }),
  z.intersection(z.object({ intent: z.literal("message") }), threadForm),
  z.intersection(z.object({ intent: z.literal("decline") }), refusalForm),
]);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const id = params.answerId!;
  const input = await parseForm(request, form);
  if (!input.ok) return badInput(input);
  const asked = input.value;
  const next = { to: `/needs/${params.id}/answers/${id}`, done: "moved" };
  switch (asked.intent) {
    case "message":
      return answer(await writeToAnswer(actor, id, asked), input.form, next);
    case "decline":
      return answer(await declineAnswer(actor, id, asked), input.form, next);
    case "reveal":
      return answer(await revealFirm(actor, id), input.form, next);
    default:
      return answer(await withdrawAnswer(actor, id), input.form, next);
  }
}

export default function AnswerThread() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const isOver = view.state === "declined" || view.state === "withdrawn";
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <Link to={`/needs/${view.need.id}`}>
            <Text value={view.need.title} />
          </Link>
        }
        title={view.technology ? <Text value={view.technology.title} /> : t("matching.answer.proposal")}
      >
        <p className="mt-1 text-sm text-ink2">
          {t("deals.whoSees")} <b>{view.institution && <Text value={view.institution} isQuiet />}</b> ·{" "}
          <b>{view.firm ? <Text value={view.firm} isQuiet /> : t("matching.need.unnamed")}</b>
        </p>
      </PageHead>
      <RecordLayout rail={<ThreadRail view={view} />}>
        <FormProblem />
        <Section title={t("deals.conversation")}>
          <ol>
            <Said by={view.author} at={view.createdAt} side="answerer">
              {view.technology && (
                <Link to={`/technologies/${view.technology.slug}`}>
                  <Text value={view.technology.title} />
                </Link>
              )}
              {view.proposal && <span className="block whitespace-pre-line break-words">{view.proposal}</span>}
            </Said>
            {view.messages.map((each) => (
              <Said key={each.id} by={each.author} at={each.createdAt} side={each.side}>
                <span className="whitespace-pre-line break-words">{each.text}</span>
              </Said>
            ))}
            {view.state === "declined" && (
              <Said by={null} at={view.stateSince} side="seeker">
                <b>{view.reason}</b>
                {view.reasonText && <span className="block">{view.reasonText}</span>}
              </Said>
            )}
          </ol>
          {!isOver && (
            <ActForm intents={["message"]} key={view.messages.length}>
              <TextArea name="text" label={t("deals.write")} rows={3} required />
              <Button name="intent" value="message">
                {t("deals.send")}
              </Button>
            </ActForm>
          )}
        </Section>
        <p className="text-sm text-ink3">{t("matching.answer.since", { day: format.instant(view.stateSince) })}</p>
      </RecordLayout>
    </WorkPage>
  );
}

function Said({
  by,
  at,
  side,
  children,
}: {
  by: string | null;
  at: number;
  side: "seeker" | "answerer";
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className="mb-3 border-l-2 pl-3" style={{ borderColor: side === "answerer" ? "var(--orig)" : "var(--mat)" }}>
      <p className="text-sm text-ink3">
        {by && <b className="text-ink">{by} · </b>}
        {t(`matching.sides.${side}`)} · {format.instant(at)}
      </p>
      {children}
    </li>
  );
}

function ThreadRail({ view }: { view: View }) {
  const { t } = useTranslation();
  return (
    <>
      <RailBlock title={t("outputs.state")}>
        <p className="mb-2">
          <Badge tone={view.state === "inTalks" ? "ok" : "plain"}>{t(`matching.answerStates.${view.state}`)}</Badge>
        </p>
        {view.acts.includes("withdraw") && (
          <ActForm intents={["withdraw"]}>
            <Button look="quiet" name="intent" value="withdraw">
              {t("matching.answer.withdraw")}
            </Button>
          </ActForm>
        )}
        {view.side === "seeker" && view.technology && view.state !== "declined" && (
          <p className="mb-2 text-sm">
            <Link to={`/technologies/${view.technology.slug}/ask`}>{t("catalogue.ask")}</Link>
          </p>
        )}
        {view.acts.includes("decline") && (
          <details>
            <summary>{t("matching.answer.decline")}</summary>
            <ActForm intents={["decline"]} className="mt-2">
              <Select name="reason" label={t("matching.refuse.reason")} choices={view.reasons} empty="" required />
              <TextField name="reasonText" label={t("matching.refuse.text")} />
              <Button look="danger" name="intent" value="decline">
                {t("matching.answer.decline")}
              </Button>
            </ActForm>
          </details>
        )}
      </RailBlock>
      {view.side === "seeker" && view.need.isAnonymous && (
        <RailBlock title={t("matching.need.whoYouAre")}>
          {view.isRevealed ? (
            <p className="text-sm">{t("matching.answer.revealed")}</p>
          ) : (
            <ActForm intents={["reveal"]}>
              <p className="mb-2 text-sm text-ink2">{t("matching.answer.revealText")}</p>
              <Button name="intent" value="reveal">
                {t("matching.answer.reveal")}
              </Button>
            </ActForm>
          )}
        </RailBlock>
      )}
    </>
  );
}
