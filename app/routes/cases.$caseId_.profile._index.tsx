import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  addPicture,
  answerProfile,
  askAgreement,
  closeTechnology,
  deployments,
  fieldOfLack,
  invitationForm,
  invitationForOffice,
  inviteOffers,
  offerKinds,
  openOffers,
  pictureForm,
  profileForm,
  profilePage,
  publishTechnology,
  reasonForm,
  reofferTechnology,
  saveProfile,
  stateAvailability,
  statedForm,
  versionForm,
  withdrawTechnology,
} from "#services/catalogue/index.ts";
import { readable } from "#services/language.ts";
import type { Failure } from "#services/result.ts";
import { ActForm } from "../components/act-form.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { PictureForm } from "../components/catalogue/picture-form.tsx";
import { ProfileFields } from "../components/catalogue/profile-fields.tsx";
import { ProfileRail } from "../components/catalogue/profile-rail.tsx";
import { profileWordForm, profileWordOf } from "../components/catalogue/profile-word.server.ts";
import { FormProblem } from "../components/fields.tsx";
import { PageHead, RecordLayout, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { answer, badInput, formOf, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const regions = ["hongKong", "mainland", "elsewhere"];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context);
  const caseId = params.caseId!;
  const language = await languageOf(request);
  const [page, invitation] = await Promise.all([profilePage(actor, caseId), invitationForOffice(actor, caseId)]);
  if (!page) throw new Response(null, { status: 404 });
  const { technology, latest, output, disclosure, relations: _relations, ...rest } = page;
  return {
    ...rest,
    caseId,
    number: disclosure.number,
    title: readable(page.content.title, language, page.content.original),
    isDemonstration: output.isDemonstration,
    technology: technology
      ? {
          slug: technology.slug,
          state: technology.state,
          stated: technology.stated,
          availability: technology.availability,
          publishedVersion: technology.publishedVersion,
        }
      : null,
    version: latest?.number ?? 0,
    askedAt: latest?.askedAt ?? null,
    agreedAt: latest?.agreedAt ?? null,
    choices: { offers: offerKinds, regions, deployments },
    fieldOf: fieldOfLack,
    invitation: invitation
      ? {
          ...invitation,
          offers: invitation.offers.map(({ partner, ...offer }) => ({
            ...offer,
            partner: readable(partner, language),
          })),
        }
      : null,
    today: Date.now(),
  };
}
export type ProfilePage = Awaited<ReturnType<typeof loader>>;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const caseId = params.caseId!;
  const wanted = String((await formOf(request.clone())).get("intent") ?? "");
  const here = `/cases/${caseId}/profile`;
  const back = (done: string) => ({ to: here, done });
  /** What lacks is told at the fields of the form above, which the button pressed is no part of. */
  const told = (failure: Failure) => {
    if (failure.code === "notFound") throw new Response(null, { status: 404 });
    if (failure.code === "forbidden") throw new Response(null, { status: 403 });
    return badInput({
      problem: { code: failure.code, ...(failure.params && { params: failure.params }) },
      fields: failure.fields ?? {},
      values: { intent: "save" },
    });
  };
  switch (wanted) {
    case "save":
    case "preview": {
      const input = await parseForm(request, profileForm);
      if (!input.ok) return badInput({ ...input, values: { ...input.values, intent: "save" } });
      const saved = await saveProfile(actor, caseId, input.value);
      return answer(saved, input.form, {
        to: ({ number }) => (wanted === "preview" ? `${here}/preview?version=${number}` : here),
        done: saved.ok && !saved.value.isNew ? "unchanged" : "saved",
      });
    }
    case "picture": {
      const input = await parseForm(request, pictureForm);
      return input.ok
        ? answer(await addPicture(actor, caseId, input.value), input.form, back("saved"))
        : badInput(input);
    }
    case "ask":
    case "publish": {
      const input = await parseForm(request, versionForm);
      if (!input.ok) return badInput(input);
      const { version } = input.value;
      const done = await { ask: askAgreement, publish: publishTechnology }[wanted](actor, caseId, version);
      if (!done.ok) return told(done);
      return answer(done, input.form, back({ ask: "inventorsAskedToAgree", publish: "published" }[wanted]));
    }
    case "agree":
    case "object": {
      const input = await parseForm(request, z.intersection(profileWordForm, versionForm));
      if (!input.ok) return badInput(input);
      const done = await answerProfile(actor, caseId, input.value.version, profileWordOf(input.value));
      return answer(done, input.form, back(wanted === "agree" ? "agreed" : "profileObjected"));
    }
    case "close":
    case "withdraw": {
      const input = await parseForm(request, reasonForm);
      if (!input.ok) return badInput(input);
      const act = wanted === "close" ? closeTechnology : withdrawTechnology;
      return answer(await act(actor, caseId, input.value), input.form, back("moved"));
    }
    case "state": {
      const input = await parseForm(request, statedForm);
      return input.ok
        ? answer(await stateAvailability(actor, caseId, input.value), input.form, back("moved"))
        : badInput(input);
    }
    case "invite": {
      const input = await parseForm(request, invitationForm);
      return input.ok
        ? answer(await inviteOffers(actor, caseId, input.value), input.form, back("offersInvited"))
        : badInput(input);
    }
  }
  const input = await parseForm(request, z.object({ intent: z.enum(["reoffer", "open"]) }));
  if (!input.ok) return badInput(input);
  return input.value.intent === "open"
    ? answer(await openOffers(actor, caseId), input.form, back("offersOpened"))
    : answer(await reofferTechnology(actor, caseId), input.form, back("moved"));
}

export default function Profile() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead
        eyebrow={
          <>
            {page.number} · {t("technology.edit.title")}
          </>
        }
        title={<Text value={page.title} />}
        actions={
          <>
            <LinkButton to={`/cases/${page.caseId}`}>{t("technology.edit.toCase")}</LinkButton>
            {page.version > 0 && (
              <LinkButton to={`/cases/${page.caseId}/profile/preview?version=${page.version}`}>
                {t("technology.edit.preview")}
              </LinkButton>
            )}
          </>
        }
      />
      <RecordLayout rail={<ProfileRail page={page as ProfilePage} />}>
        <FormProblem />
        <p className="mb-5 max-w-[75ch] border-l-4 border-warn bg-warn-soft px-4 py-2">
          {t("technology.edit.warning")}
        </p>
        {page.mayEdit ? (
          <>
            <ActForm intents={["save"]} holdsRecord>
              <input type="hidden" name="version" value={page.version} />
              <ProfileFields content={page.content as ProfilePage["content"]} page={page as ProfilePage} />
              <div className="sticky bottom-0 -mx-2 flex flex-wrap gap-2 border-t border-line2 bg-paper px-2 py-3">
                <Button look="primary" name="intent" value="save">
                  {t("technology.edit.save")}
                </Button>
                <Button name="intent" value="preview">
                  {t("technology.edit.saveAndPreview")}
                </Button>
              </div>
            </ActForm>
            {page.version > 0 && <PictureForm />}
          </>
        ) : (
          <p>{t("technology.edit.notYet")}</p>
        )}
      </RecordLayout>
    </WorkPage>
  );
}
