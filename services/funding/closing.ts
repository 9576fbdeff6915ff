import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { transact } from "#db/client.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { dayText } from "../words.ts";
import { hongKongDay, inHongKong, isOpenEnded, isTooFar, ownCall, whyOverlaps, windowOf } from "./calls.ts";
import type { closeCallForm, extendCallForm } from "./forms.ts";
import { tellSide } from "./tell.ts";

/** Gives an open-ended call of the actor's fund its last day, today or later: drafts can be sent until its end. */
export async function closeCall(
  actor: Actor,
  id: string,
  { closesOn }: z.output<typeof closeCallForm>,
  now = Date.now(),
): Promise<Result<object>> {
  if (!may(actor, "call.publish", ["organisation"])) return forbidden();
  if (closesOn < hongKongDay(now)) return fail("form", { params: { count: 1 }, fields: { closesOn: ["inThePast"] } });
  return transact(async (tx) => {
    const call = await ownCall(actor, id, tx);
    if (!call) return notFound();
    if (!isOpenEnded(call)) return fail("wrongState");
    if (closesOn < call.opensOn)
      return fail("form", { params: { count: 1 }, fields: { closesOn: ["endsBeforeItBegins"] } });
    await tx
      .update(calls)
      .set({ closesOn, closesAt: inHongKong(closesOn, "23:59:59") })
      .where(eq(calls.id, id));
    await record(tx, actor, "call.closed", { kind: "call", id }, { closesOn }, now);
    return ok({});
  });
}

/**
 * Keeps a call of the actor's fund open longer, before it has closed: whoever still writes is told, so that all know of it
 * alike. A day that was announced is not brought forward.
 */
export async function extendCall(
  actor: Actor,
  id: string,
  { closesOn, closesTime }: z.output<typeof extendCallForm>,
  now = Date.now(),
): Promise<Result<object>> {
  if (!may(actor, "call.publish", ["organisation"])) return forbidden();
  const wrong = (word: string) => fail("form", { params: { count: 1 }, fields: { closesOn: [word] } });
  if (isTooFar(closesOn, now)) return wrong("outOfRange");
  return transact(async (tx) => {
    const call = await ownCall(actor, id, tx);
    if (!call) return notFound();
    if (isOpenEnded(call)) return fail("wrongState");
    const before = windowOf(call);
    if (now > before.until) return fail("callClosed");
    const longer = { closesOn, closesAt: inHongKong(closesOn, closesTime) };
    const after = windowOf({ ...call, ...longer });
    if (after.until <= before.until) return wrong("notLater");
    const overlap = await whyOverlaps(tx, actor, { ...call, closesOn }, after, "closesOn");
    if (overlap) return overlap;
    await tx.update(calls).set(longer).where(eq(calls.id, id));
    await record(tx, actor, "call.extended", { kind: "call", id }, { from: call.closesOn, closesOn, closesTime }, now);
    const writing = await tx
      .select()
      .from(applications)
      .where(and(eq(applications.callId, id), inArray(applications.state, ["draft", "returned"])));
    for (const application of writing)
      await tellSide(tx, "applicant", { application, funderId: call.funderId }, "callExtended", async (language) => ({
        until: `${dayText(closesOn, language)} ${closesTime}`,
      }));
    return ok({});
  });
}
