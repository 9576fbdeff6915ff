import { and, desc, eq, like, notInArray, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { ventures } from "#db/schema/ventures.ts";
import { record } from "../../audit/index.ts";
import { lacksDuty } from "../../catalogue/index.ts";
import { type Actor, may, peopleOf } from "../../identity/index.ts";
import { noticeLater } from "../../notify/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { rulesFor } from "../access.ts";
import { isOpen, rulesOf } from "../calls.ts";
import { mayLead, openTo } from "../eligibility.ts";
import type { applicationForm } from "../forms.ts";
import { type Programme, programme, programmes } from "../programme.ts";
import { aboveCap, unknownIn } from "./stages.ts";

/**
 * Begins an application: an officer of the institution, or a researcher for an invention of their own there; only the
 * office sends it. Who may not lead is told why, and which programmes it could lead itself.
 */
export async function beginApplication(
  actor: Actor,
  input: z.output<typeof applicationForm>,
  now = Date.now(),
): Promise<Result<{ id: string }>> {
  if (!may(actor, "application.write", ["organisation", "own"])) return forbidden();
  const isOffice = may(actor, "application.write", ["organisation"]);
  return transact(async (tx) => {
    const lacking = await lacksDuty(tx, actor, "member");
    if (lacking) return lacking;
    const [call] = await tx
      .select()
      .from(calls)
      .where(and(eq(calls.id, input.callId), eq(calls.state, "published")))
      .limit(1);
    if (!call) return notFound();
    const rules = rulesOf(call);
    if (!isOpen(call, now)) return fail("callClosed");
    const [lead] = await tx.select().from(organisations).where(eq(organisations.id, actor.organisationId)).limit(1);
    if (!lead) return notFound();
    const leads = mayLead(rules, lead);
    if (!leads.ok) {
      const open = openTo(programmes(), lead).map((id) => programme(id)!.name[actor.language]);
      return fail(open.length > 0 ? "leadNotEligible" : "leadNotEligibleAnywhere", {
        params: { programmes: open.join(", "), source: leads.source },
      });
    }
    if (!isOffice && !(await casesToApplyWith(actor, tx)).some((each) => each.caseId === input.caseId))
      return fail("caseNeeded", { fields: { caseId: ["required"] } });
    if (isOffice && input.caseId && !(await caseOfOffice(actor, input.caseId, tx)))
      return fail("caseNeeded", { fields: { caseId: ["notInList"] } });
    const [venture] =
      isOffice && input.ventureSlug === ""
        ? []
        : await tx
            .select({ id: ventures.id, caseId: ventures.caseId })
            .from(ventures)
            .where(
              isOffice
                ? and(
                    eq(ventures.slug, input.ventureSlug),
                    or(eq(ventures.isPublic, true), eq(ventures.organisationId, actor.organisationId)),
                  )
                : eq(ventures.caseId, input.caseId),
            )
            .limit(1);
    // A company applies for itself; a university's office for the ventures that come of its research.
    if (isOffice && input.ventureSlug && (!venture || actor.role !== "ttoOfficer"))
      return fail("unknownVenture", { fields: { ventureSlug: ["notInList"] } });
    const caseId = isOffice ? (venture?.caseId ?? (input.caseId || null)) : input.caseId;
    const unknown = unknownIn(rules, input.stages);
    if (unknown) return unknown;
    const above = aboveCap(rulesFor(call, input), input.stages);
    if (above) return above;
    const id = newId();
    const year = new Date(now).getUTCFullYear();
    const [last] = await tx
      .select({ number: applications.number })
      .from(applications)
      .where(like(applications.number, `A-${year}-%`))
      .orderBy(desc(sql`length(${applications.number})`), desc(applications.number))
      .limit(1);
    await tx.insert(applications).values({
      id,
      number: `A-${year}-${String(Number(last?.number.slice(7) ?? 0) + 1).padStart(4, "0")}`,
      callId: call.id,
      programmeId: call.programmeId,
      caseId,
      ventureId: venture?.id ?? null,
      leadId: actor.organisationId,
      title: { [actor.language]: input.title },
      summary: input.summary,
      state: "draft",
      stateSince: now,
      stages: input.stages.filter((stage) => stage.cost > 0 || stage.grant > 0),
      currency: rules.grant.currency,
      createdBy: actor.personId,
      createdAt: now,
    });
    await record(
      tx,
      actor,
      "application.begun",
      { kind: "application", id, caseId },
      { programme: call.programmeId },
      now,
    );
    if (!isOffice)
      for (const officer of await peopleOf("ttoOfficer", actor.organisationId))
        await noticeLater(
          tx,
          {
            personId: officer.id,
            message: "applicationBegun",
            params: { by: actor.name, title: input.title, programme: rules.name },
            link: `/applications/${id}`,
          },
          now,
        );
    return ok({ id });
  });
}

/** The inventions of the actor at the institution they act for, with which they may begin an application. */
export function casesToApplyWith(actor: Actor, tx: Pick<Transaction, "selectDistinct"> = reads()) {
  return tx
    .selectDistinct({ caseId: disclosures.caseId, title: disclosures.title, original: disclosures.original })
    .from(inventors)
    .innerJoin(disclosures, eq(disclosures.id, inventors.disclosureId))
    .where(
      and(
        eq(disclosures.organisationId, actor.organisationId),
        notInArray(disclosures.state, ["draft", "withdrawn"]),
        or(eq(inventors.personId, actor.personId), eq(inventors.email, actor.email)),
      ),
    )
    .limit(100);
}

/** An invention of the actor's institution that its office may apply with; undefined where it is none. */
export async function caseOfOffice(actor: Actor, caseId: string, tx: Pick<Transaction, "select"> = reads()) {
  const [found] = await tx
    .select({ caseId: disclosures.caseId, title: disclosures.title, original: disclosures.original })
    .from(disclosures)
    .where(
      and(
        eq(disclosures.caseId, caseId),
        eq(disclosures.organisationId, actor.organisationId),
        notInArray(disclosures.state, ["draft", "withdrawn"]),
      ),
    )
    .limit(1);
  return found;
}

/** For each call whether an institution may lead under it, and where that is said. */
export async function eligibilityOf(
  actor: Pick<Actor, "organisationId">,
  rules: Map<string, Programme>,
): Promise<Map<string, ReturnType<typeof mayLead>>> {
  const [lead] = await reads().select().from(organisations).where(eq(organisations.id, actor.organisationId)).limit(1);
  return new Map(lead ? [...rules].map(([id, each]) => [id, mayLead(each, lead)]) : []);
}
