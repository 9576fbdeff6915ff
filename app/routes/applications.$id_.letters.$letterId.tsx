import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadLetter } from "#services/funding/index.ts";
import { sendFile } from "../form/send-file.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  return sendFile(await downloadLetter(actor, params.id!, params.letterId!, await languageOf(request)));
}
