import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicPicture } from "#services/catalogue/index.ts";

/** A picture of a published profile. */
export async function loader({ params }: LoaderFunctionArgs) {
  const picture = await publicPicture(params.slug!, params.pictureId!, "large");
  if (!picture) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(picture.bytes), {
    headers: { "Content-Type": picture.mime, "Cache-Control": "public, max-age=86400" },
  });
}
