import { eq, inArray } from "drizzle-orm";
import { type Transaction, transact } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import {
  associates,
  type disclosureKinds,
  disclosures,
  type inventionStages,
  inventors,
  outputs,
} from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { type Answers, type madeRegions, passages, peopleLists, placeOf, rowsOf, stepOf } from "./answer-paths.ts";
import { type Change, type Outcome, takeChanges, touchesShares } from "./answers.ts";
import { sharedDisclosureFor } from "./disclosures.ts";
import { answersOf, type Draft, draftOf } from "./draft.ts";
import { stepRefusals } from "./hands.ts";
import { basisPointsOf } from "./shares.ts";
import { disclosureMachine } from "./states.ts";

export interface Saved {
  outcomes: Outcome[];
  at: number;
  /** True when the change took back the confirmations that were given. */
  isVoided: boolean;
}

/**
 * Keeps answers of a disclosure, as they are typed or a step at a time; see `takeChanges` for what is not kept. A
 * change of who the inventors are or what each gets takes back every confirmation and signature, so it is refused with
 * `wouldVoid` until the writer says that it is meant (`isMeant`). A save that changes nothing leaves no trace.
 */
export async function saveAnswers(actor: Actor, id: string, wanted: Change[], isMeant = false): Promise<Result<Saved>> {
  return transact(async (tx) => {
    const found = await sharedDisclosureFor(tx, actor, id);
    if (!found) return notFound();
    if (!may(actor, "disclosure.write", found.relations)) return forbidden();
    if (!stepFor(disclosureMachine, found.disclosure.state, "edit", actor.role)) return fail("wrongState");
    const draft = (await draftOf(tx, id))!;
    const before = answersOf(draft);
    const voids =
      draft.disclosure.state === "awaitingInventors" ||
      draft.inventors.some((each) => each.confirmation === "confirmed");
    // Who invented is for the inventors to say, not for whoever helps to write.
    const isInventor = found.relations.includes("own");
    const refusal = await stepRefusals(tx, actor, found.disclosure);
    const barred = wanted.flatMap((each) => {
      const step = stepOf(each.path);
      const code = step === "people" && !isInventor ? "inventorsOnly" : refusal(step ?? "");
      return code ? [{ path: each.path, is: "refused" as const, code }] : [];
    });
    const open = wanted.filter(({ path }) => !barred.some((each) => each.path === path));
    const held = voids && !isMeant ? open.filter((each) => changesShares(before, each)) : [];
    const { answers, outcomes, changed } = takeChanges(
      before,
      open.filter((each) => !held.includes(each)),
    );
    outcomes.push(...barred);
    for (const { path } of held) outcomes.push({ path, is: "refused", code: "wouldVoid" });
    const now = Date.now();
    if (changed.length === 0) return ok({ outcomes, at: draft.disclosure.updatedAt, isVoided: false });
    const refused = await foreignRow(tx, draft, answers);
    if (refused) return fail("invalidRow");
    const isVoided = voids && changed.some(touchesShares);
    await writePeople(tx, draft, answers, changed);
    if (isVoided) await voidConfirmations(tx, id);
    await writeFacts(tx, actor, draft, answers, isVoided, now);
    await record(
      tx,
      actor,
      "disclosure.saved",
      { kind: "disclosure", id, caseId: draft.disclosure.caseId },
      { fields: changed.slice(0, 50), version: draft.disclosure.version + 1, ...(isVoided && { voided: true }) },
      now,
    );
    return ok({ outcomes, at: now, isVoided });
  });
}

/** Whether the change would make an inventor or a share another than what is kept. */
const changesShares = (before: Answers, change: Change) =>
  touchesShares(change.path) && takeChanges(before, [change]).changed.length > 0;

/** A row's id is chosen by the page that adds it: one that names a person of another disclosure is refused. */
async function foreignRow(tx: Transaction, draft: Draft, answers: Answers): Promise<boolean> {
  const known = new Set([...draft.inventors, ...draft.associates].map((each) => each.id));
  const fresh = peopleLists.flatMap((list) => rowsOf(answers, list)).filter((each) => !known.has(each));
  if (fresh.length === 0) return false;
  const [inventor] = await tx.select({ id: inventors.id }).from(inventors).where(inArray(inventors.id, fresh)).limit(1);
  const [other] = await tx.select({ id: associates.id }).from(associates).where(inArray(associates.id, fresh)).limit(1);
  return Boolean(inventor ?? other) || new Set(fresh).size < fresh.length;
}

