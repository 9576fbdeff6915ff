import { useState } from "react";
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useTranslation } from "../i18n/words.ts";
import { type Choice, Framed, type Named, Select } from "./fields.tsx";
import { useHydrated } from "./hydrated.ts";

/** One of many, found by typing a part of its name. Before the page's script runs it is a plain list with the same name. */
export function Combobox({
  choices,
  empty,
  defaultValue = "",
  required,
  ...named
}: Named & { choices: Choice[]; empty?: string; defaultValue?: string; required?: boolean }) {
  const isHydrated = useHydrated();
  if (!isHydrated)
    return <Select {...named} choices={choices} empty={empty ?? ""} defaultValue={defaultValue} required={required} />;
  return (
    <Framed {...named} required={required}>
      {({ defaultValue: typed, id, ...described }) => (
        <Found
          {...{ id, choices, empty, required, described }}
          name={named.name}
          label={String(named.label)}
          start={typed ?? defaultValue}
        />
      )}
    </Framed>
  );
}

function Found({
  id,
  name,
  label,
  choices,
  empty,
  start,
  described,
}: {
  id: string;
  name: string;
  label: string;
  choices: Choice[];
  empty?: string;
  start: string;
  described: { "aria-invalid": boolean; "aria-describedby"?: string };
}) {
  const { t } = useTranslation();
  const [value, setValue] = useState<string | null>(start || null);
  return (
    <ComboBox
      aria-label={label}
      defaultItems={choices}
      selectedKey={value}
      onSelectionChange={(key) => setValue(key === null ? null : String(key))}
      isInvalid={described["aria-invalid"]}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <div className="relative">
        <Input
          id={id}
          placeholder={empty}
          aria-describedby={described["aria-describedby"]}
          className="min-h-9 w-full rounded-md border border-line2 bg-raised py-1.5 pr-9 pl-2.5 max-sm:min-h-11 aria-[invalid=true]:border-bad"
        />
        <Button className="absolute inset-y-0 right-0 w-9 text-ink3" aria-label={t("kit.combobox.open")}>
          ▾
        </Button>
      </div>
      <input type="hidden" name={name} value={value ?? ""} />
      <Popover
        maxHeight={288}
        className="z-40 w-(--trigger-width) overflow-auto rounded-md border border-line2 bg-raised text-sm shadow-lg"
      >
        <ListBox<Choice>
          className="p-1 outline-none"
          renderEmptyState={() => <p className="px-2 py-1.5 text-ink3">{t("kit.combobox.none")}</p>}
        >
          {(choice) => (
            <ListBoxItem
              id={choice.value}
              textValue={choice.label}
              className="cursor-default rounded px-2 py-1.5 outline-none data-[focused]:bg-accent-soft data-[selected]:font-semibold"
            >
              {choice.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
