import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { isForAnother } from "#services/identity/index.ts";
import { readable, toldIf } from "#services/language.ts";
import { answerByLink, askedPerson, obligationRules } from "#services/outputs/index.ts";
import { Button } from "../components/button.tsx";
import { LinkOfAnother } from "../components/closed-link.tsx";
import { FormProblem, TextField } from "../components/fields.tsx";
import { disclosedView } from "../components/outputs/disclosed.server.ts";
import { Disclosed } from "../components/outputs/disclosed.tsx";
import { wordForm, wordOf } from "../components/outputs/word.server.ts";
import { Facts, PageHead, PublicPage, Section } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, parseForm } from "../form/parse.server.ts";
import { useFormat } from "../i18n/format.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { actorFor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const found = await askedPerson(params.secret!);
  // An older mail's link is dead once the shares were asked for anew: its reader should know where to look.
  if (!found) return data(null, { status: 404 });
  const actor = await actorFor(request, context);
  const { disclosure, disclosed, asker, email, ...asked } = found;
  if (isForAnother(email, actor)) return { signedInAs: actor!.name };
  const language = await languageOf(request);
  const rules = obligationRules();
  return {
    ...asked,
    passages: disclosed ? disclosedView(disclosed, language).passages : [],
    contribution: toldIf(asked.contribution, language),
    disputeReason: toldIf(asked.disputeReason, language),
    institution: asker && readable(asker.institution, language),
    askedBy: asker && `${asker.name}, ${asker.email}`,
    title: readable(disclosure.title, language, disclosure.original),
    origins: (disclosure.originRows ?? []).map(({ rule, name, reference }) => {
      const known = rules.find((each) => each.id === rule);
      return [known && readable(known.name, language).text, name, reference].filter(Boolean).join(" · ");
    }),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const input = await parseForm(request, wordForm);
  if (!input.ok) return badInput(input);
  const said = await answerByLink(
    params.secret!,
    wordOf(input.value),
    await languageOf(request),
    await actorFor(request, context),
  );
  return answer(said, input.form, {
    to: `/inventor/${params.secret}`,
    done: "inventorAnswered",
  });
}

/** Who is asked by mail, inventor or approver, says yes or no here, without an account. */
export default function InventorConfirmation() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  if (!view)
    return (
      <PublicPage className="max-w-2xl">
        <PageHead title={t("outputs.inventor.replaced")} />
        <p className="text-ink2">{t("outputs.inventor.replacedText")}</p>
      </PublicPage>
    );
  if (view.signedInAs !== undefined) return <LinkOfAnother name={view.signedInAs} />;
  const { title, kind, isOpen, name, share, contribution, confirmation, disputeReason, named, origins } = view;
  const { passages, text, isEarlierText } = view;
  const isSaid = confirmation === "confirmed";
  const isInventor = kind === "inventor";
  return (
    <PublicPage className="max-w-2xl">
      <PageHead eyebrow={t(`disclose.asked_${kind}`)} title={<Text value={title} />} />
      <Facts
        rows={[
          [t("outputs.inventor.institution"), view.institution && <Text value={view.institution} />],
          [t("outputs.inventor.askedBy"), view.askedBy],
          [t("identity.name"), name],
          [t("outputs.disclosure.share"), share !== null && format.percent(share)],
          [t("outputs.disclosure.contribution"), contribution && <Text value={contribution} />],
          [
            t("outputs.disclosure.inventors"),
            named
              .map((each) => [each.name, each.affiliation, format.percent(each.share)].filter(Boolean).join(", "))
              .join("\n"),
          ],
          [t("disclose.sources"), kind === "approver" && origins.join("\n")],
          [t("outputs.state"), t(`disclose.word.${kind}.${confirmation}`)],
          [t("outputs.inventor.reason"), disputeReason && <Text value={disputeReason} />],
        ]}
      />
      {passages.length > 0 && (
        <div className="mt-6">
          <Section title={t("outputs.inventor.disclosed")} id="disclosed">
            <p className="mb-3 text-ink2">{t(`outputs.inventor.disclosedText_${kind}`)}</p>
            <Disclosed passages={passages} />
          </Section>
        </div>
      )}
      {isOpen ? (
        <>
          <Form method="post" noValidate className="mt-6">
            <FormProblem />
            {share !== null && <input type="hidden" name="share" value={share} />}
            <input type="hidden" name="text" value={text} />
            {isSaid && isEarlierText && <p className="mb-3">{t("outputs.inventor.changedSince")}</p>}
            {isSaid && !isEarlierText ? (
              <p role="status">{t("outputs.inventor.thanks")}</p>
            ) : (
              <Button look="primary" name="word" value="confirm">
                {t(isInventor ? "outputs.inventor.confirm" : "disclose.sign")}
              </Button>
            )}
          </Form>
          <details className="mt-6">
            <summary>{t("outputs.inventor.disagree")}</summary>
            <Form method="post" noValidate className="mt-3">
              <TextField name="reason" label={t("outputs.inventor.reason")} required />
              <Button name="word" value="dispute">
                {t(isInventor ? "outputs.inventor.dispute" : "disclose.refuse")}
              </Button>
            </Form>
          </details>
        </>
      ) : (
        <p className="mt-6 text-ink2">{t("outputs.inventor.closed")}</p>
      )}
    </PublicPage>
  );
}
