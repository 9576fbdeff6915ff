import { eq } from "drizzle-orm";
import { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { disclosures, type FiledDisclosure } from "#db/schema/outputs.ts";
import { record } from "../audit/index.ts";
import { sealOf } from "../documents/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { stepFor } from "../states.ts";
import { passages } from "./answer-paths.ts";
import { textSeal } from "./disclosed-text.ts";
import { disclosureFor, nextNumber } from "./disclosures.ts";
import { type Draft, draftOf } from "./draft.ts";
import { missingIn, refusedFor } from "./missing.ts";
import { approvalRule } from "./practice.ts";
import { type Said, saidOn } from "./said.ts";
import { disclosureMachine } from "./states.ts";
import { tellOfAnswer, tellOffice } from "./tell.ts";
import { hongKongToday } from "./today.ts";

export const replyForm = z.object({ reply: z.string().trim().max(10_000, "tooLong").default("") });

/**
 * Hands the disclosure to the office: numbered, sealed, and from then on visible to its officers. Needs every
 * inventor's confirmation, and the approver's signature where the institution asks for it. After a return it goes back
 * the same way, with what the inventors answer.
 */
export async function submitDisclosure(actor: Actor, id: string, reply = ""): Promise<Result<{ id: string }>> {
  return transact(async (tx) => {
    const found = await disclosureFor(tx, actor, id);
    if (!found) return notFound();
    const { disclosure, relations } = found;
    if (!may(actor, "disclosure.submit", relations)) return forbidden();
    if (!stepFor(disclosureMachine, disclosure.state, "submit", actor.role)) return fail("wrongState");
    const draft = (await draftOf(tx, id))!;
    const now = Date.now();
    const approval = approvalRule(disclosure.organisationId);
    // Facts may have been edited since the inventors were asked.
    const refused = refusedFor(missingIn(draft, approval, hongKongToday(now)), id);
    if (refused) return refused;
    const open = draft.inventors.filter((inventor) => inventor.confirmation !== "confirmed");
    if (open.length > 0)
      return fail("inventorsOpen", { params: { names: open.map((inventor) => inventor.name).join(", ") } });
    const unsigned = draft.associates.filter((each) => each.kind === "approver" && each.confirmation !== "confirmed");
    if (approval === "neededBeforeSubmission" && unsigned.length > 0)
      return fail("approverOpen", { params: { names: unsigned.map((each) => each.name).join(", ") } });
    if (disclosure.state === "returned" && !reply) return fail("answerNeeded", { fields: { reply: ["required"] } });
    return fileIt(tx, actor, draft, reply, now);
  });
}

async function fileIt(
  tx: Transaction,
  actor: Actor,
  draft: Draft,
  reply: string,
  now: number,
): Promise<Result<{ id: string }>> {
  const { disclosure } = draft;
  const { id, caseId } = disclosure;
  const number = disclosure.number ?? (await nextNumber(tx, disclosure.organisationId, new Date(now).getUTCFullYear()));
  const filed = filedOf(draft, number, await saidOn(tx, id));
  const seal = sealOf(filed);
  await tx
    .update(disclosures)
    .set({
      state: "submitted",
      stateSince: now,
      submittedAt: now,
      number,
      filed,
      seal,
      ...(reply && { reply }),
      version: disclosure.version + 1,
    })
    .where(eq(disclosures.id, id));
  await record(tx, actor, "disclosure.submitted", { kind: "disclosure", id, caseId }, { number, seal }, now);
  if (disclosure.submittedAt === null) await tellOffice(tx, disclosure, number, now);
  else await tellOfAnswer(tx, actor, disclosure, reply, now);
  return ok({ id });
}

/** The facts under the seal, as they stand now. Pure. */
function filedOf(
  { disclosure, inventors, associates }: Draft,
  number: string,
  said: Map<string, Said>,
): FiledDisclosure {
  const named = ({
    id,
    name,
    email,
    affiliation,
    contribution,
    confirmation,
    confirmedAt,
    disputeReason,
  }: (typeof inventors | typeof associates)[number]) => ({
    name,
    email,
    affiliation,
    contribution,
    signedAt: confirmation === "confirmed" ? confirmedAt : null,
    confirmedText: confirmation === "confirmed" ? said.get(id)?.text : undefined,
    refused:
      confirmation === "disputed" ? { at: said.get(id)?.refusedAt ?? null, reason: disputeReason ?? "" } : undefined,
  });
  return {
    number,
    text: textSeal(disclosure),
    title: disclosure.title,
    answers: {
      ...Object.fromEntries(passages.map((name) => [name, disclosure[name]])),
      madeIn: disclosure.madeIn ?? "",
      stage: disclosure.stage ?? "",
    },
    made: disclosure.publicDisclosures,
    origins: disclosure.originRows ?? [],
    people: [
      ...inventors.map((each) => ({
        kind: "inventor" as const,
        ...named(each),
        shareBasisPoints: each.shareBasisPoints,
      })),
      ...associates.map((each) => ({ kind: each.kind, ...named(each) })),
    ],
  };
}
