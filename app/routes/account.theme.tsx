import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { themes } from "../components/theme-switch.tsx";
import { themeCookie } from "../session.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const back = String(form.get("back") ?? "/");
  const theme = themes.find((each) => each === form.get("theme")) ?? "system";
  return redirect(/^\/(?![/\\])/.test(back) ? back : "/", {
    headers: { "Set-Cookie": await themeCookie.serialize(theme) },
  });
}
