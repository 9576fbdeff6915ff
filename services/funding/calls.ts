import type { z } from "zod";
import { transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { calls } from "#db/schema/funding.ts";
import { record } from "../audit/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { fail, forbidden, ok, type Result } from "../result.ts";
import type { callForm } from "./forms.ts";
import { programme } from "./programme.ts";
import { refreshProgrammes, versionInForce } from "./versions.ts";

/** Opens a programme to applications between two days. */
export async function publishCall(actor: Actor, input: z.output<typeof callForm>): Promise<Result<{ id: string }>> {
  if (!may(actor, "call.publish", ["organisation"])) return forbidden();
  await refreshProgrammes();
  if (!programme(input.programmeId)) return fail("unknownProgramme", { fields: { programmeId: ["invalid"] } });
  return transact(async (tx) => {
    const id = newId();
    const now = Date.now();
    await tx.insert(calls).values({
      id,
      programmeId: input.programmeId,
      programmeVersion: versionInForce(input.programmeId),
      funderId: actor.organisationId,
      title: { en: input.title },
      state: "published",
      opensOn: input.opensOn,
      closesOn: input.closesOn,
      currency: "HKD",
      createdBy: actor.personId,
      createdAt: now,
    });
    await record(
      tx,
      actor,
      "call.published",
      { kind: "call", id },
      { programme: input.programmeId, closesOn: input.closesOn },
      now,
    );
    return ok({ id });
  });
}

export const hongKongDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
