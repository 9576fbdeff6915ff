import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readable } from "#services/language.ts";
import { disclosureForm, disclosureKinds, disclosurePage, saveDisclosure } from "#services/outputs/index.ts";
import { AutosavedAnswer } from "../components/autosave.tsx";
import { Button } from "../components/button.tsx";
import { FormProblem, Select, TextArea } from "../components/fields.tsx";
import { DisclosureMadeRows, InventorRows } from "../components/outputs/disclosure-rows.tsx";
import { PageHead, Section, WorkPage } from "../components/page.tsx";
import { type StepLink, Stepper } from "../components/stepper.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "researcher");
  const page = await disclosurePage(actor, params.id!);
  if (!page) throw new Response(null, { status: 404 });
  if (!["draft", "awaitingInventors", "returned"].includes(page.disclosure.state))
    throw redirect(`/cases/${page.disclosure.caseId}`);
  return {
    disclosure: page.disclosure,
    kinds: [...disclosureKinds],
    title: readable(page.disclosure.title, await languageOf(request), page.disclosure.original),
    inventors: page.inventors.map(({ name, email, affiliation, contribution, shareBasisPoints }) => ({
      name,
      email,
      affiliation,
      contribution,
      share: String(shareBasisPoints / 100),
    })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "researcher");
  const input = await parseForm(
    request,
    z.intersection(disclosureForm, z.object({ version: z.coerce.number().int() })),
  );
  if (!input.ok) return badInput(input);
  const { version, ...facts } = input.value;
  const page = await disclosurePage(actor, params.id!);
  return answer(await saveDisclosure(actor, params.id!, facts, version), input.form, {
    to: `/cases/${page?.disclosure.caseId}`,
    done: "saved",
  });
}

const totalOf = (inventors: Array<{ share: string }>) => inventors.reduce((sum, each) => sum + Number(each.share), 0);

export default function EditDisclosure() {
  const { disclosure, title, inventors, kinds } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const [version, setVersion] = useState(disclosure.version);
  const savesItself = disclosure.state !== "awaitingInventors";
  const made = disclosure.publicDisclosures.length > 0;
  const steps: StepLink[] = (
    [
      ["invention", Boolean(disclosure.novelty && disclosure.solution && disclosure.purpose)],
      ["inventors", inventors.every((each) => each.name && each.email) && totalOf(inventors) === 100],
      ["made", made],
      ["later", Boolean(disclosure.origins || disclosure.market || disclosure.landing)],
    ] as const
  ).map(([part, isDone]) => ({
    label: t(`outputs.disclosure.${part}`),
    to: `#${part}`,
    state: isDone ? "done" : "ahead",
  }));
  return (
    <WorkPage>
      <PageHead
        eyebrow={<Link to={`/cases/${disclosure.caseId}`}>{t("outputs.disclosure.eyebrow")}</Link>}
        title={<Text value={title} />}
      />
      <Stepper label={t("outputs.disclosure.parts")} steps={steps} />
      <Form method="post" noValidate className="max-w-3xl">
        <FormProblem />
        <input type="hidden" name="version" value={version} />
        <Section id="invention" title={t("outputs.disclosure.invention")}>
          {(["novelty", "solution", "purpose", "problem"] as const).map((name) => (
            <Answer
              key={name}
              name={name}
              label={t(`outputs.disclosure.${name}`)}
              hint={t(`outputs.disclosure.${name}Hint`)}
              rows={4}
              required
              address={`/research/disclosures/${disclosure.id}/answer`}
              kept={disclosure[name]}
              onVersion={setVersion}
              savesItself={savesItself}
            />
          ))}
        </Section>
        <Section id="inventors" title={t("outputs.disclosure.inventors")}>
          <p className="mb-3 text-ink2">{t("outputs.disclosure.inventorsHint")}</p>
          <InventorRows inventors={inventors} />
        </Section>
        <Section id="made" title={t("outputs.disclosure.made")}>
          <p className="mb-3 text-ink2">{t("outputs.disclosure.madeHint")}</p>
          <DisclosureMadeRows rows={disclosure.publicDisclosures} disclosureKinds={kinds} />
        </Section>
        <Section id="later" title={t("outputs.disclosure.later")}>
          <Select
            name="madeIn"
            label={t("outputs.disclosure.madeIn")}
            hint={t("outputs.disclosure.madeInHint")}
            defaultValue={disclosure.madeIn ?? ""}
            empty={t("outputs.disclosure.madeInUnknown")}
            choices={["hongKong", "mainland", "elsewhere"].map((region) => ({
              value: region,
              label: t(`catalogue.regions.${region}`),
            }))}
            className="max-w-sm"
          />
          {(["origins", "market", "landing"] as const).map((name) => (
            <Answer
              key={name}
              name={name}
              label={t(`outputs.disclosure.${name}`)}
              hint={t(`outputs.disclosure.${name}Hint`)}
              rows={3}
              address={`/research/disclosures/${disclosure.id}/answer`}
              kept={disclosure[name]}
              onVersion={setVersion}
              savesItself={savesItself}
            />
          ))}
        </Section>
        <Button look="primary">{t("outputs.disclosure.save")}</Button>
      </Form>
    </WorkPage>
  );
}

/** Once the inventors were asked a change voids what they confirmed: then nothing is saved but by the button. */
function Answer({ savesItself, ...answer }: Parameters<typeof AutosavedAnswer>[0] & { savesItself: boolean }) {
  if (savesItself) return <AutosavedAnswer {...answer} />;
  const { address: _address, onVersion: _on, kept, ...field } = answer;
  return <TextArea {...field} defaultValue={kept} />;
}
