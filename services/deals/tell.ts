import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { people } from "#db/schema/identity.ts";
import { type Language, plain } from "../language.ts";
import { mailLater, noticeLater } from "../notify/index.ts";
import type { Deal } from "./deals.ts";
import type { Side } from "./states.ts";

/** What the other side of a deal is told of, each a mail (`mail.yaml`) and, but for messages, a notice (`notices.yaml`). */
export type DealNews =
  | "dealMessage"
  | "dealNdaOffered"
  | "dealNdaSigned"
  | "dealTermsProposed"
  | "dealTermsAccepted"
  | "dealSignedByOne"
  | "dealSigned"
  | "dealDeclined";

/**
 * Tells the other side's person, in their language, what `side` did: the next move may be theirs. Nobody is told where an
 * institution has given the deal to no officer yet; its queue shows it.
 */
export async function tellOtherSide(
  tx: Transaction,
  side: Side,
  deal: Deal,
  news: DealNews,
  path = `deals/${deal.id}`,
): Promise<void> {
  const to = side === "licensor" ? deal.partnerPersonId : deal.officerId;
  if (!to) return;
  const [reader] = await tx
    .select({ email: people.email, language: people.language })
    .from(people)
    .where(eq(people.id, to))
    .limit(1);
  const [technology] = await tx
    .select({ title: technologies.title })
    .from(technologies)
    .where(eq(technologies.id, deal.technologyId))
    .limit(1);
  if (!reader || !technology) return;
  const language: Language = reader.language ?? "en";
  await mailLater(tx, {
    to: reader.email,
    language,
    message: news,
    params: { title: plain(technology.title, language), number: deal.number, path },
  });
  if (news !== "dealMessage")
    await noticeLater(tx, {
      personId: to,
      message: news,
      params: { title: technology.title, number: deal.number },
      link: `/deals/${deal.id}`,
    });
}
