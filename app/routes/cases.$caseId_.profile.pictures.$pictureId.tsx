import type { LoaderFunctionArgs } from "@remix-run/node";
import { writersPicture } from "#services/catalogue/index.ts";
import { requireActor } from "../session.server.ts";

/** A picture of a profile that is being written, for those who write it. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const picture = await writersPicture(actor, params.caseId!, params.pictureId!);
  if (!picture) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(picture.bytes), {
    headers: { "Content-Type": picture.mime, "Cache-Control": "private, max-age=600" },
  });
}
