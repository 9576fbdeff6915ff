import type { ReadableText } from "#services/language.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { LinkButton } from "../button.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";

/** On a desk: the public profiles that wait for this person. */
export function ProfilesWaiting({
  profiles,
  act,
}: {
  profiles: Array<{ caseId: string; title: ReadableText; number: number; since: number }>;
  act: "agree" | "publish" | "object";
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (profiles.length === 0) return null;
  return (
    <Section title={t(`technology.desk.${act}`, { count: profiles.length })}>
      <ul>
        {profiles.map((row) => (
          <li
            key={row.caseId}
            className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line py-2"
          >
            <span>
              <b>
                <Text value={row.title} />
              </b>{" "}
              <span className="text-ink3">· {t("journey.since", { day: format.day(row.since) })}</span>
            </span>
            <LinkButton to={`/cases/${row.caseId}/profile`}>{t(`technology.desk.${act}Verb`)}</LinkButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
