import type { ActionFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import {
  answerForm,
  budgetForm,
  declarationDraftForm,
  keepAnswer,
  keepDeclarations,
  lateSince,
  planForm,
  saveBudget,
  savePlan,
  saveStages,
  stagesForm,
} from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import type { Result } from "#services/result.ts";
import { type KeptPart, keptOfPart } from "../components/funding/form-view.server.ts";
import { parseForm } from "../form/parse.server.ts";
import { languageOf } from "../i18n/language.server.ts";
import { requireActor } from "../session.server.ts";

const statuses: Record<string, number> = { notFound: 404, forbidden: 403 };

/** Takes an answer or a whole part of the form from the page's script while it is typed; without script a form is saved at once. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context);
  const id = params.id!;
  const part = new URL(request.url).searchParams.get("part");
  if (part === "plan") return keepPart(request, actor, id, part, planForm, savePlan);
  if (part === "stages") return keepPart(request, actor, id, part, stagesForm, saveStages);
  if (part === "declare") return keepPart(request, actor, id, part, declarationDraftForm, keepDeclarations);
  if (part === "budget") return keepPart(request, actor, id, part, budgetForm, saveBudget);
  const input = await parseForm(request, answerForm);
  if (!input.ok) return Response.json({ code: "form", fields: input.fields }, { status: 400 });
  const answered = await keepAnswer(actor, id, input.value);
  if (!answered.ok) return Response.json({ code: answered.code }, { status: statuses[answered.code] ?? 409 });
  return Response.json(answered.value, { status: answered.value.saved ? 200 : 409 });
}

async function keepPart<S extends z.ZodType>(
  request: Request,
  actor: Actor,
  id: string,
  part: KeptPart,
  form: S,
  save: (actor: Actor, id: string, input: z.output<S>) => Promise<Result<{ mark: string; at: number }>>,
) {
  const language = await languageOf(request);
  const input = await parseForm(request, form);
  if (!input.ok) return Response.json({ saved: false, code: "form", fields: input.fields }, { status: 400 });
  const saved = await save(actor, id, input.value);
  if (saved.ok) return Response.json({ saved: true, ...saved.value, closedAt: await lateSince(actor, id) });
  const { code, fields, params } = saved;
  const now = code === "changedMeanwhile" ? await keptOfPart(actor, id, part, language) : undefined;
  return Response.json(
    { saved: false, code, params, fields, ...now },
    { status: statuses[code] ?? (fields ? 400 : 409) },
  );
}
