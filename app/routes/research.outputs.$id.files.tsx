import type { ActionFunctionArgs } from "@remix-run/node";
import { attachmentForm, attachToOutput } from "#services/outputs/index.ts";
import { parseForm } from "../form/parse.server.ts";
import { requirePermission } from "../session.server.ts";

/** For the page's script, which shows how far the sending is; without script the page takes the same form. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requirePermission(request, context, "output.record");
  const input = await parseForm(request, attachmentForm);
  if (!input.ok) return Response.json({ code: "chooseFile" }, { status: 400 });
  const attached = await attachToOutput(actor, params.id!, input.value.files);
  if (attached.ok) return Response.json(null);
  const status = { notFound: 404, forbidden: 403 }[attached.code] ?? 400;
  return Response.json({ code: attached.code, params: attached.params }, { status });
}
