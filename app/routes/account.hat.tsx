import type { ActionFunctionArgs } from "@remix-run/node";
import { switchHat } from "#services/identity/index.ts";
import { workspaceOf } from "../components/site-header.tsx";
import { ownAddress } from "../form/own-address.ts";
import { answer, formOf } from "../form/parse.server.ts";
import { requireViewer } from "../session.server.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const form = await formOf(request);
  return answer(await switchHat(viewer, String(form.get("membership") ?? "")), undefined, {
    to: (hat) => ownAddress(String(form.get("next") ?? ""), `/${workspaceOf[hat.role]}`),
  });
}
