import type { LoaderFunctionArgs } from "@remix-run/node";
import { disclosureReport, downloadHeaders } from "#services/documents/index.ts";
import { plain, readable } from "#services/language.ts";
import { type Disclosure, disclosurePage, obligationRules, obligationsOf, outputFor } from "#services/outputs/index.ts";
import { caseView } from "../components/cases/view.server.ts";
import { formatsOf } from "../i18n/format.ts";
import { languageOf, messagesFor } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

type FiledPerson = NonNullable<Disclosure["filed"]>["people"][number];

/** The disclosure as it was filed, from what is under its seal: later edits do not show. There is none before. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const found = await outputFor(actor, params.caseId!);
  const page = found?.disclosure && (await disclosurePage(actor, found.disclosure.id));
  const filed = page?.disclosure.filed;
  if (!found || !page || !filed) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const view = await caseView(actor, params.caseId!, language);
  const t = messagesFor(language);
  const format = formatsOf(language);
  const { disclosure } = page;
  const submitted = view?.history.find(
    (event) => event.action === "disclosure.submitted" && event.at === disclosure.submittedAt,
  );
  const title = readable(filed.title, language, disclosure.original).text;
  const otherTitles = Object.values(filed.title).filter((each) => each !== title);
  const rules = obligationRules();
  const told = (name: string) => filed.answers[name] ?? "";
  // Under a seal words stand as they were typed, in no other script.
  const refusal = ({ at, reason }: NonNullable<FiledPerson["refused"]>) => {
    return at === null
      ? t("research.refused", { reason })
      : t("research.refusedOn", { on: format.instant(at), reason });
  };
  const signed = ({ signedAt, confirmedText, refused }: FiledPerson, word: "confirmedOn" | "signedOn") =>
    signedAt === null
      ? refused
        ? refusal(refused)
        : t("research.notSigned")
      : [
          t(`research.${word}`, { on: format.instant(signedAt) }),
          confirmedText && confirmedText !== filed.text && t("disclose.earlierText"),
        ]
          .filter(Boolean)
          .join(" · ");
  const bytes = await disclosureReport({
    title,
    lead: [
      `${t("outputs.disclosure.eyebrow")} ${filed.number}`,
      plain(found.organisation, language),
      disclosure.submittedAt && format.instant(disclosure.submittedAt),
      ...otherTitles,
    ]
      .filter(Boolean)
      .join(" · "),
    answers: [
      ...(["novelty", "solution", "purpose", "problem"] as const).map((name) => ({
        question: t(`outputs.disclosure.${name}`),
        answer: told(name),
      })),
      { question: t("disclose.advantages"), answer: told("advantages") },
      { question: t("disclose.stage"), answer: told("stage") && t(`disclose.stages.${told("stage")}`) },
      { question: t("disclose.materials"), answer: told("materials") },
      { question: t("outputs.disclosure.madeIn"), answer: told("madeIn") && t(`catalogue.regions.${told("madeIn")}`) },
      { question: t("disclose.otherOrigins"), answer: told("origins") },
      { question: t("disclose.applications"), answer: told("applications") },
      { question: t("outputs.disclosure.market"), answer: told("market") },
      { question: t("disclose.firms"), answer: told("firms") },
      { question: t("outputs.disclosure.landing"), answer: told("landing") },
    ],
    lists: [
      {
        heading: t("outputs.disclosure.inventors"),
        rows: filed.people
          .filter((each) => each.kind === "inventor")
          .map((each) => [
            [each.name, each.affiliation].filter(Boolean).join(", "),
            [format.percent(each.shareBasisPoints ?? 0), signed(each, "confirmedOn"), each.contribution]
              .filter(Boolean)
              .join(" · "),
          ]),
      },
      {
        heading: t("research.people"),
        rows: filed.people
          .filter((each) => each.kind !== "inventor")
          .map((each) => [
            [each.name, each.affiliation].filter(Boolean).join(", "),
            [t(`disclose.kinds.${each.kind}`), each.kind === "approver" && signed(each, "signedOn"), each.contribution]
              .filter(Boolean)
              .join(" · "),
          ]),
      },
      {
        heading: t("disclose.sources"),
        rows: filed.origins.map(({ rule, name, reference }) => {
          const known = rules.find((each) => each.id === rule);
          return [
            known ? plain(known.name, language) : t("disclose.sourceOther"),
            [name, reference].filter(Boolean).join(" · "),
          ];
        }),
      },
      {
        heading: t("disclose.obligations"),
        rows: obligationsOf(filed.origins).map((each) => [
          t(`disclose.duties.${each.kind}`),
          `${plain(each.text, language)} (${each.source}${each.confidence === "read" ? "" : ` · ${t("kit.confidence.unverified")}`})`,
        ]),
      },
      {
        heading: t("outputs.disclosure.made"),
        rows: filed.made.map((each) => [
          `${t(`outputs.made.${each.kind}`)} · ${t(`outputs.made.${each.isPlanned ? "planned" : "done"}`)}`,
          [each.on ? format.date(each.on) : t("outputs.made.dayOpen"), each.where].filter(Boolean).join(" · "),
        ]),
      },
      {
        heading: t("outputs.files.title"),
        rows: (view?.files ?? [])
          .filter((file) => file.createdAt <= (disclosure.submittedAt ?? 0))
          .map((file) => [file.name, `${format.bytes(file.size)} · ${file.hash}`]),
      },
    ],
    seal: {
      heading: t("research.seal"),
      text: `${disclosure.seal}\n${t("outputs.sealText", { hash: submitted?.hash ?? "" })}`,
    },
    foot: `Slipway 啟航  ·  ${filed.number}  ·  ${t("outputs.confidential")}`,
    language,
    at: disclosure.submittedAt ?? 0,
  });
  return new Response(new Uint8Array(bytes), {
    headers: downloadHeaders(`${t("outputs.disclosure.eyebrow")} ${filed.number}.pdf`, "application/pdf"),
  });
}
