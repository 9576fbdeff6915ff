import type { ActionFunctionArgs } from "@remix-run/node";
import { answerForm, keepAnswer } from "#services/funding/index.ts";
import { parseForm } from "../form/parse.server.ts";
import { requireActor } from "../session.server.ts";

/** Takes one answer from the page's script while it is typed; without script the whole form is saved at once. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const input = await parseForm(request, answerForm);
  if (!input.ok) return Response.json({ code: "form" }, { status: 400 });
  const answered = await keepAnswer(actor, params.id!, input.value);
  if (!answered.ok)
    return Response.json({ code: answered.code }, { status: { notFound: 404, forbidden: 403 }[answered.code] ?? 409 });
  return Response.json(answered.value, { status: answered.value.saved ? 200 : 409 });
}
