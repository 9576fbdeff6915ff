import { Link } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { RuleProblems } from "./rule-problems.tsx";
import type { rulesToKnowView } from "./rules-to-know.server.ts";

type View = Awaited<ReturnType<typeof rulesToKnowView>>;

/** Rules that are not as they were saved, or could not be saved today: nothing when all is well. */
export function RulesToKnow({ versions, calls, forAdministrator = false }: View & { forAdministrator?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (versions.length === 0 && calls.length === 0) return null;
  return (
    <Section title={t("programmes.setAside.head")}>
      {versions.map((each) => (
        <div key={each.id} data-set-aside={each.id}>
          <p className="mb-1 max-w-[75ch]">
            <b>{forAdministrator ? <Link to={`/admin/programmes/${each.id}`}>{each.name}</Link> : each.name}</b>
            {t("kit.colon")}
            {t("programmes.setAside.version", {
              version: each.version,
              saved: format.day(each.savedAt),
              since: format.day(each.since),
            })}{" "}
            {t(each.hasFile ? "programmes.setAside.file" : "programmes.setAside.nothing")}{" "}
            {!forAdministrator && t("programmes.setAside.askAdministrator")}
          </p>
          <RuleProblems problems={each.problems} />
        </div>
      ))}
      {calls.map((each) => (
        <div key={each.id} data-old-rules={each.id}>
          <p className="mb-1 max-w-[75ch]">
            <b>
              {forAdministrator ? (
                <Text value={each.title} />
              ) : (
                <Link to={`/funding/calls/${each.id}`}>
                  <Text value={each.title} />
                </Link>
              )}
            </b>
            {t("kit.colon")}
            {t("programmes.setAside.call")}
          </p>
          <RuleProblems problems={each.problems} />
        </div>
      ))}
    </Section>
  );
}
