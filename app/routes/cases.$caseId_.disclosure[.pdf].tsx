import type { LoaderFunctionArgs } from "@remix-run/node";
import { disclosureReport, downloadHeaders } from "#services/documents/index.ts";
import { caseView } from "../components/cases/view.server.ts";
import { formatsOf } from "../i18n/format.ts";
import { languageOf, messagesFor } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

/** The disclosure as it was filed. There is none before it is submitted. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const language = await languageOf(request);
  const view = await caseView(actor, params.caseId!, language);
  if (!view?.disclosure?.seal) throw new Response(null, { status: 404 });
  const t = messagesFor(language);
  const format = formatsOf(language);
  const { disclosure } = view;
  const submitted = view.history.find((event) => event.action === "disclosure.submitted");
  const bytes = await disclosureReport({
    title: view.title.text,
    lead: [
      `${t("outputs.disclosure.eyebrow")} ${view.number}`,
      view.organisation.text,
      submitted && format.instant(submitted.at),
    ]
      .filter(Boolean)
      .join(" · "),
    answers: [
      { question: t("outputs.new.summary"), answer: view.summary.text },
      ...(["novelty", "solution", "purpose", "problem", "origins", "market", "landing"] as const).map((name) => ({
        question: t(`outputs.disclosure.${name}`),
        answer: disclosure[name],
      })),
      {
        question: t("outputs.disclosure.madeIn"),
        answer: disclosure.madeIn ? t(`catalogue.regions.${disclosure.madeIn}`) : "",
      },
    ],
    inventors: {
      heading: t("outputs.disclosure.inventors"),
      rows: view.inventors.map((each) => [
        [each.name, each.affiliation].filter(Boolean).join(", "),
        `${format.percent(each.shareBasisPoints)} · ${t(`outputs.confirmation.${each.confirmation}`)}`,
      ]),
    },
    made: {
      heading: t("outputs.disclosure.made"),
      lines: disclosure.publicDisclosures.map((each) =>
        [
          t(`outputs.made.${each.kind}`),
          each.on && format.date(each.on),
          t(`outputs.made.${each.isPlanned ? "planned" : "done"}`),
          each.where,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    },
    files: {
      heading: t("outputs.files.title"),
      rows: (view.files ?? []).map((file) => [file.name, `${format.bytes(file.size)} · ${file.hash}`]),
    },
    seal: {
      heading: t("outputs.sealed"),
      text: `${disclosure.seal}\n${t("outputs.sealText", { hash: submitted?.hash ?? "" })}`,
    },
    foot: `Slipway 啟航  ·  ${view.number}  ·  ${t("outputs.confidential")}`,
    language,
    at: submitted?.at ?? 0,
  });
  return new Response(new Uint8Array(bytes), {
    headers: downloadHeaders(`${t("outputs.disclosure.eyebrow")} ${view.number}.pdf`, "application/pdf"),
  });
}
