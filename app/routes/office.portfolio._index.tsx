import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Actor } from "#services/identity/index.ts";
import {
  guessReading,
  importPortfolio,
  LARGEST_PORTFOLIO,
  type ListTable,
  listForm,
  postedTable,
  previewPortfolio,
  type Reading,
  readingForm,
  readingOf,
  readTable,
  toLookAt,
} from "#services/protection/index.ts";
import { Button } from "../components/button.tsx";
import { FileField, FormProblem } from "../components/fields.tsx";
import { PageHead, Section, WorkPage } from "../components/page.tsx";
import { type PortfolioPreview, PortfolioRows } from "../components/protection/portfolio-rows.tsx";
import { answer, badInput, formOf, parseForm, refuse } from "../form/parse.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "ttoOfficer");
  return { megabytes: Math.floor(LARGEST_PORTFOLIO / 1_000_000) };
}

/** Rows shown of those that would come in, and of those to look at; how often each finding stands is told of all. */
const SHOWN = 40;
const ANSWERED = 400;

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "ttoOfficer");
  const intent = String((await formOf(request.clone())).get("intent") ?? "");
  if (intent === "import") {
    const input = await parseForm(
      request.clone(),
      readingForm.extend({ ...listForm.shape, field: z.string("required").min(1, "required").max(100, "tooLong") }),
    );
    if (!input.ok) return again(actor, request, input.fields);
    const list = postedTable(input.value.list);
    if (!list.ok) return refuse(list);
    const added = await importPortfolio(actor, list.value, readingOf(input.value), input.value.field);
    return answer(added, undefined, { to: "/office/docket", done: "portfolioImported" });
  }
  if (intent === "preview") return again(actor, request, {});
  const input = await parseForm(request, z.object({ file: z.file("required") }));
  if (!input.ok) return badInput(input);
  const list = await readTable(new Uint8Array(await input.value.file.arrayBuffer()));
  return list.ok ? previewed(actor, list.value, guessReading(list.value), {}) : refuse(list);
}

/** The preview of a list that the page sent back, by the reading chosen there; with what is to be corrected, if anything. */
async function again(actor: Actor, request: Request, fields: Record<string, string[]>) {
  const input = await parseForm(request, readingForm.extend(listForm.shape));
  if (!input.ok) return badInput({ ...input, values: {} });
  const list = postedTable(input.value.list);
  return list.ok ? previewed(actor, list.value, readingOf(input.value), fields) : refuse(list);
}

async function previewed(actor: Actor, list: ListTable, reading: Reading, fields: Record<string, string[]>) {
  const rows = await previewPortfolio(actor, list, reading);
  if (!rows.ok) return refuse(rows);
  const count = (stand: string) => rows.value.filter((row) => row.stand === stand).length;
  const answered = toLookAt(rows.value);
  const isRefused = Object.keys(fields).length > 0;
  const preview = {
    list: JSON.stringify(list),
    heads: list.heads,
    reading,
    undated: rows.value.filter((row) => row.stand === "new" && !row.filing.filedOn).length,
    counts: { new: count("new"), known: count("known"), twice: count("twice"), broken: count("broken") },
    sample: rows.value.filter((row) => row.stand === "new").slice(0, SHOWN),
    answered: answered.rows.slice(0, ANSWERED),
    answeredInAll: answered.rows.length,
    findings: answered.counts,
  } satisfies PortfolioPreview;
  return isRefused ? data({ ...preview, fields, values: {} }, { status: 400 }) : data(preview);
}

export default function Portfolio() {
  const { t } = useTranslation();
  const preview = useActionData<PortfolioPreview>();
  const { megabytes } = useLoaderData<typeof loader>();
  return (
    <WorkPage>
      <PageHead
        eyebrow={<Link to="/office/docket">{t("protection.docket.title")}</Link>}
        title={t("protection.portfolio.title")}
      />
      <FormProblem />
      {preview?.list ? (
        <PortfolioRows preview={preview} />
      ) : (
        <>
          <Section title={t("protection.portfolio.in")}>
            <p className="mb-3 max-w-[70ch] text-ink2">{t("protection.portfolio.inText")}</p>
            <Form method="post" noValidate encType="multipart/form-data" className="max-w-2xl">
              <FileField
                name="file"
                label={t("protection.portfolio.file")}
                accept={["csv", "xlsx"]}
                megabytes={megabytes}
              />
              <Button look="primary" name="intent" value="read">
                {t("protection.portfolio.read")}
              </Button>
            </Form>
          </Section>
          <Section title={t("protection.portfolio.out")}>
            <p className="mb-3 max-w-[70ch] text-ink2">{t("protection.portfolio.outText")}</p>
            <p className="flex gap-4">
              <a href="/office/portfolio/csv">CSV</a>
              <a href="/office/portfolio/xlsx">Excel</a>
            </p>
          </Section>
        </>
      )}
    </WorkPage>
  );
}