/** Nobody has confirmed any more, and the links that were mailed lead nowhere. */
async function voidConfirmations(tx: Transaction, disclosureId: string): Promise<void> {
  const open = { confirmation: "awaiting" as const, confirmedAt: null, disputeReason: null, tokenHash: null };
  await tx.update(inventors).set(open).where(eq(inventors.disclosureId, disclosureId));
  await tx.update(associates).set(open).where(eq(associates.disclosureId, disclosureId));
}

async function writePeople(tx: Transaction, draft: Draft, answers: Answers, changed: string[]): Promise<void> {
  const touched = changed.map((path) => placeOf(path)!).filter((place) => place.row);
  for (const list of peopleLists) {
    const rows = new Set(touched.filter((place) => place.list === list).map((place) => place.row!));
    const table = list === "inventors" ? inventors : associates;
    const known = list === "inventors" ? draft.inventors : draft.associates;
    let position = Math.max(-1, ...known.map((each) => each.position));
    for (const row of rows) {
      const at = (member: string) => answers[`${list}.${row}.${member}`] ?? "";
      const before = known.find((each) => each.id === row);
      if (!rowsOf(answers, list).includes(row)) {
        await tx.delete(table).where(eq(table.id, row));
        continue;
      }
      const email = at("email");
      const [person] = email
        ? await tx.select({ id: people.id }).from(people).where(eq(people.email, email)).limit(1)
        : [];
      const values = {
        personId: person?.id ?? null,
        name: at("name"),
        email,
        affiliation: at("affiliation"),
        contribution: at("contribution"),
      };
      const share = basisPointsOf(at("share")) ?? 0;
      // Another person in an approver's place has signed nothing.
      const isAnother = before !== undefined && before.email !== email;
      const unsigned = { confirmation: "awaiting" as const, confirmedAt: null, disputeReason: null, tokenHash: null };
      if (before && list === "inventors")
        await tx
          .update(inventors)
          .set({ ...values, shareBasisPoints: share })
          .where(eq(inventors.id, row));
      else if (before)
        await tx
          .update(associates)
          .set({ ...values, ...(isAnother && unsigned) })
          .where(eq(associates.id, row));
      else {
        position++;
        const fresh = {
          id: row,
          disclosureId: draft.disclosure.id,
          position,
          ...values,
          confirmation: "awaiting" as const,
        };
        if (list === "inventors") await tx.insert(inventors).values({ ...fresh, shareBasisPoints: share });
        else await tx.insert(associates).values({ ...fresh, kind: list === "approvers" ? "approver" : "contributor" });
      }
    }
  }
}

async function writeFacts(
  tx: Transaction,
  actor: Actor,
  { disclosure, output }: Draft,
  answers: Answers,
  isVoided: boolean,
  now: number,
): Promise<void> {
  const told = (path: string) => answers[path] ?? "";
  const back = disclosure.submittedAt === null ? "reopen" : "reopenReturned";
  const step = isVoided ? stepFor(disclosureMachine, disclosure.state, back, actor.role) : undefined;
  await tx
    .update(disclosures)
    .set({
      title: { ...disclosure.title, [disclosure.original]: told("title") },
      ...Object.fromEntries(passages.map((name) => [name, told(name)])),
      madeIn: (told("madeIn") || null) as (typeof madeRegions)[number] | null,
      stage: (told("stage") || null) as (typeof inventionStages)[number] | null,
      originRows: rowsOf(answers, "sources").map((id) => ({
        id,
        rule: told(`sources.${id}.rule`),
        name: told(`sources.${id}.name`),
        reference: told(`sources.${id}.reference`),
      })),
      publicDisclosures: rowsOf(answers, "made").map((id) => ({
        id,
        kind: (told(`made.${id}.kind`) || "talk") as (typeof disclosureKinds)[number],
        on: told(`made.${id}.on`),
        isPlanned: told(`made.${id}.isPlanned`) === "true",
        where: told(`made.${id}.where`),
      })),
      ...(step && { state: step.to, stateSince: now }),
      version: disclosure.version + 1,
      updatedAt: now,
    })
    .where(eq(disclosures.id, disclosure.id));
  if (told("field") !== output.field)
    await tx
      .update(outputs)
      .set({ field: told("field"), updatedAt: now })
      .where(eq(outputs.id, output.id));
}
