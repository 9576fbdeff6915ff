import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { DropZone, ProgressBar, Text } from "react-aria-components";
import { useFormat } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { FileField } from "./fields.tsx";
import { useHydrated } from "./hydrated.ts";
import { say } from "./toast.tsx";

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
const rested = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

/** Sends one file and tells how far it is, which `fetch` cannot. Null when the connection broke. */
function send(address: string, file: File, onShare: (share: number) => void) {
  return new Promise<{ status: number; body: Refusal | null } | null>((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onloadend = () =>
      resolve(request.status > 0 ? { status: request.status, body: request.response as Refusal | null } : null);
    const form = new FormData();
    form.append("files", file);
    request.send(form);
  });
}

/**
 * Sends the files of a form one by one. `address` answers in JSON: null when all went well, else what was refused and
 * why. One that is too large is refused before it is sent. When the connection breaks, what has arrived stays, and the
 * rest is sent when it is back, as long as the page is open.
 */
export function useUpload(address: string, done: string, megabytes: number) {
  const { revalidate } = useRevalidator();
  const [share, setShare] = useState<number>();
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const upload = async (form: HTMLFormElement) => {
    const files = new FormData(form)
      .getAll("files")
      .filter((each): each is File => each instanceof File && each.name !== "");
    if (files.length === 0) return setRefusals([{ code: "chooseFile" }]);
    setRefusals([]);
    const refused: Refusal[] = [];
    for (const [place, file] of files.entries()) {
      const tooLarge = { code: "fileTooLarge", params: { name: file.name, megabytes } };
      if (file.size > megabytes * 1024 * 1024) {
        refused.push(tooLarge);
        continue;
      }
      setShare(place / files.length);
      let answer = await send(address, file, (part) => setShare((place + part) / files.length));
      while (answer === null) {
        setRefusals([{ code: "uploadWaits" }]);
        await rested(RETRY);
        answer = await send(address, file, (part) => setShare((place + part) / files.length));
        if (answer) setRefusals([]);
      }
      if (answer.status !== 200) refused.push(answer.body ?? tooLarge);
    }
    setShare(undefined);
    setRefusals(refused);
    // What is refused need not be taken out by hand before the next is chosen.
    form.reset();
    if (refused.length < files.length) {
      say(done);
      revalidate();
    }
  };
  return { upload: (form: HTMLFormElement) => void upload(form), share, refusals };
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
