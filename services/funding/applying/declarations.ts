import { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { markOf } from "../../mark.ts";
import { type Failure, fail, ok, type Result } from "../../result.ts";
import { subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import { stackingTable } from "../content.ts";
import type { declarationDraftForm } from "../forms.ts";
import { type Programme, programmes } from "../programme.ts";
import type { Beside, OtherFunding } from "../rules/other-funding.ts";
import { stackingOf } from "../rules/stacking.ts";
import { answersOf, putAnswer, touched, writable } from "./answers.ts";
import { answersTo, conditionAnswer, conditionNote, needsWords } from "./conditions.ts";

type Declared = z.output<typeof declarationDraftForm>;
type Answers = Record<string, string>;

const rows = z.array(
  z.object({ source: z.string(), name: z.string(), standing: z.enum(["asked", "granted"]), amount: z.number() }),
);

/** The other funding that an application names; none for one that was written before it was asked line by line. */
export const otherFundingOf = (answers: Answers): OtherFunding[] =>
  answers.otherFundingRows ? rows.parse(JSON.parse(answers.otherFundingRows)) : [];

/** What the table of programmes says of each source beside this programme, with the words of the rule. */
export const rulesBeside = (rules: Programme) =>
  stackingOf(stackingTable(), rules.id, [...programmes().map((each) => each.id), "public"]);

/** The verdicts alone, by source. */
export const besideProgramme = (rules: Programme): Record<string, Beside> => {
  const told = rulesBeside(rules).map(({ held, verdict }) => [held, verdict] as const);
  return { ...Object.fromEntries(told), private: "private" };
};

/** What is declared, by the names under which it is kept; without the word that it is true. */
function contentOf(answers: Answers, rules: Programme): Answers {
  const names = rules.conditions.flatMap(({ id }) => [conditionAnswer(id), conditionNote(id)]);
  return Object.fromEntries(
    [...names, "otherFunding", "otherFundingDetails", "otherFundingRows"].map((name) => [name, answers[name] ?? ""]),
  );
}

const asAnswers = (input: Declared): Answers => {
  const hasOther = input.otherFunding === "some";
  return {
    ...Object.fromEntries(Object.entries(input.conditions).map(([id, said]) => [conditionAnswer(id), said])),
    ...Object.fromEntries(Object.entries(input.notes).map(([id, note]) => [conditionNote(id), note])),
    otherFunding: input.otherFunding,
    otherFundingDetails: hasOther ? input.otherFundingDetails : "",
    otherFundingRows: hasOther && input.others.length > 0 ? JSON.stringify(input.others) : "",
  };
};

export const declarationsMark = (answers: Answers, rules: Programme): string => markOf(contentOf(answers, rules));

/**
 * Keeps what is declared as it is typed, complete or not. Who ticks that all of it is true is kept with the day; a change
 * afterwards takes that word back, until somebody says it again.
 */
export const keepDeclarations = (actor: Actor, id: string, input: Declared) => keep(actor, id, input, false);

/** The same by the button: everything must be there, and who presses it says that all of it is true. */
export const declare = (actor: Actor, id: string, input: Declared) => keep(actor, id, input, true);

async function keep(
  actor: Actor,
  id: string,
  input: Declared,
  isPressed: boolean,
): Promise<Result<{ mark: string; at: number; accurate: string }>> {
  return transact(async (tx) => {
    const known = await writable(tx, actor, id, "declarations");
    if (!known.ok) return known;
    const { application, rules } = known;
    const wrong = wrongConditions(rules, input, isPressed);
    if (wrong) return wrong;
    const now = Date.now();
    const answers = await answersOf(tx, id);
    const before = contentOf(answers, rules);
    const after = contentOf(asAnswers(input), rules);
    const said = answers.accurate ?? "";
    const mark = markOf(after);
    const isSame = mark === markOf(before);
    const accurate = wordOf(actor, input, { said, isSame, isPressed, now });
    if (isSame && accurate === said) return ok({ mark, at: now, accurate });
    if (!isSame && markOf(before) !== input.mark) return fail("changedMeanwhile");
    await put(tx, actor, id, { ...before, accurate: said }, { ...after, accurate }, now);
    const version = await touched(tx, application);
    const isDeclared = accurate !== "" && accurate !== said;
    await record(
      tx,
      actor,
      isDeclared ? "application.declared" : "application.saved",
      subjectOf(application),
      isDeclared ? { other: input.otherFunding } : { field: "declarations", version },
      now,
    );
    return ok({ mark, at: now, accurate });
  });
}

/**
 * Who says that all of it is true: the actor, by ticking the box or pressing the button; who said so before, of the very
 * same; or nobody. The box as the page found it is nobody's new word.
 */
function wordOf(
  actor: Actor,
  { accurate, accurateBy }: Declared,
  { said, isSame, isPressed, now }: { said: string; isSame: boolean; isPressed: boolean; now: number },
): string {
  const own = `${actor.name}, ${hongKongDay(now)}`;
  if (isPressed) return own;
  const isTicked = accurate === "on";
  const wasTicked = accurateBy !== "";
  if (isTicked === wasTicked) return isSame ? said : "";
  if (!isTicked) return "";
  return isSame && said ? said : own;
}

function wrongConditions({ conditions }: Programme, input: Declared, isWhole: boolean): Failure | undefined {
  const fields: Record<string, string[]> = {};
  for (const rule of conditions) {
    const said = input.conditions[rule.id] ?? "";
    const isAnswer = answersTo(rule).some((each) => each === said);
    if (!isAnswer && (said !== "" || isWhole)) fields[`conditions.${rule.id}`] = ["required"];
    else if (isWhole && needsWords(rule, said) && !input.notes[rule.id]) fields[`notes.${rule.id}`] = ["required"];
  }
  const count = Object.keys(fields).length;
  return count > 0 ? fail("form", { fields, params: { count } }) : undefined;
}

async function put(tx: Transaction, actor: Actor, id: string, before: Answers, after: Answers, now: number) {
  for (const [name, value] of Object.entries(after))
    if (before[name] !== value) await putAnswer(tx, actor, id, name, value, now);
}
