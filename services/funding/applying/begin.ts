import { and, desc, eq, like, sql } from "drizzle-orm";
import type { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { applications, calls } from "#db/schema/funding.ts";
import { organisations } from "#db/schema/identity.ts";
import { ventures } from "#db/schema/ventures.ts";
import { record } from "../../audit/index.ts";
import { type Actor, may } from "../../identity/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../../result.ts";
import { isOpen, rulesOf } from "../calls.ts";
import { mayLead, openTo } from "../eligibility.ts";
import type { applicationForm } from "../forms.ts";
import { type Programme, programme, programmes } from "../programme.ts";

/** Begins an application. Who may not lead is told why, and which programmes it could lead itself. */
export async function beginApplication(
  actor: Actor,
  input: z.output<typeof applicationForm>,
  now = Date.now(),
): Promise<Result<{ id: string }>> {
  if (!may(actor, "application.write", ["organisation"])) return forbidden();
  return transact(async (tx) => {
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
    const [venture] = input.ventureSlug
      ? await tx
          .select({ id: ventures.id, caseId: ventures.caseId })
          .from(ventures)
          .where(eq(ventures.slug, input.ventureSlug))
          .limit(1)
      : [];
    if (input.ventureSlug && !venture) return fail("unknownVenture", { fields: { ventureSlug: ["invalid"] } });
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
      caseId: venture?.caseId ?? null,
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
      { kind: "application", id, caseId: venture?.caseId },
      { programme: call.programmeId },
      now,
    );
    return ok({ id });
  });
}

/** For each call whether the actor's institution may lead under it, and where that is said. */
export async function eligibilityOf(
  actor: Actor,
  rules: Map<string, Programme>,
): Promise<Map<string, ReturnType<typeof mayLead>>> {
  const [lead] = await reads().select().from(organisations).where(eq(organisations.id, actor.organisationId)).limit(1);
  return new Map(lead ? [...rules].map(([id, each]) => [id, mayLead(each, lead)]) : []);
}
