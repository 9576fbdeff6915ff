import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { signOut } from "#services/identity/index.ts";
import { viewerFor } from "../session.server.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const { viewer } = await viewerFor(request, context);
  if (!viewer) return redirect("/");
  return redirect("/", { headers: { "Set-Cookie": await signOut(viewer.sessionId) } });
}

export const loader = () => redirect("/");
