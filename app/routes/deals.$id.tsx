import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { historyOf } from "#services/audit/index.ts";
import {
  acceptNda,
  acceptTerms,
  dealMachine,
  dealRoom,
  declineDeal,
  distributeRoyalty,
  distributionForm,
  guestOfDeal,
  messageForm,
  offerNda,
  proposeTerms,
  reportSales,
  salesForm,
  sideOf,
  signAgreement,
  termsForm,
  writeMessage,
} from "#services/deals/index.ts";
import { type Language, languages, readable } from "#services/language.ts";
import { actionsFrom } from "#services/states.ts";
import { Conversation } from "../components/deals/conversation.tsx";
import { DealRail } from "../components/deals/rail.tsx";
import { SalesSection } from "../components/deals/sales.tsx";
import { TermsSection } from "../components/deals/terms.tsx";
import { FormProblem } from "../components/fields.tsx";
import { entriesOf } from "../components/history.server.ts";
import { PageHead, RecordLayout, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, formOf, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const room = await dealRoom(actor, params.id!);
  if (!room) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const { deal, parties } = room;
  return {
    id: deal.id,
    number: deal.number,
    caseId: actor.role === "ttoOfficer" ? deal.caseId : null,
    state: deal.state,
    stateSince: deal.stateSince,
    next: room.next,
    officer: parties.officer,
    answerBy: room.answerBy,
    title: readable(parties.technology, language, parties.original),
    slug: parties.slug,
    licensor: readable(parties.licensor, language),
    partner: readable(parties.partner, language),
    side: sideOf(actor.role),
    /** The language in which a paper is drawn up unless another is chosen: that of the paper before, else of the firm. */
    paperLanguage: (room.agreements.at(-1)?.agreement.language as Language) ?? parties.partnerLanguage ?? language,
    guest: sideOf(actor.role) === "licensor" ? await guestOfDeal(deal.id) : null,
    actions: actionsFrom(dealMachine, deal.state, actor.role),
    messages: room.messages,
    versions: room.versions.map(({ id, version, side, terms, comment, state, createdAt, by }) => ({
      id,
      version,
      side,
      terms,
      comment,
      state,
      createdAt,
      by,
    })),
    agreements: room.agreements.map(({ agreement, signatures }) => ({
      id: agreement.id,
      kind: agreement.kind,
      number: agreement.number,
      state: agreement.state,
      seal: agreement.seal,
      language: agreement.language as Language,
      signatures: signatures.map(({ side, name, createdAt }) => ({ side, name, createdAt })),
    })),
    reports: room.reports.map(({ report, royalty, distributionId }) => ({
      id: report.id,
      fromOn: report.fromOn,
      untilOn: report.untilOn,
      netSales: report.netSales,
      currency: report.currency,
      royaltyId: royalty.id,
      royalty: royalty.amount,
      steps: royalty.steps,
      isDistributed: distributionId !== null,
    })),
    history: await entriesOf(await historyOf("deal", deal.id), language),
  };
}
export type DealView = Awaited<ReturnType<typeof loader>>;

const intent = <K extends string, S extends z.ZodType>(name: K, schema: S) =>
  z.intersection(z.object({ intent: z.literal(name) }), schema);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const id = params.id!;
  const back = (done: string) => ({ to: `/deals/${id}`, done });
  const wanted = String((await formOf(request.clone())).get("intent") ?? "");
  switch (wanted) {
    case "message": {
      const input = await parseForm(request, intent("message", messageForm));
      return input.ok
        ? answer(await writeMessage(actor, id, input.value), input.form, { to: `/deals/${id}` })
        : badInput(input);
    }
    case "propose": {
      const input = await parseForm(request, intent("propose", termsForm));
      if (!input.ok) return badInput(input);
      const { intent: _, ...terms } = input.value;
      return answer(await proposeTerms(actor, id, terms), input.form, back("proposed"));
    }
    case "report": {
      const input = await parseForm(request, intent("report", salesForm));
      if (!input.ok) return badInput(input);
      const { intent: _, ...report } = input.value;
      return answer(await reportSales(actor, id, report), input.form, back("salesReported"));
    }
    case "distribute": {
      const input = await parseForm(request, intent("distribute", distributionForm));
      return input.ok
        ? answer(await distributeRoyalty(actor, id, input.value), input.form, back("distributed"))
        : badInput(input);
    }
  }
  const input = await parseForm(
    request,
    z.object({
      intent: z.enum(["offerNda", "acceptNda", "accept", "sign", "decline"]),
      version: z.coerce.number().int().optional(),
      seal: z.string().optional(),
      /** That of the paper that the act draws up. */
      language: z.enum(languages).optional(),
    }),
  );
  if (!input.ok) return badInput(input);
  const language = input.value.language ?? (await languageOf(request));
  switch (input.value.intent) {
    case "offerNda":
      return answer(await offerNda(actor, id, language), input.form, back("ndaOffered"));
    case "acceptNda":
      return answer(await acceptNda(actor, id), input.form, back("ndaSigned"));
    case "accept":
      return answer(
        await acceptTerms(actor, id, input.value.version ?? 0, language),
        input.form,
        back("termsAccepted"),
      );
    case "sign":
      return answer(await signAgreement(actor, id, input.value.seal ?? ""), input.form, back("signed"));
    case "decline":
      return answer(await declineDeal(actor, id), input.form, back("moved"));
  }
}

export default function DealRoom() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead eyebrow={`${t("deals.room")} ${view.number}`} title={<Text value={view.title} />}>
        <p className="mt-1 text-sm text-ink2">
          {t("deals.whoSees")}{" "}
          <b>
            <Text value={view.licensor} />
          </b>{" "}
          ·{" "}
          <b>
            <Text value={view.partner} />
          </b>
        </p>
        {view.guest && <p className="mt-1 text-sm text-ink2">{t("partner.enquiry.guestOfDeal", view.guest)}</p>}
      </PageHead>
      <RecordLayout rail={<DealRail view={view} />}>
        <FormProblem />
        <TermsSection view={view} />
        <SalesSection view={view} />
        <Conversation messages={view.messages} />
      </RecordLayout>
    </WorkPage>
  );
}
