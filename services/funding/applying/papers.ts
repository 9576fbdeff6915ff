import type { Programme } from "../programme.ts";
import { type DocumentRule, isAsked } from "../rules/asked-documents.ts";
import type { ApplicationFacts } from "./facts.ts";

/** How a document that the programme asks for stands: `made` by the portal itself, at hand, missing, or not asked for here. */
export interface Paper {
  rule: DocumentRule;
  /** What is taken for it: a file, the form that is filled in here, or the contributors' signed letters. */
  madeOf: "file" | "form" | "letters";
  stand: "made" | "here" | "missing" | "notAsked";
  /** Only the applicant knows whether it is asked for, and says so. */
  isForThemToSay: boolean;
}

/** The name under which an answer says that a document is not asked for, since there is nothing to show. */
export const paperAnswer = (id: string) => `paper:${id}`;

const makers: Record<string, Paper["madeOf"]> = { form: "form", commitmentLetters: "letters" };

/** The documents of a programme against what an application has. Pure. */
export function papersOf(
  facts: Pick<ApplicationFacts, "answers" | "contributions" | "documents" | "venture">,
  rules: Programme,
): Paper[] {
  return rules.documents.map((rule) => {
    const madeOf = makers[rule.id] ?? "file";
    const isForThemToSay = rule.when === "partners" || rule.when === "licences";
    const asked = isAsked(rule, {
      inKind: facts.contributions.some((each) => each.form === "inKind"),
      startUp: facts.venture !== null,
      // Asked for until the applicant says that there is none: silence is no answer.
      ...(isForThemToSay && { [rule.when]: facts.answers[paperAnswer(rule.id)] !== "none" }),
    });
    if (!asked) return { rule, madeOf, stand: "notAsked", isForThemToSay };
    if (madeOf === "form") return { rule, madeOf, stand: "made", isForThemToSay };
    const isHere =
      madeOf === "letters"
        ? facts.contributions.length > 0 && facts.contributions.every((each) => each.status !== "pledged")
        : facts.documents.some((each) => each.paper === rule.id);
    return { rule, madeOf, stand: isHere ? "here" : "missing", isForThemToSay };
  });
}
