import { eq } from "drizzle-orm";
import { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { editRefusal, type HandAct, handEvents, handsShown, heldBy, passStep, type Worker } from "../assigned-steps.ts";
import { record } from "../audit/index.ts";
import { type Actor, accountsWith, may } from "../identity/index.ts";
import { noticeLater } from "../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { sharedAs, sharedDisclosureFor } from "./disclosures.ts";
import type { Disclosure } from "./draft.ts";
import { disclosureMachine } from "./states.ts";

/** The steps that can be in one person's hands. Who invented is said by the inventors together, the review is the author's. */
const assignableSteps = ["invention", "origins", "made", "market", "files"] as const;

export const handForm = z.object({
  subject: z.enum(assignableSteps, "invalid"),
  assignee: z.string().max(200).default(""),
});

/** Everybody with an account who may write in the disclosure, by address: its author, its inventors, who was given the part. */
async function workersOf(
  tx: Pick<Transaction, "select">,
  { id, createdBy }: Disclosure,
): Promise<Array<{ id: string; name: string; personId: string }>> {
  const shown = { id: people.email, name: people.name, personId: people.id };
  const author = await tx.select(shown).from(people).where(eq(people.id, createdBy));
  const named = await tx
    .select(shown)
    .from(inventors)
    .innerJoin(people, eq(people.id, inventors.personId))
    .where(eq(inventors.disclosureId, id));
  const asked = await accountsWith(tx, ["edit"], sharedAs(id));
  const askedWorkers = asked.map(({ id: personId, name, email }) => ({ id: email, name, personId }));
  return [...new Map([...author, ...named, ...askedWorkers].map((each) => [each.id, each])).values()];
}

const workerOf = (actor: Actor, disclosure: Disclosure): Worker => ({
  id: actor.email,
  isLead: disclosure.createdBy === actor.personId,
});

/** Why the actor may not write in a step now, as a function of the step's name; see `editRefusal`. */
export async function stepRefusals(tx: Pick<Transaction, "select">, actor: Actor, disclosure: Disclosure) {
  const workers = disclosure.hands ? await workersOf(tx, disclosure) : [];
  const ids = workers.map((each) => each.id);
  const hands = heldBy(disclosure.hands ?? {}, ids);
  return (step: string) => editRefusal(hands[step], workerOf(actor, disclosure));
}

/** Who has which step in hand, what the actor may do about it, and who could be given one. */
export async function handsOn(actor: Actor, disclosure: Disclosure) {
  const workers = await workersOf(reads(), disclosure);
  const ids = workers.map((each) => each.id);
  const hands = heldBy(disclosure.hands ?? {}, ids);
  return handsShown(assignableSteps, hands, workers, workerOf(actor, disclosure));
}

/**
 * Gives a step into somebody's hands, says that it is ready for review, returns it or takes it back; see `passStep`.
 * The assignee hears of what the author did, the author of what is ready.
 */
export async function handOver(
  actor: Actor,
  id: string,
  act: HandAct,
  { subject: step, assignee }: z.output<typeof handForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await sharedDisclosureFor(tx, actor, id);
    if (!found) return notFound();
    const { disclosure } = found;
    if (!may(actor, "disclosure.write", found.relations)) return forbidden();
    if (!stepFor(disclosureMachine, disclosure.state, "edit", actor.role)) return fail("wrongState");
    const workers = await workersOf(tx, disclosure);
    const assignable = workers.map((each) => each.id);
    const before = heldBy(disclosure.hands ?? {}, assignable);
    const passed = passStep(before, step, act, workerOf(actor, disclosure), { assignee, assignable });
    if (!passed.ok) return passed;
    if (act === "assign" && before[step]?.assignee === assignee) return ok({});
    const now = Date.now();
    await tx.update(disclosures).set({ hands: passed.value }).where(eq(disclosures.id, id));
    const holder = workers.find((each) => each.id === (passed.value[step] ?? before[step])?.assignee);
    const event = { kind: "disclosure", id, caseId: disclosure.caseId };
    await record(tx, actor, handEvents[act], event, { step, ...(holder && { who: holder.name }) }, now);
    const told = act === "markReady" ? disclosure.createdBy : holder?.personId;
    if (told && told !== actor.personId)
      await noticeLater(
        tx,
        {
          personId: told,
          message: `step_${act}`,
          params: { name: actor.name, title: disclosure.title },
          link: `/research/disclosures/${id}?step=${step}`,
        },
        now,
      );
    return ok({});
  });
}
