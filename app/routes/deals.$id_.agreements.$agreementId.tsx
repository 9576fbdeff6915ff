import type { LoaderFunctionArgs } from "@remix-run/node";
import { agreementPaper } from "#services/deals/index.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const paper = await agreementPaper(actor, params.id!, params.agreementId!);
  if (!paper) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(paper.bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${paper.name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
