import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ReadableText } from "#services/language.ts";
import { useFormat } from "../../i18n/format.ts";
import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button, LinkButton } from "../button.tsx";
import { TextArea } from "../fields.tsx";
import { Explained, Section } from "../page.tsx";
import { Text } from "../text.tsx";
import type { disclosedView } from "./disclosed.server.ts";
import { Disclosed } from "./disclosed.tsx";

interface Asked {
  disclosureId: string;
  title: ReadableText;
  author: string;
  disclosed: ReturnType<typeof disclosedView>;
}

export interface Waiting {
  mine: Array<{
    id: string;
    disclosureId: string;
    title: ReadableText;
    state: string;
    since: number;
    reason: string | null;
  }>;
  shares: Array<Asked & { caseId: string; share: number }>;
  signatures: Asked[];
}

/** What waits for the reader, each with one verb, and answered in place where a word is enough. */
export function WaitingForMe({ mine, shares, signatures }: Waiting) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = mine.length + shares.length + signatures.length;
  if (count === 0) return null;
  return (
    <Section title={t("research.waitTitle", { count })}>
      <ul>
        {shares.map((row) => (
          <Row
            key={row.disclosureId}
            title={<Link to={`/cases/${row.caseId}`}>{<Text value={row.title} />}</Link>}
            what={t("research.confirmShare", { share: format.percent(row.share), name: row.author })}
            below={<ToRead row={row} />}
          >
            <Form method="post" noValidate className="flex gap-2">
              <input type="hidden" name="subject" value={row.disclosureId} />
              <input type="hidden" name="share" value={row.share} />
              <input type="hidden" name="text" value={row.disclosed.seal} />
              <input type="hidden" name="word" value="confirm" />
              <Button name="intent" value="word">
                {t("outputs.inventor.confirm")}
              </Button>
            </Form>
          </Row>
        ))}
        {signatures.map((row) => (
          <Row
            key={row.disclosureId}
            title={<Text value={row.title} />}
            what={t("research.signFor", { name: row.author })}
            below={<ToRead row={row} />}
          >
            <Form method="post" noValidate>
              <input type="hidden" name="subject" value={row.disclosureId} />
              <input type="hidden" name="text" value={row.disclosed.seal} />
              <input type="hidden" name="word" value="confirm" />
              <Button name="intent" value="word">
                {t("disclose.sign")}
              </Button>
            </Form>
          </Row>
        ))}
        {mine.map((row) => (
          <Row
            key={row.id}
            title={<Text value={row.title} />}
            what={`${t(`outputs.states.${row.state}`)} ${t("journey.since", { day: format.day(row.since) })}`}
            below={
              row.state === "returned" &&
              row.reason && (
                <details className="mt-1 w-full">
                  <summary className="whitespace-pre-line">{row.reason}</summary>
                  <ActForm intents={["reply"]} keepsTyping subject={row.disclosureId} className="mt-2 max-w-xl">
                    <TextArea name="reply" label={t("disclose.reply")} rows={3} required />
                    <Button name="intent" value="reply">
                      {t("research.sendBack")}
                    </Button>
                  </ActForm>
                </details>
              )
            }
          >
            <LinkButton
              to={
                row.state === "awaitingInventors"
                  ? `/research/disclosures/${row.disclosureId}?step=review`
                  : `/research/disclosures/${row.disclosureId}`
              }
            >
              {t(`outputs.mine.verb.${row.state}`)}
            </LinkButton>
          </Row>
        ))}
      </ul>
    </Section>
  );
}

/** What a word is asked on: nobody can stand by what they have not read. */
function ToRead({ row }: { row: Asked }) {
  const { t } = useTranslation();
  return (
    <div className="w-full">
      <Explained summary={t("outputs.inventor.disclosed")}>
        <Disclosed passages={row.disclosed.passages} />
      </Explained>
    </div>
  );
}

function Row({
  title,
  what,
  children,
  below,
}: {
  title: ReactNode;
  what: string;
  children: ReactNode;
  below?: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-b border-line py-2">
      <span className="min-w-0">
        <b className="break-words">{title}</b> <span className="text-ink3">· {what}</span>
      </span>
      {children}
      {below}
    </li>
  );
}
