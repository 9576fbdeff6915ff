import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { Select, TextArea, TextField } from "../fields.tsx";
import type { DraftStore } from "./draft-store.ts";

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
  return {
    store,
    key: `${path}:${store.epoch(path)}`,
    name: path,
    "data-path": path,
    defaultValue: store.value(path),
    errors: stand?.is === "refused" && stand.code !== "wouldVoid" ? [stand.code] : undefined,
  };
}

type Plain<Props> = Omit<Props, "name" | "errors" | "defaultValue"> & { path: string };

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

/** Says that everything is kept, and when, or that something is only on this device yet. */
export function SaveLine() {
  const store = useDraft();
  const { t } = useTranslation();
  const format = useFormat();
  const { saveState } = store;
  const waiting = store.waiting();
  const isSound = saveState.is === "saved" || saveState.is === "idle";
  return (
    <p role="status" className="min-h-5 text-[13px] text-ink3">
      {(saveState.is === "saving" || (isSound && waiting === "toBeSent")) && t("disclose.saving")}
      {isSound && waiting === "forTheRest" && t("disclose.typing")}
      {saveState.is === "saved" &&
        !waiting &&
        (store.refused() > 0 ? (
          <span className="font-semibold text-bad">{t("disclose.notTaken", { count: store.refused() })}</span>
        ) : (
          t("disclose.saved", { time: format.clock(saveState.at) })
        ))}
      {saveState.is === "lost" && <span className="text-warn">{t("disclose.lost")}</span>}
      {saveState.is === "signedOut" && (
        <span className="text-warn">
          {t("disclose.signedOut")}{" "}
          <a href={`/sign-in?next=${encodeURIComponent(`${location.pathname}${location.search}`)}`}>
            {t("identity.signIn.title")}
          </a>
        </span>
      )}
      {saveState.is === "idle" && !waiting && t("disclose.savesItself")}
    </p>
  );
}
