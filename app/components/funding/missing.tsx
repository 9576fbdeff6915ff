import { Link } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import type { ApplicationView } from "./application-view.server.ts";

/** What still stands between the draft and its sending, each with the way to it. */
export function MissingSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!view.mayEdit || (view.missing.length === 0 && view.evidenced.isMet)) return null;
  return (
    <Section title={t("applications.toDo")}>
      <ul className="text-sm">
        {view.missing.map(({ part, code, about }) => (
          <li key={`${code} ${about.id}`} className="border-b border-line py-1">
            <span className="text-warn" aria-hidden>
              ○
            </span>{" "}
            <Link to={`/applications/${view.id}/edit?part=${part}`} className="underline">
              {t(`applications.missing.${code}`)}
            </Link>
            {about.text ? (
              <>
                {" "}
                · <Text value={about.text} />
              </>
            ) : (
              (about.id === "background" || about.id === "property") && <> · {t(`applications.question.${about.id}`)}</>
            )}
          </li>
        ))}
        {view.limitsBroken.map(({ code, stageId, amount }) => (
          <li key={`${code} ${stageId ?? ""}`} className="border-b border-line py-1">
            <span className="text-bad" aria-hidden>
              ✗
            </span>{" "}
            <Link to={`/applications/${view.id}/edit?part=plan`} className="underline">
              {t(amount ? "programmes.findingOf" : `programmes.finding.${code}`, {
                finding: t(`programmes.finding.${code}`),
                amount: amount ? format.money(amount, view.currency) : "",
              })}
            </Link>
          </li>
        ))}
        {!view.evidenced.isMet && (
          <li className="border-b border-line py-1">
            <span className="text-warn" aria-hidden>
              ○
            </span>{" "}
            <a href="#match" className="underline">
              {t("applications.missing.match")}
            </a>
          </li>
        )}
      </ul>
    </Section>
  );
}
