import { eq } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { applications } from "#db/schema/funding.ts";
import {
  editRefusal,
  type HandAct,
  handEvents,
  handsShown,
  heldBy,
  passStep,
  type Worker,
} from "../../assigned-steps.ts";
import { record } from "../../audit/index.ts";
import { type Actor, accountsWith, peopleOf } from "../../identity/index.ts";
import { noticeLater } from "../../notify/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { type Application, allowed, type Known, sharedAs, subjectOf, teamOf } from "../access.ts";
import type { handForm } from "../forms.ts";
import { applicantRoles } from "../states.ts";
import { type FormPart, formParts } from "./form-parts.ts";

interface Colleague {
  id: string;
  name: string;
  personId: string;
}

/** Everybody with an account who may write in the application, by address: its team, its office, who was given the part. */
async function workersOn(tx: Pick<Transaction, "select" | "selectDistinct">, application: Application) {
  const own = [...(await teamOf(tx, application.caseId)), ...(await peopleOf(applicantRoles, application.leadId))];
  const asked = await accountsWith(tx, ["edit"], sharedAs(application.id));
  const all = [...own, ...asked].map(({ id, name, email }): [string, Colleague] => [
    email,
    { id: email, name, personId: id },
  ]);
  return [...new Map(all).values()];
}

/** The office that sends the application leads its form, and so does whoever began it. */
const workerOn = (actor: Actor, { application, relations }: Known): Worker => ({
  id: actor.email,
  isLead: relations.includes("organisation") || application.createdBy === actor.personId,
});

/** Why the actor may not write in a part now; see `editRefusal`. */
export async function partRefusal(
  tx: Pick<Transaction, "select" | "selectDistinct">,
  actor: Actor,
  known: Known,
  part: FormPart,
) {
  const { hands } = known.application;
  if (!hands?.[part]) return undefined;
  const ids = (await workersOn(tx, known.application)).map((each) => each.id);
  return editRefusal(heldBy(hands, ids)[part], workerOn(actor, known));
}

/** Who has which part in hand, what the actor may do about it, and who could be given one. */
export async function handsOnForm(actor: Actor, known: Known) {
  const workers = await workersOn(reads(), known.application);
  const hands = heldBy(
    known.application.hands ?? {},
    workers.map((each) => each.id),
  );
  return handsShown(formParts, hands, workers, workerOn(actor, known));
}

/**
 * Gives a part of the form into somebody's hands, says that it is ready for review, returns it or takes it back; see
 * `passStep`. The assignee hears of what the lead did, the office and whoever began it of what is ready.
 */
export async function handOverPart(
  actor: Actor,
  id: string,
  act: HandAct,
  { subject: part, assignee }: z.output<typeof handForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "application.write");
    if (!known.ok) return known;
    const { application } = known;
    if (application.state !== "draft" && application.state !== "returned") return fail("wrongState");
    const workers = await workersOn(tx, application);
    const assignable = workers.map((each) => each.id);
    const before = heldBy(application.hands ?? {}, assignable);
    const passed = passStep(before, part, act, workerOn(actor, known), { assignee, assignable });
    if (!passed.ok) return passed;
    if (act === "assign" && before[part]?.assignee === assignee) return ok({});
    const now = Date.now();
    await tx.update(applications).set({ hands: passed.value }).where(eq(applications.id, id));
    const holder = workers.find((each) => each.id === (passed.value[part] ?? before[part])?.assignee);
    await record(
      tx,
      actor,
      handEvents[act],
      subjectOf(application),
      { step: part, ...(holder && { who: holder.name }) },
      now,
    );
    const leads = [
      application.createdBy,
      ...(await peopleOf(applicantRoles, application.leadId)).map((each) => each.id),
    ];
    const told = act === "markReady" ? new Set(leads) : new Set(holder ? [holder.personId] : []);
    told.delete(actor.personId);
    const params = { name: actor.name, title: application.title };
    const link = `/applications/${id}/edit?part=${part}`;
    for (const personId of told) await noticeLater(tx, { personId, message: `step_${act}`, params, link }, now);
    return ok({});
  });
}
