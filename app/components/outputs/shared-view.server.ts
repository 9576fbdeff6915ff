import { randomUUID } from "node:crypto";
import { filesOf } from "#services/documents/index.ts";
import { type Language, readable, told } from "#services/language.ts";
import { answersOf, commentsOf, type disclosurePage, obligationRules } from "#services/outputs/index.ts";

type Page = Pick<
  NonNullable<Awaited<ReturnType<typeof disclosurePage>>>,
  "disclosure" | "output" | "inventors" | "associates"
>;

/** A disclosure as whoever has a part in it reads it: the answers and who is on it, without shares and addresses. */
export async function sharedView(page: Page, language: Language) {
  const { disclosure, inventors, associates } = page;
  const rules = obligationRules();
  const [comments, files] = await Promise.all([
    commentsOf(disclosure.id),
    filesOf({ kind: "disclosure", id: disclosure.id }),
  ]);
  const answers = Object.fromEntries(Object.entries(answersOf(page)).filter(([path]) => !path.includes(".")));
  return {
    id: disclosure.id,
    caseId: disclosure.caseId,
    state: disclosure.state,
    title: readable(disclosure.title, language, disclosure.original),
    answers: Object.fromEntries(
      Object.entries(answers).map(([name, text]) => [name, text ? told(text, language) : undefined]),
    ),
    origins: (disclosure.originRows ?? []).map(({ rule, name, reference }) => {
      const known = rules.find((each) => each.id === rule);
      return [known && readable(known.name, language).text, name, reference].filter(Boolean).join(" · ");
    }),
    made: disclosure.publicDisclosures.map((each) => ({ ...each, where: told(each.where, language).text })),
    people: [...inventors.map((each) => ({ ...each, kind: "inventor" as const })), ...associates].map(
      ({ id, kind, name, affiliation }) => ({ id, kind, name, affiliation }),
    ),
    files: files.map(({ id, name, size }) => ({ id, name, size })),
    comments: comments.map((each) => ({ ...each, text: told(each.text, language) })),
    /** Names what is said next, so that a form sent twice says it once. */
    key: randomUUID(),
  };
}
export type SharedView = Awaited<ReturnType<typeof sharedView>>;
