import { Form, Link, useNavigate, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useFormAnswer } from "../../form/form-answer.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { DraftView } from "../../routes/research.disclosures.$id.tsx";
import { Button } from "../button.tsx";
import { FilesStep } from "../cases/files.tsx";
import { Dialog } from "../dialog.tsx";
import { FormProblem } from "../fields.tsx";
import { PageHead, WorkPage } from "../page.tsx";
import { Stepper } from "../stepper.tsx";
import { Text } from "../text.tsx";
import { DraftScope, NotReached, NotTakenElsewhere, SaveLine, useDraft } from "./draft-fields.tsx";
import { DraftStore } from "./draft-store.ts";
import { FIRST_ANSWERS } from "./first-screen.tsx";
import { arePeopleWhole, PeopleStep } from "./people-step.tsx";
import { ReviewStep } from "./review-step.tsx";
import { InventionStep, MadeStep, MarketStep, OriginsStep } from "./step-fields.tsx";
import { StepHands } from "./step-hands.tsx";
import { Talk } from "./talk.tsx";

type Step = DraftView["steps"][number];

/** The stepped form of a disclosure: one screen a step, saved as it is typed. */
export function DraftForm({ view, step }: { view: DraftView; step: Step }) {
  const { revalidate } = useRevalidator();
  const [store] = useState(() => new DraftStore(view.id, view.answers, revalidate));
  useEffect(() => store.start(), [store]);
  // Once they are a draft the five answers of the first screen need not lie on the device any more.
  useEffect(() => localStorage.removeItem(FIRST_ANSWERS), []);
  return (
    <DraftScope store={store}>
      <Screen view={view} step={step} />
    </DraftScope>
  );
}

/** What the step is called. Whoever comes from another one is put here: else the focus would fall to the page's body. */
function StepHeading({ step }: { step: Step }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) heading.current?.focus({ preventScroll: true });
    shown.current = step;
  }, [step]);
  return (
    <h2 ref={heading} tabIndex={-1} className="mb-3 text-xl">
      {t(`disclose.steps.${step}`)}
    </h2>
  );
}

const isTyped = (step: Step) => step !== "files" && step !== "review";

function Screen({ view, step }: { view: DraftView; step: Step }) {
  const store = useDraft();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const here = view.steps.indexOf(step);
  const next = view.steps[here + 1];
  const told = (path: string) => store.value(path) !== "";
  const done: Record<Step, boolean> = {
    invention: ["novelty", "solution", "purpose"].every(told),
    people: arePeopleWhole(store),
    origins: store.rows("sources").length > 0 || ["origins", "materials", "madeIn"].some(told),
    made: store.rows("made").length > 0,
    market: ["applications", "market", "firms", "landing"].some(told),
    files: view.files.length > 0,
    review: view.allConfirmed,
  };
  /** Without a connection the steps that only hold fields can be walked; what is reckoned needs the server. */
  const go = async (to: Step) => {
    // A file that has not arrived: it is told there, and can be given up.
    const unsent = document.querySelector<HTMLElement>("[data-unsent]");
    if (unsent) return unsent.focus();
    const isSent = await store.flush();
    const refused = isTyped(step) && view.steps.indexOf(to) > here && firstRefused(store);
    if (refused) return refused.focus();
    if (!isTyped(to) && !navigator.onLine) return store.stay();
    if (isSent || isTyped(to)) navigate(`?step=${to}`, { preventScrollReset: false });
  };
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <Link to={view.isInventor ? `/cases/${view.caseId}` : `/disclosures/${view.id}`}>
            {t("outputs.disclosure.eyebrow")}
          </Link>
        }
        actions={view.isInventor && <Link to={`/cases/${view.caseId}/people`}>{t("disclose.shared.title")}</Link>}
        title={<Text value={store.value("title") || view.title} />}
      />
      <Stepper
        label={t("outputs.disclosure.parts")}
        onGo={(to) => {
          const wanted = view.steps.find((each) => to === `?step=${each}`);
          if (wanted) void go(wanted);
        }}
        steps={view.steps.map((each) => ({
          label: t(`disclose.steps.${each}`),
          to: `?step=${each}`,
          state: each === step ? "now" : done[each] ? "done" : "ahead",
        }))}
      />
      <FormProblem />
      <NotTakenElsewhere step={step} />
      {view.state === "awaitingInventors" && step !== "review" && (
        <p className="mb-4 border-l-4 border-warn bg-warn-soft px-3 py-2">{t("disclose.asked")}</p>
      )}
      {view.isVoided && step !== "review" && (
        <p className="mb-4 border-l-4 border-warn bg-warn-soft px-3 py-2">
          {t("disclose.voided")}{" "}
          <Link
            to="?step=review"
            className="underline"
            onClick={(event) => {
              event.preventDefault();
              void go("review");
            }}
          >
            {t("disclose.steps.review")}
          </Link>
        </p>
      )}
      <StepHeading step={step} />
      <StepHands hands={view.hands} step={step} />
      {isTyped(step) ? (
        <StepForm key={step} view={view} step={step} onNext={() => next && void go(next)} />
      ) : (
        <div className="max-w-3xl">
          {step === "files" ? <FilesStep view={view} /> : <ReviewStep view={view} />}
          <p role="status" className="mt-3 text-[13px]">
            <NotReached />
          </p>
          {next && (
            <Button type="button" look="primary" className="mt-4" onClick={() => void go(next)}>
              {t("disclose.next")}
            </Button>
          )}
          <noscript>{next && <Link to={`?step=${next}`}>{t("disclose.next")}</Link>}</noscript>
        </div>
      )}
      <div className="mt-4 max-w-3xl">
        <Talk key={step} step={step} comments={view.comments} fresh={view.commentKey} />
      </div>
      <Consent />
    </WorkPage>
  );
}

