import type { LoaderFunctionArgs } from "@remix-run/node";
import { sponsorLetter } from "#services/funding/index.ts";
import { sendFile } from "../form/send-file.server.ts";

export async function loader({ params }: LoaderFunctionArgs) {
  return sendFile(await sponsorLetter(params.secret!));
}
