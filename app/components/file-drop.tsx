import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { DropZone, ProgressBar, Text } from "react-aria-components";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "./button.tsx";
import { FileField } from "./fields.tsx";
import { useHydrated } from "./hydrated.ts";
import { hush, say } from "./toast.tsx";

/**
 * Files chosen or dropped, to send with the form around them, or at once where `isSentAtOnce`. Before the page's script
 * runs it is the browser's own field, and the same one stays: what was chosen in it by then is chosen.
 */
export function FileDrop({ isSentAtOnce, ...props }: Parameters<typeof FileField>[0] & { isSentAtOnce?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<File[]>([]);
  const isHydrated = useHydrated();
  const take = (files: File[]) => {
    const field = frame.current?.querySelector<HTMLInputElement>("input[type=file]");
    if (!field) return;
    const list = new DataTransfer();
    for (const file of props.multiple ? files : files.slice(0, 1)) list.items.add(file);
    field.files = list.files;
    note(field);
  };
  const note = (field: HTMLInputElement) => {
    setChosen([...(field.files ?? [])]);
    if (isSentAtOnce && field.files?.length) field.form?.requestSubmit();
  };
  // A form that was sent, or begins anew, holds no file any more: nothing may look as if it did.
  useEffect(() => {
    const form = frame.current?.closest("form");
    const forget = () => setChosen([]);
    form?.addEventListener("reset", forget);
    return () => form?.removeEventListener("reset", forget);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what was chosen before the script ran
  useEffect(() => {
    const early = frame.current?.querySelector<HTMLInputElement>("input[type=file]");
    if (early?.files?.length) note(early);
  }, []);
  return (
    <div ref={frame}>
      <DropZone
        onDrop={async ({ items }) =>
          take(await Promise.all(items.flatMap((item) => (item.kind === "file" ? [item.getFile()] : []))))
        }
        className="rounded-md border border-dashed border-line2 px-4 pt-3 data-[drop-target]:border-accent data-[drop-target]:bg-accent-soft data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent"
      >
        <FileField {...props} onChange={(event) => note(event.currentTarget)} />
        <Text slot="label" className="mb-3 block text-sm text-ink3">
          {chosen.length === 0
            ? isHydrated && t("kit.drop.here")
            : chosen.map((file) => `${file.name} (${format.bytes(file.size)})`).join(" · ")}
        </Text>
      </DropZone>
    </div>
  );
}

interface Refusal {
  code: string;
  params?: Record<string, string | number>;
}

const RETRY = 4_000;
/** Until it is worth trying again: after a while, or once the browser has a connection again. */
const rested = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(() => resolve(), RETRY);
    const now = () => {
      clearTimeout(timer);
      resolve();
    };
    window.addEventListener("online", now, { once: true, signal });
    signal.addEventListener("abort", now, { once: true });
  });

/** Sends one file and tells how far it is, which `fetch` cannot: what was refused, if it was; null when the connection broke. */
function send(address: string, file: File, onShare: (share: number) => void, signal: AbortSignal) {
  return new Promise<{ refusal?: Refusal } | null>((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onloadend = () => resolve(request.status > 0 ? answered(request, file.name) : null);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    const form = new FormData();
    form.append("files", file);
    request.send(form);
  });
}

/** The file is taken only where the portal says so in so many words: `null`, in JSON. */
function answered(request: XMLHttpRequest, name: string): { refusal?: Refusal } {
  const { status } = request;
  const isJson = request.getResponseHeader("content-type")?.includes("json");
  const body = request.response as Refusal | null;
  if (isJson && status === 200 && body === null) return {};
  if (isJson && body?.code) return { refusal: body };
  // Whoever is signed out is led to the sign-in page.
  const isSignedOut = new URL(request.responseURL, location.href).pathname.startsWith("/sign-in");
  return { refusal: { code: isSignedOut ? "uploadSignedOut" : "uploadFailed", params: { name, status } } };
}

/**
 * Sends the files of a form one by one. `address` answers in JSON: null when all went well, else what was refused and
 * why. One that is too large is refused before it is sent. When the connection breaks, what has arrived stays, and the
 * rest is sent when it is back, as long as the page is open; `left` names it until it has arrived.
 */
export function useUpload(address: string, done: string, megabytes: number) {
  const { revalidate } = useRevalidator();
  const [share, setShare] = useState<number>();
  const [left, setLeft] = useState<string[]>([]);
  const [isCut, setCut] = useState(false);
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const queue = useRef<File[]>([]);
  const control = useRef<AbortController>();

  const sendOne = async (file: File, sent: number, signal: AbortSignal): Promise<Refusal | undefined> => {
    if (file.size > megabytes * 1024 * 1024) return { code: "fileTooLarge", params: { name: file.name, megabytes } };
    for (;;) {
      const of = sent + queue.current.length;
      const answer = await send(address, file, (part) => setShare((sent + part) / of), signal);
      setCut(answer === null);
      if (answer || signal.aborted) return answer?.refusal;
      await rested(signal);
    }
  };
  const run = async ({ signal }: AbortController) => {
    const refused: Refusal[] = [];
    let sent = 0;
    setRefusals([]);
    hush();
    for (let file = queue.current[0]; file && !signal.aborted; file = queue.current[0]) {
      setLeft(queue.current.map((each) => each.name));
      const refusal = await sendOne(file, sent, signal);
      if (signal.aborted) break;
      queue.current.shift();
      sent++;
      if (refusal) refused.push(refusal);
    }
    queue.current = [];
    control.current = undefined;
    setLeft([]);
    setCut(false);
    setShare(undefined);
    setRefusals(refused);
    if (sent === refused.length) return;
    say(done);
    revalidate();
  };
  const upload = (form: HTMLFormElement) => {
    const files = new FormData(form)
      .getAll("files")
      .filter((each): each is File => each instanceof File && each.name !== "");
    if (files.length === 0) return setRefusals([{ code: "chooseFile" }]);
    // They are on their way from here: the field is free for the next, and shows none as if it were attached.
    form.reset();
    queue.current.push(...files);
    setLeft(queue.current.map((each) => each.name));
    if (control.current) return;
    control.current = new AbortController();
    void run(control.current);
  };
  return { upload, share, left, isCut, refusals, stop: () => control.current?.abort() };
}

/** What is chosen but has not arrived, how far the sending is, and what was refused. */
export function UploadState({ share, left, isCut, refusals, stop }: Omit<ReturnType<typeof useUpload>, "upload">) {
  const { t } = useTranslation();
  return (
    <>
      {refusals.map((refusal) => (
        <p key={`${refusal.code}${refusal.params?.name}`} role="alert" className="mt-2 text-sm font-medium text-bad">
          {t(`problems.${refusal.code}`, refusal.params)}
        </p>
      ))}
      {isCut && (
        <p role="alert" className="mt-2 text-sm font-medium text-bad">
          {t("problems.uploadWaits")}
        </p>
      )}
      {left.length > 0 && (
        <p data-unsent tabIndex={-1} className="mt-2 flex flex-wrap items-center gap-x-3 text-sm">
          <span className="break-all">{t("kit.drop.left", { names: left.join(" · ") })}</span>
          <Button type="button" look="quiet" onClick={stop}>
            {t("kit.drop.stop")}
          </Button>
        </p>
      )}
      {share !== undefined && !isCut && <UploadProgress share={share} />}
    </>
  );
}

export function UploadProgress({ share }: { share: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ProgressBar
      aria-label={t("kit.drop.sending")}
      value={share * 100}
      className="my-2 block max-w-sm text-sm text-ink2"
    >
      {({ percentage = 0 }) => (
        <>
          {t("kit.drop.sending")} {format.percent(Math.round(percentage * 100))}
          <span className="mt-1 block h-1.5 overflow-hidden rounded bg-line2">
            <span className="block h-full bg-accent" style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
