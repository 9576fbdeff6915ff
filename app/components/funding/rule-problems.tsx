import { useTranslation } from "../../i18n/words.ts";

interface Problem {
  line?: number | undefined;
  place: string;
  message: string;
}

/** Where a programme's rules break one of the portal's: line, place, rule, and the line itself where its text is given. */
export function RuleProblems({ problems, text }: { problems: Problem[]; text?: string }) {
  const { t } = useTranslation();
  const lines = text?.split("\n");
  return (
    <ul className="mb-4 border-l-4 border-bad pl-3 text-[15px]" data-problems>
      {problems.map(({ line, place, message }) => (
        <li key={`${line} ${place} ${message}`} className="break-words">
          {(line || text !== undefined) && (
            <b>{line ? t("programmes.admin.line", { line }) : t("programmes.admin.whole")} </b>
          )}
          <code>{place}</code>
          {place && t("kit.colon")}
          {message}
          {line && lines && (
            <code className="block overflow-hidden text-ellipsis whitespace-nowrap text-sm text-ink3">
              {lines[line - 1]?.trim()}
            </code>
          )}
        </li>
      ))}
    </ul>
  );
}
