import type { LoaderFunctionArgs } from "@remix-run/node";
import { programmeYear } from "#services/funding/index.ts";
import { sendFile } from "../form/send-file.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer", "auditor");
  const made = await programmeYear(actor, params.programmeId!, Number(params.year), await languageOf(request));
  return sendFile(
    made.ok
      ? {
          ok: true,
          value: { name: `${params.programmeId}-${params.year}.pdf`, mime: "application/pdf", bytes: made.value },
        }
      : made,
  );
}
