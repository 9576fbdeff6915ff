import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Facts, Section } from "../page.tsx";
import { Text } from "../text.tsx";
import type { SharedView } from "./shared-view.server.ts";
import { Talk } from "./talk.tsx";

/**
 * A disclosure to read, step by step, with what was said beside each. Files are fetched by whoever is signed in:
 * a mailed link may be read over somebody's shoulder, what it opens shall not be carried away.
 */
export function SharedDisclosure({
  view,
  mayComment,
  withFiles,
}: {
  view: SharedView;
  mayComment: boolean;
  withFiles: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const told = (name: string) => view.answers[name] && <Text value={view.answers[name]} />;
  const chosen = (name: string) => view.answers[name]?.text;
  const steps = {
    invention: [
      [t("outputs.disclosure.novelty"), told("novelty")],
      [t("outputs.disclosure.solution"), told("solution")],
      [t("outputs.disclosure.purpose"), told("purpose")],
      [t("outputs.disclosure.problem"), told("problem")],
      [t("disclose.advantages"), told("advantages")],
      [t("disclose.stage"), chosen("stage") && t(`disclose.stages.${chosen("stage")}`)],
    ],
    people: view.people.map((each) => [
      t(`disclose.kinds.${each.kind}`),
      [each.name, each.affiliation].filter(Boolean).join(", "),
    ]),
    origins: [
      [t("disclose.sources"), view.origins.join("\n")],
      [t("disclose.materials"), told("materials")],
      [t("outputs.disclosure.madeIn"), chosen("madeIn") && t(`catalogue.regions.${chosen("madeIn")}`)],
      [t("disclose.otherOrigins"), told("origins")],
    ],
    made: view.made.map((each) => [
      `${t(`outputs.made.${each.kind}`)} · ${t(`outputs.made.${each.isPlanned ? "planned" : "done"}`)}`,
      [each.on ? format.date(each.on) : t("outputs.made.dayOpen"), each.where].filter(Boolean).join(" · "),
    ]),
    market: [
      [t("disclose.applications"), told("applications")],
      [t("outputs.disclosure.market"), told("market")],
      [t("disclose.firms"), told("firms")],
      [t("outputs.disclosure.landing"), told("landing")],
    ],
    files: view.files.map((file) => [
      withFiles ? (
        <a key={file.id} href={`/cases/${view.caseId}/files/${file.id}`} className="break-all">
          {file.name}
        </a>
      ) : (
        file.name
      ),
      format.bytes(file.size),
    ]),
  } satisfies Record<string, Parameters<typeof Facts>[0]["rows"] | unknown[][]>;
  return (
    <>
      {(Object.keys(steps) as Array<keyof typeof steps>).map((step) => (
        <Section key={step} title={t(`disclose.steps.${step}`)} id={step}>
          <Facts rows={steps[step] as Parameters<typeof Facts>[0]["rows"]} />
          <Talk step={step} comments={view.comments} fresh={mayComment ? view.key : undefined} />
        </Section>
      ))}
    </>
  );
}