function StepForm({ view, step, onNext }: { view: DraftView; step: Step; onNext: () => void }) {
  const store = useDraft();
  const { t } = useTranslation();
  const { kept } = useFormAnswer();
  const isLocked = view.hands.steps.some((each) => each.step === step && each.refusal !== null);
  return (
    <Form
      method="post"
      noValidate
      className="max-w-3xl"
      data-works-offline
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <input type="hidden" name="was" value={JSON.stringify({ ...store.kept(), ...kept })} />
      <fieldset disabled={isLocked} className="contents">
        {step === "invention" && <InventionStep view={view} />}
        {step === "people" && <PeopleStep view={view} />}
        {step === "origins" && <OriginsStep view={view} />}
        {step === "made" && <MadeStep view={view} />}
        {step === "market" && <MarketStep />}
      </fieldset>
      <noscript>
        {step === "people" && view.people.some((each) => each.confirmation === "confirmed") && (
          <label className="mb-3 flex gap-2 text-sm">
            <input type="checkbox" name="isMeant" value="yes" /> {t("disclose.consentTitle")}
          </label>
        )}
        <Button name="go" value="stay" className="mr-2">
          {t("outputs.disclosure.save")}
        </Button>
      </noscript>
      <div className="sticky bottom-0 mt-6 flex flex-wrap items-center justify-between gap-3 border-t border-line2 bg-paper py-3">
        <SaveLine step={step} />
        <Button look="primary" name="go" value="next">
          {t("disclose.next")}
        </Button>
      </div>
    </Form>
  );
}

/** The first field on the page whose answer could not be kept. */
function firstRefused(store: DraftStore): HTMLElement | undefined {
  const fields = [...document.querySelectorAll<HTMLElement>("[data-path]")];
  return fields.find((field) => store.stand(field.dataset.path!));
}

/** Says what a change of people or shares takes back, before it does. */
function Consent() {
  const store = useDraft();
  const { t } = useTranslation();
  const isAsked = store.waitsForConsent().length > 0;
  return (
    <Dialog title={t("disclose.consentTitle")} isOpen={isAsked} onClose={() => store.consent(false)}>
      <p className="mb-3">{t("disclose.consentText")}</p>
      <Button type="button" look="danger" onClick={() => store.consent(true)}>
        {t("disclose.consentButton")}
      </Button>
    </Dialog>
  );
}
