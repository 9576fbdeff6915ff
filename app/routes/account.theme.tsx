import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { themes } from "../components/theme-switch.tsx";
import { formOf } from "../form/parse.server.ts";
import { themeCookie } from "../session.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const form = await formOf(request);
  const back = String(form.get("back") ?? "/");
  const theme = themes.find((each) => each === form.get("theme")) ?? "system";
  return redirect(/^\/(?![/\\])/.test(back) ? back : "/", {
    headers: { "Set-Cookie": await themeCookie.serialize(theme) },
  });
}
