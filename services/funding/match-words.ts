import type { Language } from "../language.ts";
import { mailText } from "../notify/index.ts";
import { amountText, wordsIn } from "../words.ts";
import type { Known } from "./access.ts";
import type { Match } from "./match.ts";

/** How the match stands by signed letters, as a mail says it: met, or what each stage still lacks and from whom. */
export async function matchWords(
  { application, rules }: Pick<Known, "application" | "rules">,
  match: Match,
  language: Language,
): Promise<string> {
  if (match.isMet) return mailText(language, "matchStands.met");
  const t = await wordsIn(language);
  const lines = match.stages.flatMap(({ id, short, missingSides }) => {
    const stage = rules.stages.find((each) => each.id === id)?.name[language] ?? id;
    const sides = missingSides.map((side) => t(`funding.givers.${side}`)).join(t("programmes.comma"));
    if (short > 0)
      return mailText(language, "matchStands.short", { stage, amount: amountText(short, application.currency) });
    return sides ? mailText(language, "matchStands.side", { stage, sides }) : [];
  });
  const lacking = await Promise.all(lines);
  return lacking.length > 0 ? lacking.join("\n") : mailText(language, "matchStands.other");
}
