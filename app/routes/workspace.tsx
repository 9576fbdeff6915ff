import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { workspaceOf } from "../components/site-header.tsx";
import { requireActor } from "../session.server.ts";

/** Each person's own door: the workspace of the hat they wear. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  return redirect(`/${workspaceOf[actor.role]}`);
}
