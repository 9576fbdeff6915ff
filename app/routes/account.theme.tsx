import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { themeCookie } from "../session.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const back = String(form.get("back") ?? "/");
  return redirect(/^\/(?![/\\])/.test(back) ? back : "/", {
    headers: { "Set-Cookie": await themeCookie.serialize(form.get("theme") === "dark" ? "dark" : "light") },
  });
}
