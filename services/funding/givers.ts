import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { sponsorInvitations } from "#db/schema/funding.ts";
import { peopleOf } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import { amountText } from "../words.ts";
import type { Known } from "./access.ts";
import type { Contribution } from "./contributions.ts";

/** Who gives, and how much in its own currency, as a mail says it. */
export const givenWords = ({ payerName: payer, amount, currency }: Contribution) => ({
  payer,
  amount: amountText(amount, currency),
});

type Params = Record<string, string>;

/** Mails the giver of a contribution, as far as the portal knows one: who signed on a link, and the people of its firm. */
export async function tellGiver(
  tx: Transaction,
  { application }: Pick<Known, "application">,
  { id, payerId }: Pick<Contribution, "id" | "payerId">,
  message: string,
  params: Params | ((language: Language) => Params),
): Promise<void> {
  const [links, partners] = await Promise.all([
    tx
      .select({ email: sponsorInvitations.email, language: sponsorInvitations.language })
      .from(sponsorInvitations)
      .where(and(eq(sponsorInvitations.applicationId, application.id), eq(sponsorInvitations.contributionId, id)))
      .limit(20),
    payerId ? peopleOf("partner", payerId) : [],
  ]);
  const told = new Map<string, Language>(links.map(({ email, language }) => [email, language ?? "en"]));
  for (const { email, language } of partners) told.set(email, language ?? "en");
  for (const [to, language] of told)
    await mailLater(tx, {
      to,
      language,
      message,
      params: {
        number: application.number,
        title: plain(application.title, language),
        ...(typeof params === "function" ? params(language) : params),
      },
    });
}
