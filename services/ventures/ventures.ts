import { desc, eq, or } from "drizzle-orm";
import { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { pathwayDecisions } from "#db/schema/evaluation.ts";
import { organisations } from "#db/schema/identity.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { equityEvents, rounds, ventures } from "#db/schema/ventures.ts";
import { record } from "../audit/index.ts";
import { day } from "../day.ts";
import { type Actor, may } from "../identity/index.ts";
import { plain } from "../language.ts";
import { disclosureFor } from "../outputs/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { holdingsOf } from "./cap-table.ts";

const shares = z.coerce.number("notANumber").int("notANumber").min(0, "invalid").max(1_000_000_000, "invalid");

export const ventureForm = z.object({
  name: z.string("required").trim().min(1, "required").max(120, "tooLong"),
  line: z.string("required").trim().min(1, "required").max(500, "tooLong"),
  incorporatedOn: day,
  founders: z
    .array(z.object({ name: z.string().trim().max(120, "tooLong").default(""), shares: shares.default(0) }))
    .max(20)
    .default([])
    .transform((founders) => founders.filter((founder) => founder.name && founder.shares > 0)),
  institutionShares: shares,
});

/** Founds the spin-off of a case: the company on record, with the first issue of shares in its ledger. */
export async function formVenture(
  actor: Actor,
  caseId: string,
  input: z.output<typeof ventureForm>,
): Promise<Result<{ slug: string }>> {
  if (input.founders.length === 0) return fail("foundersMissing", { fields: { "founders[0].shares": ["required"] } });
  return transact(async (tx) => {
    const [row] = await tx
      .select({ id: disclosures.id })
      .from(disclosures)
      .where(eq(disclosures.caseId, caseId))
      .limit(1);
    const found = row && (await disclosureFor(tx, actor, row.id));
    if (!found) return notFound();
    if (!may(actor, "venture.form", found.relations)) return forbidden();
    const [decision] = await tx
      .select({ pathway: pathwayDecisions.pathway })
      .from(pathwayDecisions)
      .where(eq(pathwayDecisions.caseId, caseId))
      .limit(1);
    if (decision?.pathway !== "spinOff") return fail("notASpinOff");
    const [known] = await tx.select({ slug: ventures.slug }).from(ventures).where(eq(ventures.caseId, caseId)).limit(1);
    if (known) return fail("ventureExists");
    const [technology] = await tx
      .select({ id: technologies.id, landing: technologies.landing })
      .from(technologies)
      .where(eq(technologies.caseId, caseId))
      .limit(1);
    const [institution] = await tx
      .select({ name: organisations.name })
      .from(organisations)
      .where(eq(organisations.id, found.disclosure.organisationId))
      .limit(1);
    const id = newId();
    const now = Date.now();
    const base =
      input.name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-")
        .replaceAll(/^-+|-+$/g, "")
        .slice(0, 60) || "venture";
    const [taken] = await tx.select({ id: ventures.id }).from(ventures).where(eq(ventures.slug, base)).limit(1);
    const slug = taken ? `${base}-${id.slice(-6).toLowerCase()}` : base;
    await tx.insert(ventures).values({
      id,
      slug,
      caseId,
      technologyId: technology?.id ?? null,
      organisationId: found.disclosure.organisationId,
      name: { [found.disclosure.original]: input.name },
      line: { [found.disclosure.original]: input.line },
      about: {},
      stage: "proofOfConcept",
      incorporatedOn: input.incorporatedOn,
      region: "hongKong",
      landing: technology?.landing ?? [],
      createdBy: actor.personId,
      createdAt: now,
    });
    const holders = [
      ...input.founders.map((founder, place) => ({
        holder: `founder-${place + 1}`,
        name: founder.name,
        kind: "founder" as const,
        shares: founder.shares,
      })),
      ...(input.institutionShares > 0
        ? [
            {
              holder: found.disclosure.organisationId,
              name: plain(institution?.name, "en"),
              kind: "institution" as const,
              shares: input.institutionShares,
            },
          ]
        : []),
    ];
    for (const [place, holder] of holders.entries())
      await tx.insert(equityEvents).values({
        id: newId(),
        ventureId: id,
        sequence: place + 1,
        kind: "issue",
        on: input.incorporatedOn,
        shareClass: "ordinary",
        toHolder: holder.holder,
        holderKind: holder.kind,
        holderName: holder.name,
        shares: holder.shares,
        createdAt: now,
      });
    await record(
      tx,
      actor,
      "venture.formed",
      { kind: "venture", id, caseId },
      { slug, shares: holders.map((holder) => [holder.name, holder.shares]) },
      now,
    );
    return ok({ slug });
  });
}

export async function ventureOfCase(caseId: string) {
  const [found] = await reads()
    .select({ id: ventures.id, slug: ventures.slug, name: ventures.name })
    .from(ventures)
    .where(eq(ventures.caseId, caseId))
    .limit(1);
  return found;
}

export function publicVentures() {
  return reads()
    .select({ venture: ventures, organisation: organisations.name })
    .from(ventures)
    .innerJoin(organisations, eq(organisations.id, ventures.organisationId))
    .where(eq(ventures.isPublic, true))
    .orderBy(desc(ventures.createdAt), desc(ventures.id))
    .limit(100);
}

/** The ventures with which an officer may apply for money: those of the own institution, then the public ones of others. */
export async function venturesToApplyWith(actor: Actor) {
  const rows = await reads()
    .select({
      slug: ventures.slug,
      name: ventures.name,
      organisationId: ventures.organisationId,
      by: organisations.name,
    })
    .from(ventures)
    .innerJoin(organisations, eq(organisations.id, ventures.organisationId))
    .where(or(eq(ventures.isPublic, true), eq(ventures.organisationId, actor.organisationId)))
    .orderBy(desc(ventures.createdAt), desc(ventures.id))
    .limit(500);
  const [own, others] = [true, false].map((isOwn) =>
    rows.filter((each) => (each.organisationId === actor.organisationId) === isOwn),
  );
  return { own: own!, others: others! };
}

/** A venture's page: the public profile, with the cap table for those who may see its ledger. */
export async function venturePage(actor: Actor | undefined, slug: string) {
  const [found] = await reads()
    .select({ venture: ventures, organisation: organisations.name })
    .from(ventures)
    .innerJoin(organisations, eq(organisations.id, ventures.organisationId))
    .where(eq(ventures.slug, slug))
    .limit(1);
  if (!found) return undefined;
  const { venture } = found;
  const maySeeLedger =
    actor && may(actor, "venture.read", actor.organisationId === venture.organisationId ? ["organisation"] : []);
  if (!venture.isPublic && !maySeeLedger) return undefined;
  const [ledger, raised, technology] = await Promise.all([
    maySeeLedger
      ? reads().select().from(equityEvents).where(eq(equityEvents.ventureId, venture.id)).orderBy(equityEvents.sequence)
      : [],
    reads().select().from(rounds).where(eq(rounds.ventureId, venture.id)).orderBy(desc(rounds.on)),
    venture.technologyId
      ? reads()
          .select({ slug: technologies.slug })
          .from(technologies)
          .where(eq(technologies.id, venture.technologyId))
          .limit(1)
      : [],
  ]);
  return {
    ...found,
    rounds: raised,
    technologySlug: technology[0]?.slug,
    holdings: maySeeLedger ? holdingsOf(ledger) : undefined,
  };
}
