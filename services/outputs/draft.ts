import { asc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { associates, disclosures, inventors, outputs } from "#db/schema/outputs.ts";
import { type Answers, passages } from "./answer-paths.ts";
import { percentOf } from "./shares.ts";

export type Disclosure = typeof disclosures.$inferSelect;
export type Inventor = typeof inventors.$inferSelect;
export type Associate = typeof associates.$inferSelect;

/** A disclosure with everything that its form asks for. */
export interface Draft {
  disclosure: Disclosure;
  output: typeof outputs.$inferSelect;
  inventors: Inventor[];
  associates: Associate[];
}

/** Whether a word was asked of somebody on a disclosure: one who was added later has had no mail yet. */
export const isAsked = ({ confirmation, tokenHash }: Pick<Associate, "confirmation" | "tokenHash">): boolean =>
  confirmation !== "awaiting" || tokenHash !== null;

/** The rows of one disclosure, each list in its order. The caller has checked that the person may see it. */
export async function draftOf(tx: Pick<Transaction, "select">, id: string): Promise<Draft | undefined> {
  const [row] = await tx
    .select({ disclosure: disclosures, output: outputs })
    .from(disclosures)
    .innerJoin(outputs, eq(outputs.id, disclosures.caseId))
    .where(eq(disclosures.id, id))
    .limit(1);
  if (!row) return undefined;
  const named = await tx
    .select()
    .from(inventors)
    .where(eq(inventors.disclosureId, id))
    .orderBy(asc(inventors.position), asc(inventors.id));
  const beside = await tx
    .select()
    .from(associates)
    .where(eq(associates.disclosureId, id))
    .orderBy(asc(associates.position), asc(associates.id));
  return { ...row, inventors: named, associates: beside };
}

/** The draft as the flat list that forms and saves speak of. Pure. */
export function answersOf({ disclosure, output, inventors: named, associates: beside }: Draft): Answers {
  const answers: Answers = {
    title: disclosure.title[disclosure.original] ?? "",
    field: output.field,
    madeIn: disclosure.madeIn ?? "",
    stage: disclosure.stage ?? "",
  };
  for (const name of passages) answers[name] = disclosure[name];
  for (const each of named) {
    const at = `inventors.${each.id}`;
    answers[`${at}.name`] = each.name;
    answers[`${at}.email`] = each.email;
    answers[`${at}.affiliation`] = each.affiliation;
    answers[`${at}.contribution`] = each.contribution;
    answers[`${at}.share`] = each.shareBasisPoints > 0 ? percentOf(each.shareBasisPoints) : "";
  }
  for (const each of beside) {
    const at = `${each.kind}s.${each.id}`;
    answers[`${at}.name`] = each.name;
    answers[`${at}.email`] = each.email;
    answers[`${at}.affiliation`] = each.affiliation;
    answers[`${at}.contribution`] = each.contribution;
  }
  for (const { id, rule, name, reference } of disclosure.originRows ?? []) {
    answers[`sources.${id}.rule`] = rule;
    answers[`sources.${id}.name`] = name;
    answers[`sources.${id}.reference`] = reference;
  }
  for (const [place, { id = String(place), kind, on, isPlanned, where }] of disclosure.publicDisclosures.entries()) {
    answers[`made.${id}.kind`] = kind;
    answers[`made.${id}.on`] = on;
    answers[`made.${id}.isPlanned`] = String(isPlanned);
    answers[`made.${id}.where`] = where;
  }
  return answers;
}

/** The disclosure as the office has it: what was filed, while its inventors write it anew. Pure. */
export function asFiled(draft: Draft): Draft {
  const { disclosure } = draft;
  const { filed } = disclosure;
  if (!filed || !["returned", "awaitingInventors"].includes(disclosure.state)) return draft;
  const told = (name: string) => filed.answers[name] ?? "";
  const people = filed.people.map((each, position) => ({
    id: `filed-${position}`,
    disclosureId: disclosure.id,
    position,
    personId: null,
    name: each.name,
    email: each.email,
    affiliation: each.affiliation,
    contribution: each.contribution,
    confirmation: each.refused
      ? ("disputed" as const)
      : each.signedAt === null
        ? ("awaiting" as const)
        : ("confirmed" as const),
    confirmedAt: each.signedAt,
    disputeReason: each.refused?.reason ?? null,
    // Whoever stands in what was filed was asked; by which link is not kept.
    tokenHash: "",
    kind: each.kind,
    shareBasisPoints: each.shareBasisPoints ?? 0,
  }));
  return {
    ...draft,
    disclosure: {
      ...disclosure,
      title: filed.title,
      ...Object.fromEntries(passages.map((name) => [name, told(name)])),
      madeIn: (told("madeIn") || null) as Disclosure["madeIn"],
      stage: (told("stage") || null) as Disclosure["stage"],
      originRows: filed.origins,
      publicDisclosures: filed.made,
    },
    inventors: people.filter((each) => each.kind === "inventor"),
    associates: people.flatMap((each) => (each.kind === "inventor" ? [] : [{ ...each, kind: each.kind }])),
  };
}
