import clsx from "clsx";
import {
  createContext,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { bareAmount } from "#services/typed-amount.ts";
import { useFormAnswer } from "../form/form-answer.ts";
import { useFormat, withDates } from "../i18n/format.ts";
import { useTranslation } from "../i18n/words.ts";
import { fieldId, labelOf, problemWords } from "./field-problems.ts";
import { useFileLimit } from "./file-limit.ts";

export interface Named {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Keys under `problems.field`; taken from the form's answer when left out. */
  errors?: string[];
  /** The limit that `errors` speak of. */
  limit?: number;
  /** How many characters were typed, where `errors` speak of a limit. */
  typed?: number;
  className?: string;
}

const control =
  "w-full rounded-md border bg-raised px-2.5 py-1.5 min-h-9 max-sm:min-h-11 disabled:bg-paper disabled:text-ink2 aria-[invalid=true]:border-bad aria-[invalid=true]:ring-1 aria-[invalid=true]:ring-bad";

const Scope = createContext<{ intents: string[]; subject?: string } | undefined>(undefined);

/** Keeps the fields of one form apart from those of the page's other forms: see `ActForm`. */
export function FieldScope({
  intents,
  subject,
  children,
}: {
  intents: string[];
  subject?: string;
  children: ReactNode;
}) {
  return <Scope.Provider value={{ intents, subject }}>{children}</Scope.Provider>;
}

/** Whether the answer on the page is to this form, and not to another of the page. */
export function useIsAnswered(): boolean {
  const { intent, subject } = useFormAnswer().values;
  const scope = useContext(Scope);
  return !scope || (scope.intents.includes(intent ?? "") && (!scope.subject || scope.subject === subject));
}

/** Label, hint and errors around one control, tied to it for those who hear the page. */
export function Framed({
  name,
  label,
  hint,
  errors,
  limit,
  typed,
  required,
  className,
  children,
}: Named & { required?: boolean; children: (ids: Control) => ReactNode }) {
  const { t } = useTranslation();
  const answer = useFormAnswer();
  const scope = useContext(Scope);
  const { intent } = answer.values;
  const isAnswered = useIsAnswered();
  const told = errors ?? (isAnswered ? answer.fields[name] : undefined) ?? [];
  const kept = isAnswered ? answer.kept?.[name] : undefined;
  const id = scope ? fieldId(name, isAnswered ? intent : scope.intents[0], scope.subject) : fieldId(name);
  const described = [hint ? `${id}-hint` : "", told.length ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={clsx("mb-4", className)}>
      <label htmlFor={id} className="mb-1 block text-sm font-semibold">
        {label}
        {required && (
          <span data-aside className="font-normal text-ink3">
            {" "}
            · {t("kit.required")}
          </span>
        )}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="mb-1 text-sm text-ink3">
          {hint}
        </p>
      )}
      {children({
        id,
        "aria-invalid": told.length > 0,
        "aria-describedby": described || undefined,
        defaultValue: isAnswered ? answer.values[name] : undefined,
      })}
      {told.length > 0 && (
        <p id={`${id}-error`} className="mt-1 text-sm font-medium text-bad">
          {told
            .map((code) => problemWords(t, code, limit ?? answer.limits?.[name], typed ?? answer.values[name]))
            .join(" ")}
        </p>
      )}
      {kept !== undefined && (
        <div className="mt-1 rounded-md border border-warn px-3 py-2 text-sm">
          <p className="font-semibold text-warn">{t("kit.keptMeanwhile")}</p>
          <p className="whitespace-pre-line break-words">{kept || "–"}</p>
        </div>
      )}
    </div>
  );
}

interface Control {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby"?: string;
  /** What was typed before the form came back. */
  defaultValue?: string;
}

export function TextField({
  name,
  label,
  hint,
  errors,
  limit,
  typed,
  className,
  defaultValue,
  ...rest
}: Named & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Framed {...{ name, label, hint, errors, limit, typed, className }} required={rest.required}>
      {({ defaultValue: before, ...ids }) => (
        <input
          name={name}
          className={clsx(control, "border-line2")}
          defaultValue={before ?? defaultValue}
          {...ids}
          {...rest}
        />
      )}
    </Framed>
  );
}

export function TextArea({
  name,
  label,
  hint,
  errors,
  limit,
  typed,
  className,
  defaultValue,
  rows = 4,
  ...rest
}: Named & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Framed {...{ name, label, hint, errors, limit, typed, className }} required={rest.required}>
      {({ defaultValue: before, ...ids }) => (
        <textarea
          name={name}
          rows={rows}
          className={clsx(control, "border-line2")}
          defaultValue={before ?? defaultValue}
          {...ids}
          {...rest}
        />
      )}
    </Framed>
  );
}

export interface Choice {
  value: string;
  label: string;
}

