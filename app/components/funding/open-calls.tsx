import { Link, useSearchParams } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Badge, DemoMark } from "../badge.tsx";
import { LinkButton } from "../button.tsx";
import { Text } from "../text.tsx";
import { useClosing } from "./closing.ts";
import type { OpenCall } from "./open-calls.server.ts";
import { withCase } from "./with-case.ts";

/** The calls of a programme that stand open, each with its closing second and the way to apply. */
export function OpenCalls({ calls }: { calls: OpenCall[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const closing = useClosing();
  // Whoever comes from an invention goes on with it.
  const caseId = useSearchParams()[0].get("case");
  return (
    <ul>
      {calls.map((call) => (
        <li key={call.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-1.5 text-[15px]">
          <Badge tone={call.isOpen ? "ok" : "plain"}>
            {t(call.isOpen ? "programmes.open" : "programmes.opensLater")}
          </Badge>
          <span>
            <Link to={`/programmes/${call.programmeId}`} className="font-semibold">
              <Text value={call.title} />
            </Link>{" "}
            {call.isDemonstration && <DemoMark />}{" "}
            <span className="text-ink2">
              {call.isOpen ? closing(call.closesAt) : t("applications.opensAt", { at: format.deadline(call.opensAt) })}
            </span>
          </span>
          {call.hasOlderRules && (
            <Link to={`/programmes/${call.programmeId}?call=${call.id}`}>
              {t("programmes.callRules", { day: format.day(call.publishedAt) })}
            </Link>
          )}
          {call.isOpen && (
            <LinkButton to={withCase(`/applications?call=${call.id}`, caseId)}>{t("funding.apply")}</LinkButton>
          )}
        </li>
      ))}
    </ul>
  );
}
