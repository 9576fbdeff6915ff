import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportPortfolio } from "#services/funding/index.ts";
import { narrowed } from "../components/funding/portfolio-query.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

const types = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "fundingOfficer", "auditor");
  const { format } = params;
  if (format !== "csv" && format !== "xlsx") throw new Response(null, { status: 404 });
  const file = await exportPortfolio(actor, format, await languageOf(request), narrowed(new URL(request.url)));
  if (!file.ok) throw new Response(null, { status: 403 });
  return new Response(Buffer.from(file.value), {
    headers: {
      "Content-Type": types[format],
      "Content-Disposition": `attachment; filename="funding-portfolio.${format}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
