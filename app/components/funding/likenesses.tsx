import { Link } from "@remix-run/react";
import { grouped } from "#services/funding/grouped.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";

export interface Alike {
  likeness: string;
  basisPoints?: number;
  about?: string;
  /** The applications that are alike, or the other one on the page of one of them. */
  with: Array<{ id: string; number: string }>;
}

/** Applications that look like one another, each pair in a line with all that they share. */
export function Likenesses({ found }: { found: Alike[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pairs = grouped(found, (each) => each.with.map(({ id }) => id).join(" "));
  const said = ({ likeness, basisPoints, about }: Alike) =>
    [
      t(`applications.signals.${likeness}`),
      basisPoints !== undefined && `(${format.percent(Math.round(basisPoints / 100) * 100)})`,
      about && `(${about})`,
    ]
      .filter(Boolean)
      .join(" ");
  return (
    <>
      <p className="mb-1 text-sm text-ink2">{t("applications.signals.text")}</p>
      <ul>
        {[...pairs].map(([key, alike]) => (
          <li key={key} className="border-b border-line py-1">
            {alike[0]!.with.map(({ id, number }, place) => (
              <span key={id}>
                {place > 0 && " · "}
                <Link to={`/applications/${id}`} className="underline">
                  {number}
                </Link>
              </span>
            ))}{" "}
            – {alike.map(said).join(t("programmes.comma"))}
          </li>
        ))}
      </ul>
    </>
  );
}
