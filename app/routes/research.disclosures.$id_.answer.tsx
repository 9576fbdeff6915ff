import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { changesForm, disclosurePage, saveAnswers } from "#services/outputs/index.ts";
import { draftClock } from "../components/outputs/draft-view.server.ts";
import { requireActor } from "../session.server.ts";

const body = z.object({ changes: changesForm, isMeant: z.boolean().default(false) });

/** Takes answers from the page's script while they are typed, in JSON; without script the form sends a step at once. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "researcher");
  const input = body.safeParse(await request.json().catch(() => null));
  if (!input.success) return Response.json(null, { status: 400 });
  const saved = await saveAnswers(actor, params.id!, input.data.changes, input.data.isMeant);
  if (!saved.ok) {
    const known: Record<string, number> = { notFound: 404, forbidden: 403 };
    return Response.json({ code: saved.code }, { status: known[saved.code] ?? 409 });
  }
  const isClear = saved.value.outcomes.every((each) => each.is === "saved");
  const isDated = input.data.changes.some((change) => change.path.startsWith("made."));
  const page = isDated ? await disclosurePage(actor, params.id!) : undefined;
  const clock = page && (await draftClock(page.disclosure));
  return Response.json({ ...saved.value, clock }, { status: isClear ? 200 : 409 });
}
