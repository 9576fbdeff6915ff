import { organisationsByIds } from "../identity/index.ts";
import { type Language, readable } from "../language.ts";

/** The names of contributors as a language has them, where they are organisations of the portal. */
export async function payerNames(
  given: Array<{ payerId: string | null; payerName: string }>,
  language: Language,
): Promise<(each: { payerId: string | null; payerName: string }) => string> {
  const known = await organisationsByIds(given.flatMap((each) => each.payerId ?? []));
  return ({ payerId, payerName }) => readable(known.get(payerId ?? "")?.name, language).text || payerName;
}
