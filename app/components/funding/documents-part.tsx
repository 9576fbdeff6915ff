import { Link } from "@remix-run/react";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { FileField } from "../fields.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { InstitutionFacts } from "./application-text.tsx";
import { FactMark } from "./fact-mark.tsx";
import type { FormView } from "./form-view.server.ts";

const signs = { made: "✓", here: "✓", missing: "○", notAsked: "–" } as const;
const tones = { made: "text-ok", here: "text-ok", missing: "text-warn", notAsked: "text-ink3" } as const;

/** What the programme's guide asks for, each with the files that are there for it, and further papers. */
export function DocumentsPart({ view }: { view: FormView }) {
  const { t } = useTranslation();
  const others = view.documents.filter((file) => !view.papers.some((paper) => paper.id === file.paper));
  return (
    <>
      {view.papers.length > 0 && (
        <Section title={t("applications.documentsWanted")}>
          <p className="text-sm text-ink3">{t("funding.letterHint")}</p>
          <ul>
            {view.papers.map((paper) => (
              <li key={paper.id} className="border-b border-line py-3">
                <p>
                  <span className={tones[paper.stand]} aria-hidden>
                    {signs[paper.stand]}
                  </span>{" "}
                  <b>
                    <Text value={paper.name} />
                  </b>{" "}
                  <span className={`text-sm ${tones[paper.stand]}`}>{t(`applications.paper.${paper.stand}`)}</span>{" "}
                  {paper.when !== "always" && (
                    <span className="text-sm text-ink3">· {t(`applications.when.${paper.when}`)}</span>
                  )}{" "}
                  <FactMark source={paper.source} url={paper.url} confidence={paper.confidence} />
                </p>
                {paper.madeOf === "form" && <p className="text-sm text-ink2">{t("applications.paper.formText")}</p>}
                {paper.madeOf === "letters" && (
                  <p className="text-sm text-ink2">{t("applications.paper.lettersText")}</p>
                )}
                {paper.madeOf === "file" && (
                  <Files view={view} files={view.documents.filter((file) => file.paper === paper.id)} />
                )}
                {paper.madeOf === "file" && paper.stand !== "notAsked" && <Attach view={view} subject={paper.id} />}
                {paper.isForThemToSay && (paper.stand === "missing" || paper.stand === "notAsked") && (
                  <ActForm intents={["sayPaper"]} subject={paper.id}>
                    <input type="hidden" name="isNone" value={String(paper.stand === "missing")} />
                    <Button look="quiet" name="intent" value="sayPaper">
                      {t(
                        paper.stand === "missing" ? `applications.paper.none.${paper.when}` : "applications.paper.some",
                      )}
                    </Button>
                  </ActForm>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t("applications.facts.title")}>
        <p className="text-sm text-ink3">
          {t("applications.factsGo")}{" "}
          {view.mayTellFacts && <Link to="/applications/facts">{t("applications.facts.tell")}</Link>}
        </p>
        {view.institution.length > 0 ? (
          <InstitutionFacts facts={view.institution} />
        ) : (
          <p>{t("applications.facts.none")}</p>
        )}
      </Section>
      <Section title={t(view.papers.length > 0 ? "applications.furtherDocuments" : "applications.documents")}>
        <Files view={view} files={others} />
        <Attach view={view} subject="" />
      </Section>
    </>
  );
}

function Files({ view, files }: { view: FormView; files: FormView["documents"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return files.map((file) => (
    <div key={file.id} className="flex flex-wrap items-center justify-between gap-3 py-1">
      <span>
        <a href={`/applications/${view.id}/files/${file.id}`}>{file.name}</a>{" "}
        <span className="text-sm text-ink3">{format.bytes(file.size)}</span>
      </span>
      <ActForm intents={["removeFile"]} subject={file.id}>
        <Button look="quiet" name="intent" value="removeFile">
          {t("applications.act.removeFile")}
        </Button>
      </ActForm>
    </div>
  ));
}

function Attach({ view, subject }: { view: FormView; subject: string }) {
  const { t } = useTranslation();
  return (
    <ActForm
      intents={["attach"]}
      subject={subject}
      encType="multipart/form-data"
      className="mt-2 grid max-w-3xl items-end gap-x-4 sm:grid-cols-[1fr_auto]"
      key={view.documents.length}
    >
      <FileField name="files" label={t("applications.addDocuments")} accept={view.acceptedEndings} multiple required />
      <div className="mb-4">
        <Button name="intent" value="attach">
          {t("applications.act.attach")}
        </Button>
      </div>
    </ActForm>
  );
}
