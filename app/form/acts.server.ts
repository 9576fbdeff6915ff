import { z } from "zod";
import type { Result } from "#services/result.ts";
import { answer, badInput, formOf, parseForm } from "./parse.server.ts";

/** One act of a record's page: what its form must say, what is done, and the word that confirms it. */
export interface Act {
  form: z.ZodType;
  run: (input: never) => Promise<Result<unknown>>;
  done: string;
}
export const act = <S extends z.ZodType>(
  form: S,
  run: (input: z.output<S>) => Promise<Result<unknown>>,
  done: string,
): Act => ({
  form,
  run: run as Act["run"],
  done,
});

export const nothing = z.object({});
export const subject = z.object({ subject: z.string("required").max(80) });
export const maybeReason = z.object({ reason: z.string().max(5000, "tooLong").default("") });

/**
 * Runs the act that the pressed button names; an unknown one is bad input. Of a record that there is not, or that the person
 * may not know of (`isKnown`), nothing is told but that: not what of the form would be wrong.
 */
export async function runAct(
  acts: Record<string, Act>,
  request: Request,
  back: string,
  isKnown: () => Promise<boolean> = async () => true,
) {
  const refuse = async (bad: Parameters<typeof badInput>[0]) => {
    if (await isKnown()) return badInput(bad);
    throw new Response(null, { status: 404 });
  };
  const wanted = String((await formOf(request.clone())).get("intent") ?? "");
  const chosen = Object.hasOwn(acts, wanted) ? acts[wanted] : undefined;
  if (!chosen) return refuse({ fields: {}, values: {}, problem: { code: "unknownAct" } });
  const input = await parseForm(request, z.intersection(z.object({ intent: z.string() }), chosen.form));
  if (!input.ok) return refuse(input);
  const { intent: _, ...rest } = input.value as Record<string, unknown>;
  return answer(await chosen.run(rest as never), input.form, { to: back, done: chosen.done });
}
