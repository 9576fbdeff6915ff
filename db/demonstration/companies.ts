import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { regions } from "#db/schema/identity.ts";
import { companyProfiles, companySizes, consentPurposes, consents } from "#db/schema/matching.ts";
import { loadYaml } from "#services/content.ts";

const companiesFile = z.strictObject({
  companies: z.array(
    z.strictObject({
      organisation: z.string(),
      /** Who speaks for the firm in the demonstration. */
      person: z.string(),
      interests: z.string(),
      fields: z.array(z.string()),
      regions: z.array(z.enum(regions)),
      size: z.enum(companySizes),
      sectors: z.array(z.string()),
      consents: z.array(z.enum(consentPurposes)),
      on: z.iso.date(),
    }),
  ),
});

/** What some demonstration firms look for, and what they have agreed to. */
export async function loadCompanies(tx: Transaction): Promise<void> {
  for (const { organisation, person, on, consents: given, ...profile } of loadYaml(
    "demonstration/companies.yaml",
    companiesFile,
  ).companies) {
    const at = Date.parse(`${on}T02:00:00Z`);
    await tx
      .insert(companyProfiles)
      .values({ organisationId: organisation, ...profile, updatedBy: person, updatedAt: at });
    for (const purpose of given)
      await tx.insert(consents).values({
        id: `${organisation}-${purpose}`,
        organisationId: organisation,
        purpose,
        givenBy: person,
        givenAt: at,
      });
  }
}
