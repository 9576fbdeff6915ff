import { Link, useNavigation } from "@remix-run/react";
import clsx from "clsx";
import type { ButtonHTMLAttributes, ReactNode } from "react";

const looks = {
  primary: "bg-accent border-accent text-accent-ink hover:brightness-110",
  default: "bg-raised border-line2 text-ink hover:border-ink3",
  quiet: "border-transparent text-ink2 hover:text-ink hover:underline",
  danger: "bg-raised border-bad text-bad hover:bg-bad-soft",
};
type Look = keyof typeof looks;

const shape =
  "inline-flex items-center justify-center gap-1.5 rounded-md border px-3.5 py-1.5 text-sm font-semibold leading-5 min-h-9 max-sm:min-h-11 no-underline hover:no-underline disabled:opacity-60";

/** Sends a form. Until the page shows the answer no button can be pressed again. */
export function Button({
  look = "default",
  className,
  children,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look }) {
  const { state, formMethod } = useNavigation();
  const isSending = state !== "idle" && formMethod !== undefined && formMethod !== "GET";
  return (
    <button type="submit" className={clsx(shape, looks[look], className)} disabled={isSending} {...rest}>
      {children}
    </button>
  );
}

export function LinkButton({
  look = "default",
  to,
  children,
  download,
}: {
  look?: Look;
  to: string;
  children: ReactNode;
  download?: boolean;
}) {
  return (
    <Link to={to} className={clsx("no-print", shape, looks[look])} reloadDocument={download} download={download}>
      {children}
    </Link>
  );
}
