import { Link } from "@remix-run/react";
import type { TFunction } from "i18next";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { charactersIn, longestAt, stepOf } from "#services/outputs/answer-paths.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { Select, TextArea, TextField } from "../fields.tsx";
import type { DraftStore, SaveState } from "./draft-store.ts";

const Draft = createContext<DraftStore | undefined>(undefined);

/** The draft whose answers the fields below save. */
export function DraftScope({ store, children }: { store: DraftStore; children: ReactNode }) {
  return <Draft.Provider value={store}>{children}</Draft.Provider>;
}

export function useDraft(): DraftStore {
  const store = useContext(Draft);
  if (!store) throw new Error("A draft's field stands outside a DraftScope");
  useSyncExternalStore(
    store.subscribe,
    () => store.version,
    () => 0,
  );
  return store;
}

/** What is refused beside its field, and what somebody else saved meanwhile, to choose from. */
function Stand({ path }: { path: string }) {
  const store = useDraft();
  const { t } = useTranslation();
  const stand = store.stand(path);
  if (stand?.is !== "changed") return null;
  return (
    <div role="alert" className="-mt-3 mb-4 rounded-md border border-warn px-3 py-2 text-sm">
      <p className="font-semibold text-warn">{t("disclose.changedMeanwhile")}</p>
      <p className="my-1 whitespace-pre-line break-words">{stand.kept || "–"}</p>
      <span className="flex gap-2">
        <Button type="button" onClick={() => store.choose(path, true)}>
          {t("disclose.mine")}
        </Button>
        <Button type="button" look="quiet" onClick={() => store.choose(path, false)}>
          {t("disclose.theirs")}
        </Button>
      </span>
    </div>
  );
}

function useField(path: string) {
  const store = useDraft();
  const stand = store.stand(path);
  const isTooLong = stand?.is === "refused" && stand.code === "tooLong";
  return {
    store,
    key: `${path}:${store.epoch(path)}`,
    name: path,
    "data-path": path,
    defaultValue: store.value(path),
    errors: stand?.is === "refused" && stand.code !== "wouldVoid" ? [stand.code] : undefined,
    limit: longestAt(path),
    typed: isTooLong ? charactersIn(store.value(path)) : undefined,
  };
}

type Plain<Props> = Omit<Props, "name" | "errors" | "limit" | "typed" | "defaultValue"> & { path: string };

/**
 * A line that saves itself: words after a pause, what is only right as a whole (a mail, a share, a date) when left. On
 * the device each key is kept.
 */
export function DraftText({
  path,
  isWhole,
  className,
  ...rest
}: Plain<Parameters<typeof TextField>[0]> & { isWhole?: boolean }) {
  const { store, key, ...field } = useField(path);
  const take = (input: HTMLInputElement) => {
    if (input.value === store.value(path)) return;
    if (isWhole && !isPickedDay(input)) store.type(path, input.value);
    else store.set(path, input.value, isWhole);
  };
  return (
    <div className={className}>
      <TextField
        key={key}
        {...field}
        {...rest}
        onInput={(event) => take(event.currentTarget)}
        onBlur={(event) => {
          take(event.currentTarget);
          store.leave(path);
        }}
      />
      <Stand path={path} />
    </div>
  );
}

/** A day picked, not one that is half typed: while its year is typed a field holds days of the first centuries. */
const isPickedDay = ({ type, value }: HTMLInputElement) => type === "date" && /^(19|20)\d\d-/.test(value);

export function DraftArea({ path, ...rest }: Plain<Parameters<typeof TextArea>[0]>) {
  const { store, key, ...field } = useField(path);
  return (
    <>
      <TextArea key={key} {...field} {...rest} onInput={(event) => store.set(path, event.currentTarget.value)} />
      <Stand path={path} />
    </>
  );
}

export function DraftSelect({ path, className, ...rest }: Plain<Parameters<typeof Select>[0]>) {
  const { store, key, ...field } = useField(path);
  return (
    <div className={className}>
      <Select key={key} {...field} {...rest} onChange={(event) => store.set(path, event.currentTarget.value, true)} />
      <Stand path={path} />
    </div>
  );
}

/** Says that everything on the step is kept, and when, or that something is only on this device yet, and why. */
export function SaveLine({ step }: { step: string }) {
  const store = useDraft();
  const { t } = useTranslation();
  const format = useFormat();
  const { saveState } = store;
  const waiting = store.waiting();
  const refused = store.refused().filter((path) => stepOf(path) === step).length;
  const isSound = saveState.is === "saved" || saveState.is === "idle";
  // While a dialog asks about it, it is neither saved nor refused.
  const isSettled = isSound && !waiting && store.waitsForConsent().length === 0;
  return (
    <p role="status" className="min-h-5 text-[13px] text-ink3">
      {(saveState.is === "saving" || (isSound && waiting === "toBeSent")) && t("disclose.saving")}
      {isSound && waiting === "forTheRest" && t("disclose.typing")}
      {isSettled && refused > 0 && (
        <span className="font-semibold text-bad">{t("disclose.notTaken", { count: refused })}</span>
      )}
      {isSettled &&
        refused === 0 &&
        saveState.is === "saved" &&
        t("disclose.saved", { time: format.clock(saveState.at) })}
      {isSettled && refused === 0 && saveState.is === "idle" && t("disclose.savesItself")}
      <NotReached />
    </p>
  );
}

/** Why nothing could be saved just now: no connection, no session, or what the portal answered. */
export function NotReached() {
  const { saveState, isOnDevice, isHeld } = useDraft();
  const { t } = useTranslation();
  return (
    <span className="text-warn">
      {saveState.is === "lost" && t("disclose.lost")}
      {isHeld && saveState.is !== "lost" && t("disclose.held")}
      {saveState.is === "unanswered" && t("disclose.unanswered", { why: whyOf(t, saveState) })}
      {saveState.is === "signedOut" && (
        <>
          {t("disclose.signedOut")}{" "}
          <a href={`/sign-in?next=${encodeURIComponent(`${location.pathname}${location.search}`)}`}>
            {t("identity.signIn.title")}
          </a>
        </>
      )}
      {!isOnDevice && <b> {t("disclose.noRoom")}</b>}
    </span>
  );
}

function whyOf(t: TFunction, { status, code }: Extract<SaveState, { is: "unanswered" }>): string {
  if (code) return t(`problems.${code}`);
  if (status === 413) return t("disclose.why.tooLarge");
  return t(status >= 500 ? "disclose.why.broken" : "disclose.why.other", { status });
}

/** On which other steps an answer is not saved: there stands why. */
export function NotTakenElsewhere({ step: here }: { step: string }) {
  const store = useDraft();
  const { t } = useTranslation();
  const steps = store.refusedSteps().filter((step) => step !== here);
  if (steps.length === 0) return null;
  return (
    <p role="alert" className="mb-4 border-l-4 border-bad bg-bad-soft px-3 py-2">
      {t("disclose.notTakenOn")}{" "}
      {steps.map((step) => (
        <Link key={step} to={`?step=${step}`} className="mr-3 underline">
          {t(`disclose.steps.${step}`)}
        </Link>
      ))}
    </p>
  );
}
