import { useEffect, useState } from "react";
import { useFormAnswer } from "../form/form-answer.ts";
import { useTranslation } from "../i18n/words.ts";
import { fieldId, problemWords } from "./fields.tsx";

/** What is wrong with the form as a whole and with which fields, read out when it comes back. */
export function FormProblem() {
  const { t, i18n } = useTranslation();
  const answer = useFormAnswer();
  const { problem, fields, limits, values } = answer;
  const [labels, setLabels] = useState<Record<string, string>>({});
  // The fields stand further down the page, and only they know what they are called.
  useEffect(() => {
    const { fields: wrong, values: typed } = answer;
    setLabels(
      Object.fromEntries(
        Object.keys(wrong).map((name) => [name, labelOf(name, fieldId(name, typed.intent, typed.subject))]),
      ),
    );
  }, [answer]);
  const names = Object.keys(fields);
  if (!problem && names.length === 0) return null;
  const colon = i18n.language === "en" ? ": " : "：";
  return (
    <div role="alert" className="mb-5 rounded-md border-l-4 border-bad bg-bad-soft px-4 py-3">
      <p className="font-semibold text-bad">
        {problem ? t(`problems.${problem.code}`, problem.params) : t("problems.form", { count: names.length })}
      </p>
      {names.length > 0 && (
        <ul className="mt-1 text-sm">
          {names.filter(Boolean).map((name) => (
            <li key={name}>
              <a href={`#${fieldId(name, values.intent, values.subject)}`}>
                {labels[name] && (
                  <b className="font-semibold">
                    {labels[name]}
                    {colon}
                  </b>
                )}
                {(fields[name] ?? []).map((code) => problemWords(t, code, limits?.[name], values[name])).join(" ")}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What a field is called on the page: its label, or the legend of the group of boxes that bear its name. */
function labelOf(name: string, id: string): string {
  const group = document
    .querySelector(`[name="${CSS.escape(name)}"]`)
    ?.closest("fieldset")
    ?.querySelector("legend");
  const words = (document.querySelector(`label[for="${CSS.escape(id)}"]`) ?? group)?.cloneNode(true);
  if (!(words instanceof Element)) return "";
  for (const aside of words.querySelectorAll("[data-aside]")) aside.remove();
  return (words.textContent ?? "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/[:：,，]$/, "");
}
