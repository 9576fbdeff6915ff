import { useTranslation } from "../../i18n/words.ts";
import { Facts } from "../page.tsx";
import { Text } from "../text.tsx";
import type { disclosedView } from "./disclosed.server.ts";

/** The text that an inventor stands by with the word on the share. */
export function Disclosed({ passages }: { passages: ReturnType<typeof disclosedView>["passages"] }) {
  const { t } = useTranslation();
  return (
    <Facts
      rows={passages.map(({ name, text }) => [
        t(name === "advantages" ? "disclose.advantages" : `outputs.disclosure.${name}`),
        <Text key={name} value={text} />,
      ])}
    />
  );
}
