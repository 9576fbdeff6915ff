/** An address that no page has. A route of its own, so that the page around the answer still knows its reader. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export function action(): never {
  return loader();
}

export default function Nowhere() {
  return null;
}
