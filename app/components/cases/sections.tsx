import type { ReactNode } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { CaseLadder, firstRungs } from "../funding/case-ladder.tsx";
import { Notes } from "../notes.tsx";
import { Obligations } from "../outputs/obligations.tsx";
import { nextDue, PatentClock } from "./clock.tsx";
import { AssessmentForm, DecisionForm, EvaluationSection } from "./evaluation.tsx";
import { CaseFacts } from "./facts.tsx";
import { FilesSection } from "./files.tsx";
import { CaseMoney } from "./money.tsx";
import { ProtectionSection } from "./protection.tsx";
import { PublishPanel } from "./publish.tsx";
import { RefusalsSection } from "./refusals.tsx";
import { VenturePanel } from "./venture.tsx";

interface CaseSection {
  id: string;
  title: string;
  /** What is in it, in one line, while it is folded. */
  line?: ReactNode;
  /** Whether the next move is about it. */
  isOpen: boolean;
  intents?: string[];
  body: ReactNode;
}

/** The sections of a case that this reader has, in reading order. */
export function useCaseSections(view: CaseView): CaseSection[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { disclosure, files, decision, advice, profile, programmes, notes } = view;
  const isPublic = view.clock.some((each) => each.because !== null);
  const due = nextDue(view);
  const rungs = programmes ? firstRungs(programmes.rungs) : [];
  const sections: Array<CaseSection | false> = [
    {
      id: "facts",
      title: t("outputs.facts"),
      line: view.summary.text,
      isOpen: !["evaluating", "accepted", "declined"].includes(disclosure?.state ?? ""),
      body: <CaseFacts view={view} />,
    },
    view.obligations.length > 0 && {
      id: "obligations",
      title: t("disclose.obligations"),
      line: t("outputs.case.duties", { count: view.obligations.length }),
      isOpen: false,
      body: <Obligations obligations={view.obligations} />,
    },
    files !== null && {
      id: "files",
      title: t("outputs.files.title"),
      line: files.length > 0 ? t("outputs.case.files", { count: files.length }) : t("outputs.files.none"),
      isOpen: false,
      intents: ["attach", "removeFile"],
      body: <FilesSection view={view} />,
    },
    (Boolean(advice) || view.assessments.length > 0) && {
      id: "evaluation",
      title: t("evaluation.title"),
      line: [
        decision
          ? t("evaluation.decided", { pathway: t(`evaluation.pathway.${decision.pathway}`) })
          : advice && t(`evaluation.advice.${advice.advised}`),
        t("outputs.case.assessments", { count: view.assessments.length }),
      ]
        .filter(Boolean)
        .join(" · "),
      isOpen: disclosure?.state === "evaluating",
      body: <EvaluationSection view={view} />,
    },
    view.mayAssess && {
      id: "own",
      title: t("evaluation.own"),
      isOpen: true,
      intents: ["assess"],
      body: <AssessmentForm view={view} />,
    },
    view.mayAssess &&
      Boolean(advice) && {
        id: "decide",
        title: t("evaluation.decide"),
        isOpen: true,
        intents: ["decide"],
        body: <DecisionForm view={view} />,
      },
    (isPublic || disclosure?.madeIn === "mainland") && {
      id: "clock",
      title: t("protection.clock.title"),
      line:
        view.nextFiling &&
        t("protection.clock.before", {
          day: format.date(view.nextFiling.safeOn),
          office: view.nextFiling.jurisdiction,
        }),
      isOpen: false,
      body: (
        <PatentClock
          readings={view.clock}
          madeIn={disclosure?.madeIn}
          isUndated={disclosure?.publicDisclosures.some((each) => each.isPlanned && !each.on)}
        />
      ),
    },
    (view.filings.length > 0 || view.mayFile) && {
      id: "protection",
      title: t("protection.title"),
      line: [
        t("outputs.case.filings", { count: view.filings.length }),
        due && t("outputs.case.nextDate", { day: format.date(due) }),
      ]
        .filter(Boolean)
        .join(" · "),
      isOpen: view.filings.length === 0,
      intents: ["file"],
      body: <ProtectionSection view={view} />,
    },
    profile !== undefined && {
      id: "profile",
      title: t("technology.edit.title"),
      line: t(`technology.states.${profile.state}`),
      isOpen: profile.isNext,
      body: <PublishPanel view={view} />,
    },
    view.refusals.length > 0 && {
      id: "refusals",
      title: t("matching.caseRefusals"),
      line: view.refusals.map((each) => `${each.label} × ${each.count}`).join(" · "),
      isOpen: false,
      body: <RefusalsSection view={view} />,
    },
    view.mayFormVenture && {
      id: "venture",
      title: t("ventures.form.title"),
      isOpen: true,
      intents: ["formVenture"],
      body: <VenturePanel view={view} />,
    },
    Boolean(programmes) && {
      id: "programmes",
      title: t("programmes.caseLadder.title"),
      line: rungs.map((each) => programmes!.names[each.programme]).join(" · "),
      isOpen: false,
      body: <CaseLadder caseId={view.caseId} {...programmes!} />,
    },
    view.distributions.length > 0 && {
      id: "money",
      title: t("deals.distributed"),
      line: view.distributions.map((each) => format.money(each.net, each.currency)).join(" · "),
      isOpen: false,
      body: <CaseMoney view={view} />,
    },
    notes !== null && {
      id: "notes",
      title: t("outputs.notes.title"),
      line: [
        t("outputs.case.notes", { count: notes.length }),
        notes.length > 0 && `${notes[0]!.author}, ${format.day(notes[0]!.createdAt)}`,
      ]
        .filter(Boolean)
        .join(" · "),
      isOpen: false,
      intents: ["note"],
      body: <Notes hint={t("outputs.notes.hint")} notes={notes} name={view.key} />,
    },
  ];
  const shown = sections.filter((each) => each !== false);
  // Where nothing is to be done, what the case is about is what one comes to read.
  return shown.some((each) => each.isOpen) ? shown : shown.map((each) => ({ ...each, isOpen: each.id === "facts" }));
}
