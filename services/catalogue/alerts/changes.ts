import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { licenceInvitations, technologies } from "#db/schema/catalogue.ts";
import type { SeenTechnology } from "#db/schema/matching.ts";
import { offerState } from "../availability.ts";

type Technology = typeof technologies.$inferSelect;

/** One thing that is not as it was. The words for it are in `mail.yaml` under `alertChange`. */
export type Change =
  | { kind: "offer"; from: string; to: string }
  | { kind: "stage"; from: number | null; to: number | null }
  | { kind: "invitation"; day: string }
  | { kind: "terms" | "landing" | "text" };

const hashOf = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 24);

/** What of a technology is compared, as it stands now. Pure. */
function seenOf(technology: Technology, invitation: string | null): SeenTechnology {
  const { fieldOfUse, territory, expressTerms, package: taken, pictures, video, ...text } = technology.profile;
  return {
    offer: technology.state === "withdrawn" ? "withdrawn" : offerState(technology),
    parts: JSON.stringify(technology.licensedParts ?? []),
    trl: technology.trl,
    terms: hashOf([technology.offers, fieldOfUse, territory, expressTerms, taken]),
    landing: hashOf(technology.landing),
    invitation,
    text: hashOf([technology.title, technology.valueLine, text, pictures, video, technology.deployment]),
  };
}

/** What has changed, in the order in which a reader in industry asks. Pure. */
export function changesBetween(before: SeenTechnology, after: SeenTechnology): Change[] {
  const same = (name: keyof SeenTechnology) => before[name] === after[name];
  return [
    ...(same("offer") && same("parts") ? [] : [{ kind: "offer" as const, from: before.offer, to: after.offer }]),
    ...(same("trl") ? [] : [{ kind: "stage" as const, from: before.trl, to: after.trl }]),
    ...(after.invitation && !same("invitation") ? [{ kind: "invitation" as const, day: after.invitation }] : []),
    ...(["terms", "landing", "text"] as const).flatMap((kind) => (same(kind) ? [] : [{ kind }])),
  ];
}

/** A technology as it stands in this transaction. */
export async function seenNow(tx: Pick<Transaction, "select">, technologyId: string): Promise<SeenTechnology> {
  const [technology] = await tx.select().from(technologies).where(eq(technologies.id, technologyId)).limit(1);
  const [invitation] = await tx
    .select({ closesOn: licenceInvitations.closesOn, openedAt: licenceInvitations.openedAt })
    .from(licenceInvitations)
    .where(eq(licenceInvitations.technologyId, technologyId))
    .orderBy(desc(licenceInvitations.createdAt))
    .limit(1);
  return seenOf(technology!, invitation && invitation.openedAt === null ? invitation.closesOn : null);
}
