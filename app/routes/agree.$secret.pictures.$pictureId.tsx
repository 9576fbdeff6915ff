import type { LoaderFunctionArgs } from "@remix-run/node";
import { pictureByLink } from "#services/catalogue/index.ts";

/** A picture of a profile for an inventor who reads it behind the mailed link. */
export async function loader({ params }: LoaderFunctionArgs) {
  const picture = await pictureByLink(params.secret!, params.pictureId!);
  if (!picture) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(picture.bytes), {
    headers: { "Content-Type": picture.mime, "Cache-Control": "private, max-age=600" },
  });
}
