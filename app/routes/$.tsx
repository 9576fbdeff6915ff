import type { ActionFunctionArgs } from "@remix-run/node";
import { data } from "@remix-run/node";

/** An address that no page has. A route of its own, so that the page around the answer still knows its reader. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

/** A form that was too large for its own page is answered here, by the frame that the reader has open. */
export function action({ context }: ActionFunctionArgs): never {
  if (context.tooLarge) throw data(context.tooLarge, { status: 413 });
  return loader();
}

export default function Nowhere() {
  return null;
}
