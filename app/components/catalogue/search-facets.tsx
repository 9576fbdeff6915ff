import { Form, Link, useSubmit } from "@remix-run/react";
import type { FacetName, FacetValue } from "#services/catalogue/index.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../button.tsx";
import { useHydrated } from "../hydrated.ts";
import { useFacetWords } from "./search-words.ts";

const SHOWN = 8;

/** What the results can be narrowed by. A plain form; with the page's script a tick counts at once. */
export function SearchFacets({
  facets,
  order,
  kept,
  institutions,
  clear,
}: {
  facets: Record<FacetName, FacetValue[]>;
  order: readonly FacetName[];
  /** What else is in the address and stays. */
  kept: Array<[name: string, value: string]>;
  institutions: Record<string, string>;
  /** Where nothing is chosen; left out when nothing is. */
  clear?: string;
}) {
  const { t } = useTranslation();
  const submit = useSubmit();
  const isHydrated = useHydrated();
  return (
    <Form
      action="/technologies"
      aria-label={t("search.narrow")}
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
    >
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {clear && (
        <p className="mb-2">
          <Link to={clear}>{t("search.clear")}</Link>
        </p>
      )}
      {order.map((facet) => (
        <Facet key={facet} facet={facet} values={facets[facet]} institutions={institutions} />
      ))}
      <div className={isHydrated ? "sr-only" : "mt-3"}>
        <Button>{t("catalogue.apply")}</Button>
      </div>
    </Form>
  );
}

function Facet({
  facet,
  values,
  institutions,
}: {
  facet: FacetName;
  values: FacetValue[];
  institutions: Record<string, string>;
}) {
  const { t } = useTranslation();
  const named = values.filter(({ value }) => facet !== "institution" || institutions[value]);
  const shown = named.filter((each, place) => each.isChosen || place < SHOWN);
  const rest = named.filter((each) => !shown.includes(each)).slice(0, 60);
  if (named.length === 0) return null;
  return (
    <details open={named.some((each) => each.isChosen) || facet === "field" || facet === "stage"} className="py-1">
      <summary className="py-1 font-semibold">{t(`search.facets.${facet}`)}</summary>
      <fieldset>
        <legend className="sr-only">{t(`search.facets.${facet}`)}</legend>
        {shown.map((each) => (
          <Value key={each.value} facet={facet} value={each} institutions={institutions} />
        ))}
        {rest.length > 0 && (
          <details>
            <summary className="py-1 text-sm text-ink2">{t("search.more", { count: rest.length })}</summary>
            {rest.map((each) => (
              <Value key={each.value} facet={facet} value={each} institutions={institutions} />
            ))}
          </details>
        )}
      </fieldset>
    </details>
  );
}

function Value({
  facet,
  value: { value, count, isChosen },
  institutions,
}: {
  facet: FacetName;
  value: FacetValue;
  institutions: Record<string, string>;
}) {
  const words = useFacetWords();
  const format = useFormat();
  return (
    <label className="flex min-h-7 items-start gap-2 py-0.5 max-sm:min-h-11 max-sm:items-center">
      {/* Made anew when the address changes, so that going back unticks it. */}
      <input
        key={String(isChosen)}
        type={facet === "since" ? "radio" : "checkbox"}
        name={facet}
        value={value}
        defaultChecked={isChosen}
        className="mt-1 size-4 shrink-0 accent-accent max-sm:mt-0"
      />
      <span className="min-w-0 flex-1 break-words">{words(facet, value, institutions)}</span>
      <span className="text-ink3">{format.number(count)}</span>
    </label>
  );
}