export function Select({
  name,
  label,
  hint,
  errors,
  className,
  defaultValue,
  choices,
  empty,
  ...rest
}: Named & { choices: Choice[]; empty?: string } & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Framed {...{ name, label, hint, errors, className }} required={rest.required}>
      {({ defaultValue: typed, ...ids }) => (
        <select
          name={name}
          className={clsx(control, "border-line2")}
          defaultValue={typed ?? defaultValue}
          {...ids}
          {...rest}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Framed>
  );
}

export function Checkbox({
  name,
  label,
  value = "on",
  defaultChecked,
  disabled,
}: {
  name: string;
  label: ReactNode;
  value?: string;
  defaultChecked?: boolean;
  disabled?: boolean;
}) {
  const { values, several } = useFormAnswer();
  // The name of the button alone says nothing of the boxes: another form of the page was sent.
  const hasComeBack = Object.keys(values).some((key) => key !== "intent" && key !== "subject");
  const isTicked = (several?.[name] ?? [values[name]]).includes(value);
  return (
    <label className="mb-2 flex min-h-6 items-start gap-2 text-sm">
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={hasComeBack ? isTicked : defaultChecked}
        disabled={disabled}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span>{label}</span>
    </label>
  );
}

/** Files to send with the form; what was chosen must be chosen again when the form comes back, as browsers demand. */
export function FileField({
  name,
  label,
  hint,
  errors,
  className,
  accept,
  megabytes,
  ...rest
}: Named & { accept: string[]; megabytes?: number } & Omit<InputHTMLAttributes<HTMLInputElement>, "accept">) {
  const input = useRef<HTMLInputElement>(null);
  const { isTooLarge, check } = useFileLimit(input, megabytes);
  return (
    <Framed
      {...{ name, label, hint, className }}
      errors={isTooLarge ? ["fileTooLarge"] : errors}
      limit={isTooLarge ? megabytes : undefined}
      required={rest.required}
    >
      {({ defaultValue: _typed, ...ids }) => (
        <input
          type="file"
          name={name}
          accept={accept.map((ending) => `.${ending}`).join(",")}
          className="w-full text-sm text-ink2 file:mr-3 file:min-h-9 file:rounded-md file:border file:border-line2 file:bg-raised file:px-3 file:font-semibold file:text-ink max-sm:file:min-h-11"
          {...ids}
          {...rest}
          ref={input}
          onChange={(event) => {
            check();
            rest.onChange?.(event);
          }}
        />
      )}
    </Framed>
  );
}

/** Money as people type it, in whole units with at most two decimals; the server turns it into minor units. */
export function MoneyField(props: Parameters<typeof TextField>[0] & { currency?: string }) {
  const { currency = "HKD", ...rest } = props;
  return (
    <TextField
      inputMode="decimal"
      onBlur={(event) => {
        event.target.value = grouped(event.target.value, currency === "HKD");
      }}
      {...rest}
      label={
        <>
          {props.label} {currency && <span className="font-normal text-ink3">({currency})</span>}
        </>
      }
    />
  );
}

/** 1250000.5 as 1,250,000.5: groups of three for the eye; what is not an amount is left for the server to answer. */
function grouped(typed: string, isHongKong: boolean): string {
  const amount = /^(\d+)(\.\d{0,2})?$/.exec(bareAmount(typed, isHongKong));
  return amount ? amount[1]!.replaceAll(/\B(?=(\d{3})+$)/g, ",") + (amount[2] ?? "") : typed;
}

/** What is wrong with the form as a whole and with which fields, read out when it comes back. */
export function FormProblem() {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useFormAnswer();
  const { problem, fields, limits, values } = answer;
  const [labels, setLabels] = useState<Record<string, string>>({});
  const box = useRef<HTMLDivElement>(null);
  // On a telephone the button may stand a screen away from here: who pressed it is taken to the answer.
  useEffect(() => {
    if (answer.problem || Object.keys(answer.fields).length > 0) box.current?.focus();
  }, [answer]);
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
  return (
    <div ref={box} tabIndex={-1} role="alert" className="mb-5 rounded-md border-l-4 border-bad bg-bad-soft px-4 py-3">
      <p className="font-semibold text-bad">
        {problem
          ? t(`problems.${problem.code}`, withDates(problem.params, format.date))
          : t("problems.form", { count: names.length })}
        {problem?.see && (
          <>
            {" "}
            <a href={problem.see}>{t("problems.see")}</a>
          </>
        )}
      </p>
      {names.length > 0 && (
        <ul className="mt-1 text-sm">
          {names.filter(Boolean).map((name) => (
            <li key={name}>
              <a href={`#${fieldId(name, values.intent, values.subject)}`}>
                {labels[name] && (
                  <b className="font-semibold">
                    {labels[name]}
                    {t("kit.colon")}
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
