import { and, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { people, regions } from "#db/schema/identity.ts";
import { companyProfiles, companySizes, consentPurposes, consents } from "#db/schema/matching.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { forbidden, ok, type Result } from "../../result.ts";
import { sectors } from "../matching/reasons.ts";
import { lacksDuty } from "./duties.ts";

const several = <T extends z.ZodType>(each: T) =>
  z.preprocess((value) => (typeof value === "string" ? [value] : (value ?? [])), z.array(each).max(40));

export const companyForm = z.object({
  interests: z.string().trim().max(5000, "tooLong").default(""),
  fields: several(z.string().max(60)),
  regions: several(z.enum(regions)),
  size: z.enum(companySizes).optional(),
  sectors: several(z.string().refine((code) => sectors().some((sector) => sector.code === code), "invalid")),
});

export const consentForm = z.object({ purpose: z.enum(consentPurposes, "required") });
export type ConsentPurpose = (typeof consentPurposes)[number];

/** What a firm says of itself; undefined while it has said nothing. */
export async function companyProfile(organisationId: string) {
  const [profile] = await reads()
    .select()
    .from(companyProfiles)
    .where(eq(companyProfiles.organisationId, organisationId))
    .limit(1);
  return profile;
}

export async function saveCompany(actor: Actor, input: z.output<typeof companyForm>): Promise<Result<object>> {
  if (!may(actor, "company.edit", ["organisation"])) return forbidden();
  return transact(async (tx) => {
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    const now = Date.now();
    const row = { ...input, size: input.size ?? null, updatedBy: actor.personId, updatedAt: now };
    await tx
      .insert(companyProfiles)
      .values({ organisationId: actor.organisationId, ...row })
      .onConflictDoUpdate({ target: companyProfiles.organisationId, set: row });
    await record(tx, actor, "company.described", { kind: "organisation", id: actor.organisationId }, {}, now);
    return ok({});
  });
}

/** The firm's consents, each with who gave it and when; withdrawn ones too. */
export function consentsOf(actor: Actor) {
  return reads()
    .select({
      id: consents.id,
      purpose: consents.purpose,
      givenAt: consents.givenAt,
      withdrawnAt: consents.withdrawnAt,
      by: people.name,
    })
    .from(consents)
    .innerJoin(people, eq(people.id, consents.givenBy))
    .where(eq(consents.organisationId, actor.organisationId))
    .orderBy(desc(consents.givenAt))
    .limit(50);
}

/** Gives or withdraws a consent for the firm. Giving it twice keeps the first date. */
export async function setConsent(actor: Actor, purpose: ConsentPurpose, isGiven: boolean): Promise<Result<object>> {
  if (!may(actor, "company.edit", ["organisation"])) return forbidden();
  return transact(async (tx) => {
    const lacking = await lacksDuty(tx, actor, "lead");
    if (lacking) return lacking;
    const now = Date.now();
    const inForce = and(
      eq(consents.organisationId, actor.organisationId),
      eq(consents.purpose, purpose),
      isNull(consents.withdrawnAt),
    );
    const [given] = await tx.select({ id: consents.id }).from(consents).where(inForce).limit(1);
    if (Boolean(given) === isGiven) return ok({});
    if (isGiven)
      await tx.insert(consents).values({
        id: newId(),
        organisationId: actor.organisationId,
        purpose,
        givenBy: actor.personId,
        givenAt: now,
      });
    else await tx.update(consents).set({ withdrawnAt: now, withdrawnBy: actor.personId }).where(inForce);
    const subject = { kind: "organisation", id: actor.organisationId };
    await record(tx, actor, isGiven ? "consent.given" : "consent.withdrawn", subject, { purpose }, now);
    return ok({});
  });
}
