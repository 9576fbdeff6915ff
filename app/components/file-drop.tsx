import { useRevalidator } from "@remix-run/react";
import { useRef, useState } from "react";
import { DropZone, ProgressBar, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/format.ts";
import { FileField } from "./fields.tsx";
import { useHydrated } from "./hydrated.ts";
import { say } from "./toast.tsx";

/**
 * Files chosen or dropped, to send with the form around them. Before the page's script runs it is the browser's own field.
 */
export function FileDrop(props: Parameters<typeof FileField>[0]) {
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
    setChosen([...list.files]);
  };
  const field = <FileField {...props} onChange={(event) => setChosen([...(event.target.files ?? [])])} />;
  if (!isHydrated) return field;
  return (
    <div ref={frame}>
      <DropZone
        onDrop={async ({ items }) =>
          take(await Promise.all(items.flatMap((item) => (item.kind === "file" ? [item.getFile()] : []))))
        }
        className="rounded-md border border-dashed border-line2 px-4 pt-3 data-[drop-target]:border-accent data-[drop-target]:bg-accent-soft data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent"
      >
        {field}
        <Text slot="label" className="mb-3 block text-sm text-ink3">
          {chosen.length === 0
            ? t("kit.drop.here")
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

/**
 * Sends a form with files and tells how far it is, which `fetch` cannot. `address` answers in JSON: null when all went
 * well, else what was refused and why. A connection that breaks leaves what was chosen in its place.
 */
export function useUpload(address: string, done: string) {
  const { revalidate } = useRevalidator();
  const [share, setShare] = useState<number>();
  const [refusal, setRefusal] = useState<Refusal>();
  const upload = (form: HTMLFormElement) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => setShare(total > 0 ? loaded / total : 0);
    request.onloadend = () => {
      setShare(undefined);
      if (request.status !== 200) return setRefusal((request.response as Refusal | null) ?? { code: "connectionLost" });
      setRefusal(undefined);
      say(done);
      revalidate();
    };
    request.send(new FormData(form));
    setShare(0);
  };
  return { upload, share, refusal };
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
