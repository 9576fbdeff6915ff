import { Form, useFetcher, useLocation, useNavigate, useSubmit } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Suggestions } from "#services/catalogue/index.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Marked } from "./marked.tsx";

const PAUSE = 80;

/** The one box for all three languages. What one is typing is completed below it; without the page's script it is a plain form. */
export function SearchBox({ query = "", kept = [] }: { query?: string; kept?: Array<[name: string, value: string]> }) {
  const { t } = useTranslation();
  const box = useSuggestions(query);
  const { form, list, options, active, isOpen } = box;
  const input = useRef<HTMLInputElement>(null);
  const { state, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key tells a new visit that carries the same state
  useEffect(() => {
    if (state?.isToSearch) input.current?.focus();
  }, [state, key]);
  return (
    <Form
      ref={form}
      action="/technologies"
      role="search"
      className="relative flex max-w-3xl rounded-lg border-[1.5px] border-ink bg-raised focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent"
      onSubmit={box.close}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && box.close()}
    >
      {kept.map(([name, value], place) => (
        <input key={`${name} ${place}`} type="hidden" name={name} value={value} />
      ))}
      <input
        key={query}
        ref={input}
        name="q"
        type="search"
        defaultValue={query}
        role="combobox"
        aria-label={t("catalogue.searchLabel")}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-activedescendant={isOpen && active >= 0 ? `${list}-${active}` : undefined}
        autoComplete="off"
        placeholder={t("catalogue.searchPlaceholder")}
        maxLength={200}
        className="min-w-0 flex-1 rounded-l-lg bg-transparent px-4 py-3 text-[17px] outline-none"
        onChange={(event) => box.type(event.target.value)}
        onKeyDown={box.press}
      />
      <button type="submit" className="rounded-r-md bg-accent px-4 font-semibold text-accent-ink sm:px-6">
        {t("catalogue.search")}
      </button>
      <div
        id={list}
        role="listbox"
        aria-label={t("search.suggestions")}
        hidden={!isOpen}
        className="absolute inset-x-0 top-full z-30 mt-1.5 overflow-hidden rounded-md border border-line2 bg-raised py-1 shadow-lg"
      >
        {options.map((option, place) => (
          // The keys stay with the box, as the pattern for a combobox has it.
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the box, which names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the box takes the active option
          <div
            key={option.kind === "term" ? `t ${option.term}` : option.slug}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === active}
            lang={option.kind === "technology" ? option.lang : undefined}
            className="flex min-h-9 cursor-default items-center gap-2 px-4 py-1.5 text-[15px] aria-selected:bg-accent-soft hover:bg-accent-soft max-sm:min-h-11"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => box.take(option)}
          >
            {option.kind === "term" ? (
              <>
                <span aria-hidden className="text-ink3">
                  ⌕
                </span>
                <span>{option.term}</span>
              </>
            ) : (
              <>
                <span aria-hidden className="text-ink3">
                  →
                </span>
                <span className="min-w-0 truncate">
                  <Marked parts={option.title} />
                </span>
              </>
            )}
          </div>
        ))}
      </div>
    </Form>
  );
}

type Option = { kind: "term"; term: string } | ({ kind: "technology" } & Suggestions["technologies"][number]);

function optionsOf(found: Suggestions | undefined): Option[] {
  if (!found) return [];
  return [
    ...found.terms.map((term): Option => ({ kind: "term", term })),
    ...found.technologies.map((technology): Option => ({ kind: "technology", ...technology })),
  ];
}

function useSuggestions(query: string) {
  const list = useId();
  const form = useRef<HTMLFormElement>(null);
  const fetcher = useFetcher<Suggestions>();
  const navigate = useNavigate();
  const submit = useSubmit();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(-1);
  const [isWanted, setWanted] = useState(false);
  const { load } = fetcher;
  useEffect(() => {
    if (!typed.trim()) return;
    const timer = setTimeout(() => load(`/technologies/suggest?q=${encodeURIComponent(typed)}`), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, load]);
  const options = typed.trim() ? optionsOf(fetcher.data) : [];
  const isOpen = isWanted && options.length > 0;
  const close = () => {
    setWanted(false);
    setActive(-1);
  };
  const take = (option: Option) => {
    close();
    if (option.kind === "technology") return navigate(`/technologies/${option.slug}`);
    if (!form.current) return;
    const data = new FormData(form.current);
    data.set("q", option.term);
    submit(data, { action: "/technologies" });
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (step && options.length > 0) {
      event.preventDefault();
      setWanted(true);
      setActive((before) => (before + step + options.length + 1) % (options.length + 1));
    } else if (event.key === "Enter" && isOpen && options[active]) {
      event.preventDefault();
      take(options[active]);
    }
  };
  return {
    form,
    list,
    options,
    isOpen,
    // One place more than there are options: back in the box.
    active: active >= options.length ? -1 : active,
    type: (text: string) => {
      setTyped(text);
      setWanted(true);
      setActive(-1);
    },
    press,
    take,
    close,
    query,
  };
}
