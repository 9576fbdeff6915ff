import { organisationList } from "#services/identity/index.ts";
import { type Language, plain } from "#services/language.ts";
import { licences, sustainableGoals } from "#services/outputs/index.ts";

/** What the form of an output offers to choose from. */
export async function outputLists(language: Language) {
  return {
    goals: sustainableGoals().map((goal) => plain(goal, language)),
    licences: licences().map(({ id, name }) => ({ value: id, label: `${name} (${id})` })),
    homes: (await organisationList()).map(({ name, rorId }) => ({ name: plain(name, language), ror: rorId ?? "" })),
  };
}
