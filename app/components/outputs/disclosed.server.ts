import { type Language, told } from "#services/language.ts";
import { type DisclosedText, disclosedPassages, textSeal } from "#services/outputs/index.ts";

/** What is disclosed, for whoever is to confirm it, and the seal that the answer sends back. */
export const disclosedView = (text: DisclosedText, language: Language) => ({
  seal: textSeal(text),
  passages: disclosedPassages.flatMap((name) => (text[name] ? [{ name, text: told(text[name], language) }] : [])),
});
