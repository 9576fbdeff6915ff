import { Link } from "@remix-run/react";
import { useTranslation } from "../../i18n/words.ts";
import { Section } from "../page.tsx";
import type { ApplicationView } from "./application-view.server.ts";

/** What still stands between the draft and its sending, each with the way to it. */
export function MissingSection({ view }: { view: ApplicationView }) {
  const { t } = useTranslation();
  if (!["draft", "returned"].includes(view.state) || !view.isApplicant) return null;
  if (view.missing.length === 0 && view.evidenced.isMet) return null;
  const name = (about?: string) =>
    about?.startsWith("aspect:")
      ? view.aspects.find((aspect) => `aspect:${aspect.id}` === about)?.name
      : about === "background" || about === "property"
        ? t(`applications.question.${about}`)
        : view.stages.find((stage) => stage.id === about)?.name;
  return (
    <Section title={t("applications.toDo")}>
      <ul className="text-sm">
        {view.missing.map((each) => (
          <li key={`${each.code} ${each.about}`} className="border-b border-line py-1">
            <span className="text-warn">○</span>{" "}
            <Link to={`/applications/${view.id}/edit?part=${each.part}`} className="underline">
              {t(`applications.missing.${each.code}`)}
            </Link>
            {each.about && <> · {name(each.about)}</>}
          </li>
        ))}
        {!view.evidenced.isMet && (
          <li className="border-b border-line py-1">
            <span className="text-warn">○</span>{" "}
            <a href="#match" className="underline">
              {t("applications.missing.match")}
            </a>
          </li>
        )}
      </ul>
    </Section>
  );
}
