import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { may } from "#services/identity/index.ts";
import { readable } from "#services/language.ts";
import {
  askAgain,
  askAgainForm,
  askInventors,
  attachmentForm,
  attachToDisclosure,
  changesForm,
  commentForm,
  commentOn,
  disclosurePage,
  handForm,
  handOver,
  longestAt,
  removeAttachment,
  replyForm,
  saveAnswers,
  steps,
  submitDisclosure,
} from "#services/outputs/index.ts";
import { DraftForm } from "../components/outputs/draft-form.tsx";
import { draftView } from "../components/outputs/draft-view.server.ts";
import { answer, badInput, formOf, parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "researcher");
  const page = await disclosurePage(actor, params.id!);
  if (!page) throw new Response(null, { status: 404 });
  const isOpen = ["draft", "awaitingInventors", "returned"].includes(page.disclosure.state);
  if (!isOpen || !may(actor, "disclosure.write", page.relations))
    throw redirect(
      page.relations.includes("own") ? `/cases/${page.disclosure.caseId}` : `/disclosures/${page.disclosure.id}`,
    );
  const language = await languageOf(request);
  const title = readable(page.disclosure.title, language, page.disclosure.original);
  return { ...(await draftView(actor, page, language)), title };
}
export type DraftView = Awaited<ReturnType<typeof loader>>;

/** From step to step nothing is fetched, so that the form can be walked without a connection; what is reckoned is. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const isStepOnly = currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search && !formMethod;
  const isReckoned = ["review", "files"].includes(nextUrl.searchParams.get("step") ?? "");
  return isStepOnly && !isReckoned && !nextUrl.searchParams.has("lang") ? false : defaultShouldRevalidate;
}

const handActs = ["assign", "markReady", "return", "takeBack"] as const;
const knownAnswers = z
  .string()
  .transform((json, context) => {
    try {
      return JSON.parse(json) as unknown;
    } catch {
      context.addIssue({ code: "custom" });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.string()))
  .catch({});

/** A whole step at once, for a browser without script: what its page knew is sent along as `was`. */
function changesOf(form: FormData) {
  const was = knownAnswers.parse(form.get("was") ?? "{}");
  const removed = form.getAll("remove").map((path) => ({ path: String(path), value: "", was: "" }));
  const typed = [...form].flatMap(([path, value]) =>
    ["was", "go", "remove", "isMeant"].includes(path) || typeof value !== "string"
      ? []
      : [{ path, value, was: was[path] ?? "" }],
  );
  return changesForm.safeParse([...typed.filter((each) => each.value !== each.was), ...removed]);
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, "researcher");
  const id = params.id!;
  const form = await formOf(request.clone());
  const page = await disclosurePage(actor, id);
  const caseAddress = `/cases/${page?.disclosure.caseId}`;
  switch (form.get("intent")) {
    case "askInventors":
      return answer(await askInventors(actor, id), form, { to: caseAddress, done: "inventorsAsked" });
    case "submit": {
      const input = await parseForm(request, replyForm);
      if (!input.ok) return badInput(input);
      const done = { to: caseAddress, done: "submitted" };
      return answer(await submitDisclosure(actor, id, input.value.reply), input.form, done);
    }
    case "removeFile": {
      const subject = String(form.get("subject") ?? "");
      const done = { to: `/research/disclosures/${id}?step=files`, done: "fileRemoved" };
      return answer(await removeAttachment(actor, page?.disclosure.caseId ?? "", subject), form, done);
    }
    case "attach": {
      const input = await parseForm(request, attachmentForm);
      if (!input.ok) return badInput(input);
      const done = { to: `/research/disclosures/${id}?step=files`, done: "attached" };
      return answer(
        await attachToDisclosure(actor, page?.disclosure.caseId ?? "", input.value.files),
        input.form,
        done,
      );
    }
    case "comment": {
      const input = await parseForm(request, commentForm);
      if (!input.ok) return badInput(input);
      const done = { to: `/research/disclosures/${id}?step=${input.value.step}`, done: "commented" };
      return answer(await commentOn(actor, id, input.value), input.form, done);
    }
    case "assign":
    case "markReady":
    case "return":
    case "takeBack": {
      const input = await parseForm(request, z.object({ intent: z.enum(handActs) }).and(handForm));
      if (!input.ok) return badInput(input);
      const { intent, ...hand } = input.value;
      const done = { to: `/research/disclosures/${id}?step=${hand.subject}`, done: "handedOver" };
      return answer(await handOver(actor, id, intent, hand), input.form, done);
    }
    case "askAgain": {
      const input = await parseForm(request, askAgainForm);
      if (!input.ok) return badInput(input);
      return answer(await askAgain(actor, id, input.value), input.form, {
        to: `/research/disclosures/${id}?step=review`,
        done: ({ isFirst }) => (isFirst ? "personAsked" : "askedAgain"),
      });
    }
  }
  const changes = changesOf(form);
  if (!changes.success) throw new Response(null, { status: 400 });
  const saved = await saveAnswers(actor, id, changes.data, form.get("isMeant") === "yes");
  if (!saved.ok) return answer(saved, form, { to: caseAddress });
  const open = saved.value.outcomes.filter((each) => each.is !== "saved");
  if (open.length > 0) {
    const values = Object.fromEntries(changes.data.map(({ path, value }) => [path, value]));
    const refused = open.flatMap((each) =>
      each.is === "refused" ? [[each.path, [each.code]] as [string, string[]]] : [],
    );
    const meanwhile = open.flatMap((each) => (each.is === "changed" ? [[each.path, each.kept] as const] : []));
    return badInput({
      problem: meanwhile.length > 0 ? { code: "changedMeanwhile" } : undefined,
      fields: Object.fromEntries(refused),
      limits: Object.fromEntries(refused.map(([path]) => [path, longestAt(path)])),
      values,
      ...(meanwhile.length > 0 && { kept: Object.fromEntries(meanwhile) }),
    });
  }
  const here = steps.indexOf(String(new URL(request.url).searchParams.get("step")) as (typeof steps)[number]);
  const next = form.get("go") === "stay" ? Math.max(0, here) : Math.max(0, here) + 1;
  return redirect(`/research/disclosures/${id}?step=${steps[next] ?? "review"}`);
}

export default function EditDisclosure() {
  const view = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const step = view.steps.find((each) => each === search.get("step")) ?? "invention";
  return <DraftForm key={view.id} view={view} step={step} />;
}
